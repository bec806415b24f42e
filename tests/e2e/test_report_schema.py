"""The JSON of every command is what its published schema says, and the schema would notice if it were not."""

import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from estates import copied
from jsonschema import Draft202012Validator
from support import project, ran

from inventory.cli.app import COMMANDS
from inventory.generated.schemas import FOLDER
from inventory.outputs.json import VERSION
from inventory.outputs.json_schema.report import Version

SCHEMA = Draft202012Validator(
    json.loads((FOLDER / "report.schema.json").read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
)
ASKED = (
    ("scan",),
    ("gaps",),
    ("gaps", "--profile", "start"),
    ("where", "user.financial.credit_card"),
    ("where", "user"),
    ("where", "user.workplace"),
    ("trace", "payments.cards.card_number"),
    ("trace", "payments.cards.card_number", "--up"),
    ("copies",),
    ("transfers",),
    ("who", "user.health_and_medical"),
    ("who", "payments.cards"),
    ("who", "user.financial.credit_card"),
    ("classify",),
    ("classify", "--name", "email", "--table", "customers"),
    ("classify", "--name", "frobnicate"),
    ("audit",),
    ("explain",),
    ("explain", "copy-expired"),
    ("query", "from datasets"),
    ("query", "from columns where false"),
)


@pytest.fixture(scope="module", params=["everything-store", "corner-shop"])
def estate(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example, scanned."""
    folder = copied(request.param, tmp_path_factory.mktemp("estate"))
    assert ran(folder, "scan").code == 0
    return folder


def told(folder: Path, *words: str) -> Any:
    done = ran(folder, *words, "-f", "json")
    assert done.out, done.err
    return json.loads(done.out)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_answer_is_what_the_schema_says(estate: Path, words: tuple[str, ...]) -> None:
    if words[0] == "trace" and estate.name == "corner-shop":
        words = ("trace", "shop.customers.email", *words[2:])
    elif words == ("who", "payments.cards") and estate.name == "corner-shop":
        words = ("who", "shop.customers")
    SCHEMA.validate(told(estate, *words))


def test_so_is_what_only_some_reports_hold(tmp_path: Path) -> None:
    """Statements nobody could read, a baseline with a closed finding, idle suppressions, rules of a project's own."""
    catalog = "databases: [{id: shop, engine: postgres, datasets: [{id: a, columns: [{name: b, data_categories: [user]}]}]}]\n"
    folder = project(tmp_path / "shop", catalog, {"shop/a.sql": "create table c as select b from a;\nnonsense ("})
    SCHEMA.validate(told(folder, "scan"))
    assert told(folder, "scan")["untraced"]
    (tmp_path / "before.json").write_text(ran(folder, "gaps", "-f", "json").out, "utf-8")
    own = folder / "rules" / "house"
    own.mkdir(parents=True)
    rule = ran(folder, "explain", "owner-missing", "--source").out
    (own / "house-rule.sql").write_text(rule, "utf-8")
    settings = (folder / "inventory.yaml").read_text("utf-8") + (
        "rules: [rules]\n"
        "suppressions: [{rule: owner-missing, on: nowhere, reason: a test, author: me, until: 2027-01-01}]\n"
    )
    (folder / "inventory.yaml").write_text(settings, "utf-8")
    (folder / "sql" / "shop" / "a.sql").write_text("select 1;\n", "utf-8")
    told(folder, "scan")
    since = told(folder, "gaps", "--baseline", str(tmp_path / "before.json"))
    assert since["closed"]
    assert since["idle_suppressions"]
    audited = told(folder, "audit")
    assert audited["other_rules"]
    SCHEMA.validate(since)
    SCHEMA.validate(audited)


@pytest.mark.parametrize("words", [("gaps",), ("audit",), ("copies",), ("classify",)], ids=" ".join)
def test_a_key_that_is_gone_renamed_or_of_another_kind_is_noticed(estate: Path, words: tuple[str, ...]) -> None:
    answer = told(estate, *words)
    for key in answer:
        missing = {name: value for name, value in answer.items() if name != key}
        assert SCHEMA.is_valid(missing) == (key in ("by_owner", "by_system", "by_article", "listed", "attestations",
                                                    "accepted_until", "idle_suppressions")), key  # fmt: skip
        assert not SCHEMA.is_valid({**missing, f"{key}_": answer[key]})
        assert not SCHEMA.is_valid({**answer, key: 7.5})


def test_every_command_that_writes_json_is_asked_here() -> None:
    writing = {
        name
        for name, command in COMMANDS
        if (option := get_type_hints(command, include_extras=True).get("format"))
        and "json" in get_args(get_args(option)[0])
    }
    assert writing == {words[0] for words in ASKED}


def test_the_schema_names_the_version_that_is_written() -> None:
    assert get_args(Version) == (VERSION,)
