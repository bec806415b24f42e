"""Reports in other languages: nothing is left in English, nothing is made of data, and programs read the same."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from duckdb import DuckDBPyConnection
from support import ran

from inventory.audit.checklist import checklist
from inventory.checks.finding import Finding
from inventory.checks.reporting import as_data, explain, gap_report
from inventory.checks.rule import Rule, parse_rule, shipped_rules
from inventory.checks.run import check_map
from inventory.datamap.questions.copies import copies
from inventory.datamap.questions.query import query
from inventory.datamap.questions.scanned import scanned
from inventory.datamap.questions.trace import trace
from inventory.datamap.questions.transfers import transfers
from inventory.datamap.questions.where import where
from inventory.datamap.questions.who import who
from inventory.datamap.store import Store
from inventory.diagnostics import InvalidInputError, Span
from inventory.generated.messages import all_messages, in_step, main, problems, written
from inventory.languages import CODES, language
from inventory.languages.catalog import Translated, read_catalog
from inventory.languages.law import cited as in_law
from inventory.languages.reports import for_a_sheet, in_language
from inventory.messages import Cited, Joined, Moment, Said, cited, counted, english, fields, filled, joined, said
from inventory.outputs.csv import to_csv
from inventory.outputs.html import html
from inventory.outputs.json import to_json
from inventory.outputs.markdown import markdown
from inventory.outputs.text import text
from inventory.pipeline import scan
from inventory.project import load_project, read_inputs
from inventory.report import Report, Section
from inventory.sql.words import NoWordsError, glued, words

CATALOGS = Path(__file__).parents[2] / "catalogs"
AS_OF = date(2026, 11, 1)

OF_SQL = ("how", "expression")
"""Columns of a trace that hold SQL, and OpenLineage's words for it."""

OTHERS = [code for code in CODES if code != "en"]


def german(*messages: tuple[Any, Any]) -> Translated:
    """A language with a few messages of its own."""
    catalog = Catalog(locale="de")
    for id_, string in messages:
        catalog.add(id_, string)
    return Translated("de", catalog)


# ── texts that know what they are made of ────────────────────────────────────────────────────────────────────────────


def test_a_text_is_its_english_for_programs():
    told = said("{gaps} in {dataset}", gaps=counted(2, "gap"), dataset="orders.purchases")
    assert told == "2 gaps in orders.purchases"
    assert json.dumps([told, counted(1, "gap")]) == '["2 gaps in orders.purchases", "1 gap"]'
    assert {told: 1}["2 gaps in orders.purchases"] == 1
    assert sorted([said("b"), said("a")]) == ["a", "b"]


def test_a_text_is_translated_with_what_is_nested_in_it():
    de = german(
        ("{gaps} in {dataset} since {day}", "seit {day} {gaps} in {dataset}"),
        (("{count:,} gap", "{count:,} gaps"), ("{count:,} Lücke", "{count:,} Lücken")),
    )
    told = said("{gaps} in {dataset} since {day}", gaps=counted(1234, "gap"), dataset="lab.x", day=date(2026, 3, 9))
    assert told == "1,234 gaps in lab.x since 2026-03-09"
    assert de.say(told) == "seit 09.03.2026 1.234 Lücken in lab.x"
    assert english(de.say(told)) == told
    assert de.say(counted(1, "gap")) == "1 Lücke"


def test_data_is_never_a_template():
    de = german(("{object} is late", "{object} ist spät"), ("late", "spät"))
    told = said("{object} is late", object="{secret.__class__} late")
    assert told == "{secret.__class__} late is late"
    assert de.say(told) == "{secret.__class__} late ist spät"
    assert de.say("late") == "late", "what was not said by the program is data"
    assert de.say(said("a {brace}")) == "a {brace}", "without values a text is as it is"


def test_what_is_not_translated_stays_and_is_collected():
    de = german(("known", "bekannt"))
    assert de.say(joined(", ", (said("known"), said("unknown"), "data"))) == "bekannt, unknown, data"
    assert de.missing == {"unknown"}


def test_moments_numbers_and_what_is_not_there_are_written():
    de = german(("{at} {n:,} {none:,}", "{at} {n:,} {none:,}"))
    told = said("{at} {n:,} {none:,}", at=datetime(2026, 3, 9, 14, 5, 59), n=12345, none=None)
    assert told == "2026-03-09 14:05 12,345 None"
    assert de.say(told) == "09.03.2026, 14:05 12.345 None"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("GDPR Art. 5(1)(f)", "Art. 5 Abs. 1 lit. f DSGVO"),
        ("GDPR Art. 13(1)(e)-(f)", "Art. 13 Abs. 1 lit. e-f DSGVO"),
        ("GDPR Art. 32", "Art. 32 DSGVO"),
        ("GDPR Art. 24(1)", "Art. 24 Abs. 1 DSGVO"),
        ("4(1), 4(5)", "4 Nr. 1, 4 Nr. 5"),
        ("GDPR Recital 26", "Erwägungsgrund 26 DSGVO"),
        ("32(1)(b), (c)", "32 Abs. 1 lit. b, c"),
        ("29, 32(4)", "29, 32 Abs. 4"),
        ("37–39", "37–39"),
        ("PCI DSS 3.5.1", "PCI DSS 3.5.1"),
        ("CJEU C-184/20", "EuGH C-184/20"),
        ("EDPB Recommendations 01/2020 (not re-read)", "EDSA-Empfehlungen 01/2020 (nicht nachgelesen)"),
        ("house", "eigener Wert"),
    ],
)
def test_the_law_is_cited_as_each_country_does(english: str, german: str):
    assert in_law(english, "de") == german
    assert in_law(english, "fr") == english


def test_english_needs_nothing_more_than_before():
    loaded = "import sys, inventory.cli.app; print('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout == "False\n"
    assert language("en").code == "en"


# ── no drift ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_a_translation_and_no_other_has_one(code: str):
    assert list(problems(read_catalog(code), all_messages())) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_fields_of_its_message(code: str):
    wrong = []
    for message in read_catalog(code):
        ours = message.id if isinstance(message.id, tuple) else (message.id,)
        theirs = message.string if isinstance(message.string, tuple) else (message.string,)
        wrong += [one for one in ours if one and any(_fields(one) != _fields(other) for other in theirs)]
        wrong += [one for one in ours if one[:1].isspace() != theirs[0][:1].isspace()]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_calls_anything_a_breach_of_law_or_in_keeping_with_it(code: str):
    told = " ".join(str(message.string) for message in read_catalog(code)).casefold()
    assert "konform" not in told
    assert "rechtsverstoß" not in told


def _fields(template: str) -> set[str]:
    """The fields of a template; texts that are no templates may hold braces that mean themselves."""
    try:
        return {field for _, field, _, _ in Formatter().parse(template) if field}
    except ValueError:
        return set()


def test_new_messages_are_added_stale_ones_dropped_and_translations_kept():
    before = Catalog(locale="de")
    before.add("kept", "behalten")
    before.add("gone", "fort")
    after = in_step(before, {"kept": ["a"], "new": ["b"], ("{count:,} one", "{count:,} two"): ["c"]})
    assert [(message.id, message.string) for message in after if message.id] == [
        ("kept", "behalten"),
        ("new", ""),
        (("{count:,} one", "{count:,} two"), ("", "")),
    ]
    assert written(after) == written(after)
    assert len(list(problems(after, {"kept": [], "other": []}))) == 3


def test_the_catalogs_in_the_program_are_as_the_tool_writes_them(capsys: pytest.CaptureFixture[str]):
    assert main(["--check"]) == 0, capsys.readouterr().err
    for code in OTHERS:
        path = Path(sys.modules[Translated.__module__].__file__ or "").with_name(f"{code}.po")
        assert path.read_bytes() == written(in_step(read_catalog(code), all_messages()))


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_what_a_rule_says_in_words_it_says_in_phrases(rule: Rule):
    head = rule.head
    for name in head.phrases:
        assert words(rule.query, name, dialect="duckdb")
    spoken = fields(head.decision) | fields(head.gap) | fields(head.unknown or "")
    made_of = {name: glued(rule.query, name, dialect="duckdb") for name in spoken - {*head.phrases, "object"}}
    assert not any(made_of.values()), f"{made_of}: name such a column under `phrases:`"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select case when a then 'one' when b then null else 'two' end as x from t", ("one", "two")),
        ("with w as (select 'one' as x union all select 'two') select w.x from w", ("one", "two")),
        ("with w as (select 'one' as x, 1 as y) select w.* exclude (y) from w", ("one",)),
        ("select min(x) as x from (select coalesce(null, 'one') as x)", ("one",)),
        (
            "select list_filter([case when a then 'one' end, 'two'], lambda s: s is not null) as x from t",
            ("one", "two"),
        ),
    ],
)
def test_the_words_of_a_column_are_found_wherever_they_come_from(query: str, told: tuple[str, ...]):
    assert words(query, "x", dialect="duckdb") == told


@pytest.mark.parametrize(
    "query",
    ["select name as x from t", "select 'one ' || name as x from t", "select coalesce(name, 'none') as x from t"],
)
def test_what_holds_data_is_no_words(query: str):
    with pytest.raises(NoWordsError):
        words(query, "x", dialect="duckdb")


def test_literals_are_found_in_what_is_glued_together():
    assert glued("select 'one ' || name || ', ' as x from t", "x", dialect="duckdb") == ("one ",)
    assert glued("select string_agg(name, ', ') as x from t", "x", dialect="duckdb") == ()


def own_rule(columns: str, phrases: str = "[how]") -> Rule:
    source = f"""/*---
title: A rule of ours
severity: low
basis: [house]
decision: "what to do about {{object}}"
gap: "{{object}} is odd: {{how}}"
phrases: {phrases}
evidence: a look
fix: look
---
A page.
*/
select d.dataset_id as object, {columns}, false as holds, d.path, d.line, d.col
from datasets as d where d.dataset_id = 'orders.purchases'"""
    return parse_rule("of-ours", "own", source, Span(path="of-ours.sql"))


def test_a_rule_fills_its_phrases_from_the_columns_beside_them(estate: DuckDBPyConnection):
    rule = own_rule("'in {system}{{}}' as how, d.system_id as system")
    (finding,) = check_map(estate, [rule], AS_OF).findings
    assert finding.message == "orders.purchases is odd: in orders{}"


def test_a_phrase_may_be_a_list_and_speak_of_another(estate: DuckDBPyConnection):
    rule = own_rule("['one', '{where}'] as how, 'in {system}' as where, d.system_id as system", "[where, how]")
    (finding,) = check_map(estate, [rule], AS_OF).findings
    assert finding.message == "orders.purchases is odd: one, in orders"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("d.dataset_id || '{object}' as how", "no text of the rule's query"),
        ("'{nothing}' as how", "can't be filled"),
        ("'{object' as how", "can't be filled"),
        ("1 as how", "no text of the rule's query"),
    ],
)
def test_data_in_a_phrase_is_refused(estate: DuckDBPyConnection, columns: str, told: str):
    with pytest.raises(InvalidInputError, match=told):
        check_map(estate, [own_rule(columns)], AS_OF)


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """The map of the demonstration estate."""
    import shutil

    folder = tmp_path_factory.mktemp("estates") / "everything-store"
    shutil.copytree(CATALOGS / "everything-store", folder, ignore=shutil.ignore_patterns(".inventory"))
    scan(read_inputs(load_project(folder / "inventory.yaml")))
    with Store(folder).opened() as connection:
        yield connection


@pytest.fixture(scope="module")
def reports(estate: DuckDBPyConnection) -> list[Report]:
    """A report of each kind."""
    checked = check_map(estate, shipped_rules(), AS_OF, count_examined=True)
    column = estate.execute("select target from flows where masking order by 1").fetchall()[0][0]
    return [
        gap_report(estate, checked, all_of_them=True),
        gap_report(estate, replace(checked, findings=())),
        checklist(estate, checked, AS_OF),
        where(estate, "user.financial", AS_OF),
        where(estate, "user.biometric", AS_OF),
        who(estate, "user.health_and_medical", AS_OF),
        who(estate, "orders.purchases", AS_OF),
        copies(estate, AS_OF),
        transfers(estate, AS_OF),
        trace(estate, column, AS_OF),
        scanned(estate, AS_OF, changed=False),
        query(estate, "select dataset_id from datasets where false", AS_OF),
    ]


def test_no_english_is_left_in_a_german_report(reports: list[Report]):
    de = language("de")
    assert isinstance(de, Translated)
    for report in reports:
        in_language(report, de)
    assert de.missing == set()


def test_all_that_is_no_data_was_said(reports: list[Report]):
    """A text without a template that is in no file of the estate was written by the program: it can't be translated."""
    estate = " ".join(" ".join(path.read_text("utf-8").split()) for path in _files(CATALOGS / "everything-store"))
    reasons = " ".join(str(row[-1]) for report in reports if report.kind == "scan" for row in report.sections[0].rows)
    known = " ".join((estate, reasons, *(rule.name for rule in shipped_rules())))
    for report in reports:
        plain = {leaf for leaf in _leaves(report) if " " in leaf}
        assert {leaf for leaf in plain if not all(_name(part) in known for part in leaf.split(", "))} == set(), (
            report.kind
        )


def _name(part: str) -> str:
    """A name of a list, without the line behind it."""
    head, _, line = part.rpartition(":")
    return head if line.isdecimal() else part.removeprefix("deletion-not-run for ")


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*.*")) if path.suffix in (".yaml", ".sql"))


def _leaves(told: Any) -> Iterator[str]:
    """The plain texts that a report is made of."""
    match told:
        case Report():
            yield from _leaves((told.title, told.facts, told.sections, told.notes))
        case Section():
            shown = [at for at, name in enumerate(told.columns) if name not in OF_SQL]
            yield from _leaves(tuple(row[at] for row in told.rows for at in shown))
        case Said():
            yield from _leaves(tuple((told.values or {}).values()))
        case Joined():
            yield from _leaves(told.parts)
        case Cited() | Moment():
            pass
        case str():
            yield told
        case tuple():
            for one in told:
                yield from _leaves(one)


def test_a_report_is_written_in_german_in_every_format(reports: list[Report]):
    told = in_language(reports[0], language("de"))
    on_terminal = text(told, width=80, colour=False)
    assert on_terminal.startswith("Datenkarte: Everything Store, Stand 01.11.2026")
    assert all(len(line) <= 80 for line in on_terminal.splitlines())
    assert "\nLücken: " in on_terminal
    assert "Art. 5 Abs. 1 lit. f DSGVO" in on_terminal
    assert "# Datenkarte: Everything Store, Stand 01.11.2026" in markdown(told)
    page = html(told)
    assert '<html lang="de">' in page
    assert '<td class="gap">kritisch</td>' in page, "colours go by the English word"
    assert "Stand 01.11.2026. Aus dem Manifest" in page


def test_what_programs_read_is_the_same_in_every_language(estate: DuckDBPyConnection, reports: list[Report]):
    gaps = reports[0]
    assert to_json(replace(gaps, sections=())) == to_json(replace(in_language(gaps, language("de")), sections=(), facts=gaps.facts, title=gaps.title, as_of=gaps.as_of))  # fmt: skip
    finding = check_map(estate, shipped_rules(), AS_OF).findings[0]
    assert isinstance(finding, Finding)
    assert as_data(finding)["message"] == str(finding.message)


def test_a_sheet_keeps_its_columns_and_speaks_in_its_sentences(estate: DuckDBPyConnection):
    from inventory.checks.listing import place_by_place

    checked = check_map(estate, shipped_rules(), AS_OF)
    lines = to_csv(for_a_sheet(place_by_place(checked.findings), language("de"))).splitlines()
    assert lines[0].startswith("id,rule,family,status,severity,decision,message")
    assert ",gap,critical,Daten der Zone cde in exports.settlement_files," in "\n".join(lines)


def test_the_words_of_the_asker_are_not_translated(estate: DuckDBPyConnection):
    told = in_language(query(estate, "select 'gap' as owner", AS_OF), language("de"))
    assert told.sections[0].columns == ("owner",)
    assert told.sections[0].rows == (("gap",),)
    assert told.title == "Abfrage von Everything Store"


def test_a_rule_of_ones_own_stays_as_it_is_written(estate: DuckDBPyConnection):
    de = language("de")
    (finding,) = check_map(estate, [own_rule("'odd' as how")], AS_OF).findings
    assert de.say(finding.message) == "orders.purchases is odd: odd"


def test_a_rule_is_explained_in_german():
    rule = next(rule for rule in shipped_rules() if rule.name == "retention-missing")
    told = explain(rule, language("de"))
    assert told.startswith(
        "# retention-missing\n\n**Keine Speicherfrist.** Schweregrad: hoch. Grundlage: Art. 5 Abs. 1"
    )
    assert rule.query in told
    assert rule.page in explain(rule)


def test_a_filled_text_keeps_only_what_it_speaks_of():
    assert filled("{a}", {"a": 1, "b": "kept away"}).values == {"a": 1}
    assert cited(["GDPR Art. 9(1)", "house"]) == "GDPR Art. 9(1), house"


def test_a_picture_is_drawn_in_german(estate: DuckDBPyConnection):
    from inventory.outputs.diagram import View, draw

    dot = draw(estate, View(), format="dot", language=language("de")).decode()
    assert "Datenkarte: Everything Store" in dot
    assert "Drittland, angemessen" in dot
    assert "personenbezogene Daten" in dot
    assert "unregistered" not in dot
    assert "datasets" not in dot


def test_every_picture_finds_its_words(estate: DuckDBPyConnection):
    from inventory.outputs.diagram import View, draw

    de = language("de")
    assert isinstance(de, Translated)
    for view in (View(), View(system="orders"), View(focus="payments.cards"), View(reach="user.financial")):
        draw(estate, view, format="dot", language=de)
    assert de.missing == set()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small project of its own."""
    import shutil

    folder = tmp_path / "shop"
    shutil.copytree(CATALOGS / "corner-shop", folder, ignore=shutil.ignore_patterns(".inventory"))
    return folder


def test_the_language_is_asked_for_or_stated_in_the_project_file(shop: Path):
    assert ran(shop, "scan").code == 0
    assert "Not seen:" in ran(shop, "gaps").out
    assert "Nicht gesehen:" in ran(shop, "gaps", "--language", "de").out
    file = shop / "inventory.yaml"
    file.write_text(f"language: de\n{file.read_text('utf-8')}", "utf-8")
    assert ran(shop, "scan").out.startswith("Datenkarte: ")
    assert "Nicht gesehen:" in ran(shop, "audit").out
    assert "Not seen:" in ran(shop, "audit", "--language", "en").out
    assert json.loads(ran(shop, "gaps", "-f", "json").out)["facts"]["not_seen"]
    assert "**Keine Speicherfrist.**" in ran(shop, "explain", "retention-missing").out


def test_a_language_nobody_translated_is_refused(shop: Path):
    assert ran(shop, "gaps", "--language", "fr").code == 2
    (shop / "inventory.yaml").write_text("language: fr\n", "utf-8")
    assert load_project(shop / "inventory.yaml").diagnostics
