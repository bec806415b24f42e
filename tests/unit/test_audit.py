"""The audit checklist: every answer has its evidence, and nothing is green that nobody looked at."""

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from inventory.audit.answers import WHYS
from inventory.audit.checklist import checklist
from inventory.audit.questions import Checklist, questions
from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.checks.rule import Rule, shipped_rules
from inventory.checks.run import check_map
from inventory.datamap.build import Accepted, Material, build_map
from inventory.datamap.naming import Names, SqlContext
from inventory.datamap.scripts import ScriptFile, trace_scripts
from inventory.datamap.tracecache import TraceCache
from inventory.outputs.json import to_json
from inventory.outputs.markdown import markdown
from inventory.outputs.text import text
from inventory.report import Report

AS_OF = date(2026, 11, 1)

NO_GAP = "no gap found in what was supplied"

SHOP = """\
owners: [{id: lead}, {id: asker}]
databases:
- id: shop
  owner: lead
  engine: postgres
  country: DE
  encryption: {at_rest: yes, in_transit: no}
  datasets:
  - id: orders
    holds_since: 2020-01-01
    retention: P1Y
    erasure: delete
    lookup_keys: [customer_id]
    columns: [{name: customer_id, data_categories: [user.unique_id]}]
activities:
- {id: selling, purpose: Sell, legal_basis: 6(1)(b), stores: [shop], notice: shown}
notices: [{id: shown}]
roles: [{id: sellers, activities: [selling], members: {n: 3870, employer: shop, country: DE}}]
grants: [{role: sellers, on: shop, privilege: select, condition: standing}]
access_logs: [{id: log, of: shop, events: read, actor: individual, since: 2020-01-01}]
"""
"""In order but for encryption on the wire."""

ASKED = {
    "store-undeclared", "catalog-contradicted", "owner-missing", "activity-missing", "copy-unregistered", "copy-expired",
    "copy-self-approved", "retention-missing", "zone-broken", "readers-unknown", "access-without-purpose",
    "transfer-without-tool", "erasure-misses-copy", "basis-missing", "notice-missing",
}  # fmt: skip
"""Rules enough to see how the audit tells of them."""

READING = "select customer_id from orders;"


def report_of(
    catalog: str = SHOP, sql: str = READING, *, accepted: Accepted | None = None, rule: Rule | None = None
) -> Report:
    read = read_catalogs([CatalogFile(path="shop.yaml", content=catalog)])
    assert not [problem for problem in read.diagnostics if problem.severity == "error"], read.diagnostics
    script = ScriptFile(path="shop.sql", data=sql.encode(), context=SqlContext(system="shop", dialect="postgres"))
    material = Material(
        title="The Shop",
        as_of=AS_OF,
        manifest="0123456789abcdef",
        program="1",
        files=(),
        catalog=read.catalog,
        scripts=trace_scripts([script] if sql else [], read.catalog, Names(read.catalog), TraceCache(None, "")),
        suppressions=(accepted,) if accepted else (),
    )
    with duckdb.connect() as connection:
        build_map(connection, material)
        asked = [shipped for shipped in shipped_rules() if shipped.name in ASKED]
        checked = check_map(connection, (*asked, *([rule] if rule else [])), AS_OF, count_examined=True)
        return checklist(connection, checked, AS_OF)


def own_rule(*, path: str, line: str) -> Rule:
    """A rule of the project's own that always finds one gap."""
    columns = (
        "'shop.orders' as object",
        "'shop.orders' as dataset",
        "false as holds",
        f"{path} as path",
        f"{line} as line",
    )
    query = f"select {', '.join(columns)}, 1 as col"
    wordless = next(rule for rule in shipped_rules() if rule.name == "activity-missing")
    return replace(wordless, name="own-rule", query=query)


def row(report: Report, article: str) -> dict[str, Any]:
    section = report.sections[0]
    (found,) = (cells for cells in section.rows if cells[0] == article)
    return dict(zip(section.columns, found, strict=True))


def answer(report: Report, article: str) -> str:
    return str(row(report, article)["answer"])


def why(report: Report, article: str) -> str:
    return str(row(report, article)["why"])


def evidence(report: Report, article: str) -> str:
    return "\n".join(row(report, article)["evidence"])


def test_every_question_is_on_the_list_once_and_every_rule_bears_on_one() -> None:
    articles = [question.article for question in questions().questions]
    assert len(articles) == len(set(articles)) == len(report_of().sections[0].rows)
    named = {name for question in questions().questions for name in (*question.rules, *question.families)}
    assert not [rule.name for rule in shipped_rules() if not {rule.name, rule.family} & named]


def test_the_report_names_its_map_its_day_and_first_what_was_not_seen() -> None:
    report = report_of(sql="insert into (;")
    assert (report.kind, report.as_of, report.manifest) == ("audit", AS_OF, "0123456789abcdef")
    assert [label for label, _ in report.facts][:3] == ["Not seen", "Not classified", "Not understood"]
    assert dict(report.facts)["Not understood"] == "1 of 1 SQL statements, first at shop.sql:1"


def test_nothing_ever_says_compliant_and_the_map_says_yes_only_to_what_it_can_answer_itself() -> None:
    for report in (report_of(), report_of("databases: []", "")):
        assert "complian" not in markdown(report).lower()
        for question in questions().questions:
            assert answer(report, question.article) in ("yes", "no", "unknown", "not applicable")
            assert why(report, question.article) in WHYS
            if answer(report, question.article) == "yes":
                assert question.answered_by == "auto"
                assert why(report, question.article) == NO_GAP
                assert evidence(report, question.article) != "nothing in the map bears on it"


def test_a_map_of_nothing_can_demonstrate_nothing() -> None:
    report = report_of("databases: []", "")
    assert report.data["answers"]["yes"] == report.data["answers"]["no"] == 0
    assert evidence(report, "5(1)(e)") == "no dataset with personal data in the map"


def test_what_sql_would_show_is_not_demonstrated_where_no_sql_was_read() -> None:
    assert why(report_of(sql=""), "4(1), 4(5)") == "cannot demonstrate"
    assert "no SQL statement in the map" in evidence(report_of(sql=""), "4(1), 4(5)")
    assert why(report_of(), "4(1), 4(5)") == NO_GAP


def test_what_rests_on_sql_cannot_be_demonstrated_while_a_statement_is_not_understood() -> None:
    report = report_of(sql=READING + "\ninsert into (;")
    assert why(report, "17, 19") == "cannot demonstrate"
    assert "not known: 1 of 2 SQL statements not understood in full, first at shop.sql:2" in evidence(report, "17, 19")


def test_a_gap_is_told_with_its_rule_and_its_place_and_what_would_close_it() -> None:
    report = report_of(SHOP.replace("    retention: P1Y\n", "    retention: none\n"))
    assert why(report, "5(1)(e)") == "gaps"
    told = row(report, "5(1)(e)")["evidence"]
    assert told[0] == "1 gap: No time limit (retention-missing): shop.orders.customer_id (shop.yaml:9)"
    assert told[1].startswith("nothing to examine for copy-expired")
    assert told[2] == "none in the map: datasets with a stated end"
    assert row(report, "5(1)(e)")["missing"] == (
        "the retention schedule that names it",
        "owners: lead",
        "the logs of deletion jobs",
        "ask: the owners of datasets",
    )


def test_what_is_not_stated_cannot_be_demonstrated_and_is_a_lack_of_proof_too() -> None:
    report = report_of(SHOP.replace("    retention: P1Y\n", ""))
    assert (answer(report, "5(1)(e)"), answer(report, "5(2)")) == ("unknown", "unknown")
    assert why(report, "5(1)(e)") == why(report, "5(2)") == "cannot demonstrate"
    assert (
        "1 cannot demonstrate: No time limit (retention-missing): shop.orders.customer_id (shop.yaml:9)"
        in row(report, "5(2)")["evidence"]
    )


def test_many_gaps_of_a_rule_are_one_line_with_the_first_places() -> None:
    sql = "".join(f"insert into lost_{at} select 1;\n" for at in range(4))
    told = evidence(report_of(sql=sql), "4(1), 4(5)")
    assert told.startswith(
        "4 gaps: A store is in use but not in the inventory (store-undeclared): "
        "shop.lost_0 (shop.sql:1), shop.lost_1 (shop.sql:2) and 2 more"
    )


def test_only_the_first_owners_are_named() -> None:
    owners = "owners: [{id: lead}, {id: asker}, {id: b}, {id: c}, {id: d}, {id: e}]"
    more = "".join(
        f"  - id: {name}\n    owner: {name}\n    columns: [{{name: x, data_categories: [user.name]}}]\n"
        for name in "bcde"
    )
    catalog = SHOP.replace("owners: [{id: lead}, {id: asker}]", owners).replace("activities:\n", f"{more}activities:\n")
    assert "owners: b, c, d and 1 more" in row(report_of(catalog), "5(1)(e)")["missing"]


def test_an_accepted_gap_stays_a_gap_with_its_end() -> None:
    accepted = Accepted(
        rule="retention-missing", pattern="*", status="gap", reason="moving", author="board", until=date(2027, 1, 1)
    )
    report = report_of(SHOP.replace("P1Y", "none"), accepted=accepted)
    assert why(report, "5(1)(e)") == "gaps"
    assert (
        row(report, "5(1)(e)")["evidence"][0]
        == "1 accepted until 2027-01-01: No time limit (retention-missing): shop.orders.customer_id (shop.yaml:9)"
    )
    assert not [line for line in row(report, "5(1)(e)")["missing"] if line.startswith("owners")]


def test_a_fact_of_the_map_answers_where_no_rule_asks() -> None:
    report = report_of()
    assert why(report, "6") == NO_GAP
    assert "1 of 1 activities with a basis in Art. 6" in row(report, "6")["evidence"]
    assert why(report, "32(1)(a)") == "gaps"
    assert (
        "gap: 1 of 1 systems with personal data declared not encrypted on the wire, first at shop.yaml:3"
        in evidence(report, "32(1)(a)")
    )


def test_a_fact_that_is_not_stated_cannot_be_demonstrated() -> None:
    report = report_of(SHOP.replace("legal_basis: 6(1)(b), ", ""))
    assert why(report, "6") == "cannot demonstrate"
    assert "not known: 1 of 1 activities that name no basis, first at shop.yaml:16" in row(report, "6")["evidence"]


def test_where_no_gap_is_found_it_says_by_which_rules_and_among_what() -> None:
    report = report_of()
    for question in questions().questions:
        if why(report, question.article) == NO_GAP:
            assert evidence(report, question.article) != "nothing in the map bears on it"
    assert "nothing found by owner-missing (1 examined), readers-unknown (1 examined)" in evidence(report, "33")


def test_where_nothing_was_there_to_be_examined_no_gap_found_is_not_the_answer() -> None:
    report = report_of()
    assert why(report, "9, 10") == why(report, "PCI 3") == "nothing to examine"
    assert "none in the map: columns with card data, columns with card numbers" in evidence(report, "PCI 3")
    assert evidence(report, "PCI 1.2.4, 12.5.1, 12.5.2").startswith("1 of 1 SQL statements understood in full\n")
    assert "nothing to examine for zone-broken, copy-unregistered" in evidence(report, "PCI 1.2.4, 12.5.1, 12.5.2")


def test_that_there_are_no_cards_is_not_shown_while_columns_are_unclassified_or_sql_is_not_understood() -> None:
    unclassified = SHOP.replace("[user.unique_id]}]", "[user.unique_id]}, {name: note}]")
    for report in (report_of(unclassified), report_of(sql=READING + "\ninsert into (;"), report_of(sql="")):
        for article in ("PCI 3", "PCI 1.2.4, 12.5.1, 12.5.2", "PCI 7, 8, 10"):
            assert why(report, article) == "cannot demonstrate"


JOB = "deletion_jobs: [{id: purge, on: shop.orders, schedule: P7D, last_run: %s}]\n"


@pytest.mark.parametrize(
    ("more", "answered"),
    [("", "cannot demonstrate"), (JOB % "2026-10-28", NO_GAP), (JOB % "2026-10-01", "cannot demonstrate")],
)
def test_a_stated_period_is_only_half_of_the_answer_without_a_deletion_that_ran_lately(
    more: str, answered: str
) -> None:
    assert why(report_of(SHOP + more), "5(1)(e)") == answered


def test_erasure_is_not_shown_to_reach_backups_that_nobody_lists() -> None:
    assert why(report_of(), "17, 19") == "cannot demonstrate"
    assert "not known: 1 of 1 systems with personal data of which no backup is listed" in evidence(
        report_of(), "17, 19"
    )
    backup = "  - {id: nightly, kind: backup, backup_of: shop.orders%s}\nactivities:\n"
    assert why(report_of(SHOP.replace("activities:\n", backup % "")), "17, 19") == "cannot demonstrate"
    assert why(report_of(SHOP.replace("activities:\n", backup % ", erasure: expiry")), "17, 19") == NO_GAP


def kept(period: str) -> Report:
    return report_of(SHOP.replace("since: 2020-01-01}]", f"since: 2020-01-01, kept: {period}}}]"))


def test_a_log_that_forgets_shows_nothing_of_the_days_it_forgot() -> None:
    assert why(kept("P10Y"), "5(1)(f)") == NO_GAP
    assert why(kept("P1D"), "5(1)(f)") == why(kept("P1D"), "15") == "cannot demonstrate"
    told = evidence(kept("P1D"), "5(1)(f)")
    assert "not on record: days of 1 of 1 dataset, most of shop.orders: 2,495 days" in told
    assert "kept for less than 180 days (house)" in told


def test_a_line_of_evidence_stands_once() -> None:
    report = report_of("databases: []", "")
    for question in questions().questions:
        told = row(report, question.article)["evidence"]
        assert len(told) == len(set(told))


def test_a_question_nothing_bears_on_says_so() -> None:
    assert why(report_of(), "18, 21") == "not examined"
    assert evidence(report_of(), "18, 21") == "nothing in the map bears on it"


def test_what_a_person_must_judge_is_never_answered_by_what_is_in_order() -> None:
    assert (answer(report_of(), "5(1)(d)"), why(report_of(), "5(1)(d)")) == ("unknown", "nothing to examine")
    assert (answer(report_of(), "6"), why(report_of(), "6")) == ("unknown", NO_GAP)
    unnoticed = report_of(SHOP.replace("notice: shown", "notice: none"))
    assert (answer(unnoticed, "13, 14"), why(unnoticed, "13, 14")) == ("no", "gaps")


def test_only_a_person_can_attest_but_the_gaps_stand_beside() -> None:
    report = report_of(SHOP.replace("activities: [selling], members", "activities: none, members"))
    assert (answer(report_of(), "12"), why(report_of(), "12")) == ("unknown", "not examined")
    assert (answer(report, "29, 32(4)"), why(report, "29, 32(4)")) == ("no", "gaps")
    assert row(report, "29, 32(4)")["evidence"][0].startswith(
        "1 gap: Standing access without a purpose (access-without-purpose): "
    )


def test_questions_on_cards_ask_only_for_datasets_with_card_data() -> None:
    grabbing = SHOP.replace("activities: [selling], members", "activities: none, members")
    assert "access-without-purpose)" not in evidence(report_of(grabbing), "PCI 7, 8, 10")
    with_cards = grabbing.replace("[user.unique_id]", "[user.financial.credit_card]")
    assert "access-without-purpose)" in evidence(report_of(with_cards), "PCI 7, 8, 10")


CARDS = """
databases:
- id: vault
  datasets:
  - id: cards
    columns:
    - {name: number, data_categories: [user.financial.credit_card], encryption: column}
    - {name: copy, data_categories: [user.financial.credit_card], encryption: none}
    - {name: other, data_categories: [user.financial.credit_card]}
    - {name: code, data_categories: [user.financial.credit_card.cvc]}
"""


def test_card_numbers_must_be_unreadable_and_codes_must_not_be_kept() -> None:
    told = evidence(report_of(CARDS, ""), "PCI 3")
    assert (
        "gap: 1 of 4 columns with card data that keep a security code, a PIN or a track, first at shop.yaml:10" in told
    )
    assert "gap: 1 of 3 columns with card numbers kept readable or by a weak method, first at shop.yaml:8" in told
    assert "not known: 1 of 3 columns with card numbers that do not say how they are kept unreadable" in told
    assert "1 of 3 columns with card numbers cut, tokenised, hashed with a key or encrypted" in told


def test_what_a_projects_own_rule_finds_stands_behind_the_laws_questions() -> None:
    own = own_rule(path="'shop.yaml'", line="9")
    report = report_of(rule=own)
    assert [section.key for section in report.sections] == ["questions", "other_rules"]
    assert (
        report.sections[1].rows[0][0]
        == "1 gap: A store is linked to no processing activity (own-rule): shop.orders (shop.yaml:9)"
    )
    assert len(report_of().sections) == 1


def test_the_report_is_the_same_each_time_in_every_format() -> None:
    first, second = report_of(), report_of()
    for write in (markdown, to_json, lambda report: text(report, width=80, colour=False)):
        assert write(first) == write(second)
    assert max(map(len, text(first, width=80, colour=False).splitlines())) <= 80


def test_a_question_may_not_name_what_is_not_there() -> None:
    table = questions().model_dump()
    table["questions"][0]["rules"] = ["no-such-rule"]
    with pytest.raises(ValidationError, match="no-such-rule"):
        Checklist.model_validate(table)


def test_a_finding_without_a_place_is_counted_all_the_same() -> None:
    own = own_rule(path="cast(null as varchar)", line="cast(null as integer)")
    assert report_of(rule=own).sections[1].rows[0][0] == "1 gap: A store is linked to no processing activity (own-rule)"
