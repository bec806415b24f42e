"""Scripts are traced together: with the macros of their project, and whatever one of them holds."""

from pathlib import Path

import pytest

from inventory import sql
from inventory.catalog.models import Catalog
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.observed import Script
from inventory.datamap.scripts import ScriptFile, trace_scripts
from inventory.datamap.tracecache import TraceCache


def scripts(cache: TraceCache, **texts: str) -> dict[str, Script]:
    context = SqlContext(system="shop", dialect="postgres", default_schema=None, default_catalog=None)
    files = [
        ScriptFile(path=path.replace("__", "/") + ".sql", data=text.encode(), context=context)
        for path, text in texts.items()
    ]
    catalog = Catalog()
    return {script.path: script for script in trace_scripts(files, catalog, Names(catalog), cache)}


def test_a_model_is_read_with_the_macros_of_its_project_and_again_when_they_change(tmp_path: Path) -> None:
    for column in ("email", "city"):
        found = scripts(
            TraceCache(tmp_path / "traces", "test"),
            shop__models__mails="select {{ chosen() }} from {{ ref('people') }}",
            shop__macros__some__chosen="{% macro chosen() %}" + column + "{% endmacro %}",
            other__models__mails="select {{ chosen() }} from {{ ref('people') }}",
        )
        (statement,) = found["shop/models/mails.sql"].statements
        assert [flow.source.column for flow in statement.flows] == [column]
        assert found["other/models/mails.sql"].statements[0].outcome == "partial"


def test_a_defect_in_reading_one_file_is_told_of_it_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read_script = sql.read_script

    def defective(text: str, **settings):  # type: ignore[no-untyped-def]
        if "bad" in text:
            raise ZeroDivisionError
        return read_script(text, **settings)

    monkeypatch.setattr(sql, "read_script", defective)
    found = scripts(TraceCache(None, "test"), one="select bad from t", two="select a from t")
    (failed,) = found["one.sql"].statements
    assert (failed.outcome, failed.reason, failed.span.path) == ("failed", "could not be read: defect", "one.sql")
    assert found["two.sql"].statements[0].outcome == "traced"
