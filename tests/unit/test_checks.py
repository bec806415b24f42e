"""Rules over a map: three answers, one finding for each decision, and what somebody accepts for a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import AS_OF, drawn, write

from inventory.checks.finding import Finding
from inventory.checks.reporting import as_data, explain, gap_report
from inventory.checks.rule import Rule, parse_rule, read_rules, shipped_rules
from inventory.checks.run import Checked, check_map
from inventory.datamap.build import Accepted
from inventory.diagnostics import InvalidInputError, Span
from inventory.messages import fields

HEAD = """\
/*---
title: A test
severity: medium
basis: [house]
decision: "decide on {dataset}"
gap: "{object} is wrong"
unknown: "{object} is unknown"
evidence: none
fix: none
---
A page.
*/
"""
THREE = """\
databases:
- id: shop
  owner: lead
  engine: postgres
  datasets:
  - {id: a, retention: P1Y, columns: [{name: x, data_categories: [user.name]}]}
  - {id: b, retention: none, columns: [{name: x, data_categories: [user.name]}]}
  - {id: c, columns: [{name: x, data_categories: [user.name]}, {name: y, data_categories: [user.name]}]}
owners: [{id: lead}]
"""
ROWS = """
select object, 'shop.a' as dataset, holds, 'a.yaml' as path, line, 1 as col
from (values {values}) as t (object, holds, line)
"""


def rule(query: str, head: str = HEAD, name: str = "mine") -> Rule:
    return parse_rule(name, "own", head + query, Span(path="rules/mine.sql"))


def valued(*values: tuple[str, str, int], head: str = HEAD) -> Rule:
    """A rule that returns these rows: object, what holds, line."""
    return rule(ROWS.format(values=", ".join(f"('{o}', {holds}, {line})" for o, holds, line in values)), head)


def found(given: Rule, *suppressions: Accepted, catalog: str = THREE) -> Checked:
    return check_map(drawn(catalog, suppressions=suppressions), [given], AS_OF)


def accepted(pattern: str, until: date = AS_OF, of: str = "mine", status: str | None = "gap") -> Accepted:
    return Accepted(rule=of, pattern=pattern, status=status, reason="known", author="dpo", until=until)


def retention(catalog: str = THREE) -> dict[str, Finding]:
    given = [known for known in shipped_rules() if known.name == "retention-missing"]
    return {finding.decision: finding for finding in check_map(drawn(catalog), given, AS_OF).findings}


# ── three answers, one finding for each decision ─────────────────────────────────────────────────────────────────────


def test_what_holds_is_silent_what_does_not_is_a_gap_and_what_is_not_known_cannot_be_demonstrated() -> None:
    assert {decision: finding.status for decision, finding in retention().items()} == {
        "the retention of shop.b": "gap",
        "the retention of shop.c": "cannot demonstrate",
    }


def test_places_of_one_decision_are_one_finding() -> None:
    finding = retention()["the retention of shop.c"]
    assert [place.object for place in finding.places] == ["shop.c.x", "shop.c.y"]
    assert finding.owner == "lead"


def test_a_clear_gap_outweighs_what_is_unknown_of_the_same_decision_and_stands_first() -> None:
    (finding,) = found(valued(("u", "null", 1), ("g", "false", 2))).findings
    assert finding.status == "gap"
    assert finding.message == "g is wrong"
    assert [place.object for place in finding.places] == ["g", "u"]
    assert finding.span == Span(path="a.yaml", line=2, column=1)


def test_the_same_object_at_the_same_line_is_told_once() -> None:
    (finding,) = found(valued(("x", "false", 1), ("x", "false", 1))).findings
    assert len(finding.places) == 1


def test_a_number_in_holds_is_read_as_yes_or_no() -> None:
    assert [f.status for f in found(valued(("x", "0", 1))).findings] == ["gap"]
    assert found(valued(("x", "1", 1))).findings == ()


def test_the_gravest_word_of_the_rows_counts_and_without_one_the_rules_own() -> None:
    query = ROWS.format(values="('x', false, 1), ('y', false, 2)").replace(
        "line, 1", "line, case object when 'x' then 'low' else 'critical' end as severity, 1"
    )
    assert [f.severity for f in found(rule(query)).findings] == ["critical"]
    assert [f.severity for f in found(valued(("x", "false", 1))).findings] == ["medium"]


def test_findings_stand_in_order_the_gravest_first_then_gaps_then_the_widest() -> None:
    query = """
    select * from (values
        ('u', 'd1', null, 'critical', 'p', 1, 1), ('a', 'd2', false, 'low', 'p', 1, 1), ('b', 'd3', false, 'high', 'p', 1, 1),
        ('c', 'd4', false, 'high', 'p', 1, 1), ('d', 'd4', false, 'high', 'p', 2, 1)
    ) as t (object, dataset, holds, severity, path, line, col)"""
    assert [f.decision for f in found(rule(query)).findings] == [
        "decide on d1", "decide on d4", "decide on d3", "decide on d2"
    ]  # fmt: skip


def test_a_place_that_nobody_knows_is_none() -> None:
    query = ROWS.format(values="('x', false, null)").replace("'a.yaml'", "null::varchar")
    (finding,) = found(rule(query)).findings
    assert finding.span is None


def test_an_owner_that_is_stated_to_be_nobody_is_nobody() -> None:
    catalog = THREE.replace("owner: lead", "owner: none")
    assert {finding.owner for finding in retention(catalog).values()} == {None}


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_findings_id_stays_when_lines_move_and_files_are_renamed() -> None:
    before = retention()["the retention of shop.b"].id
    assert retention("\n\n# more\n" + THREE)["the retention of shop.b"].id == before
    moved = ROWS.format(values="('x', false, 9)").replace("a.yaml", "b/c.yaml")
    assert {f.id for f in found(valued(("x", "false", 1))).findings} == {f.id for f in found(rule(moved)).findings}


def test_two_decisions_have_two_ids_and_so_have_two_rules() -> None:
    ids = {finding.id for finding in retention().values()}
    ids |= {f.id for f in found(valued(("x", "false", 1))).findings}
    renamed = rule(ROWS.format(values="('x', false, 1)"), name="other")
    ids |= {f.id for f in found(renamed).findings}
    assert len(ids) == 4


# ── suppressions ─────────────────────────────────────────────────────────────────────────────────────────────────────

TWO = valued(("shop.a.x", "false", 1), ("shop.a.y", "false", 2))


def test_an_accepted_finding_is_set_aside_with_its_reason_and_not_lost() -> None:
    checked = found(TWO, accepted("shop.a.*"))
    assert checked.findings == ()
    (finding,) = checked.accepted
    assert finding.accepted
    assert (finding.accepted.reason, finding.accepted.author, finding.accepted.until) == ("known", "dpo", AS_OF)
    assert as_data(finding)["accepted"] == {"reason": "known", "author": "dpo", "until": "2026-11-01"}


def test_accepting_one_place_does_not_accept_its_neighbour() -> None:
    assert len(found(TWO, accepted("shop.a.x")).findings) == 1


def test_a_finding_is_accepted_by_its_id_or_by_its_decision() -> None:
    (finding,) = found(TWO).findings
    assert found(TWO, accepted(finding.id)).findings == ()
    assert found(TWO, accepted(finding.decision)).findings == ()
    assert len(found(TWO, accepted(f"{finding.decision} and more")).findings) == 1


def test_what_was_accepted_as_not_known_is_not_accepted_once_it_is_a_gap() -> None:
    unknown = valued(("shop.a.x", "null", 1))
    for status in (None, "cannot demonstrate"):
        assert found(unknown, accepted("shop.a.x", status=status)).findings == ()
        checked = found(TWO, accepted("shop.a.*", status=status))
        assert [finding.status for finding in checked.findings] == ["gap"]
        assert checked.unmatched == ()
        assert "a gap by now" in checked.refused[0][3]
    assert found(unknown, accepted("shop.a.x", status="gap")).findings == ()


def test_accepting_an_object_accepts_nothing_where_the_rule_decides_on_more_than_it() -> None:
    head = HEAD.replace("decide on {dataset}", "what {line} needs {dataset} for")
    two = valued(("shop.a", "false", 1), ("shop.a", "false", 2), head=head)
    checked = found(two, accepted("shop.a"))
    assert len(checked.findings) == 2
    assert checked.refused[0][:3] == ("mine", "shop.a", AS_OF)
    assert "its id or its decision" in checked.refused[0][3]
    first, second = checked.findings
    assert found(two, accepted(first.decision)).findings == (second,)
    assert found(two, accepted(second.id)).findings == (first,)


def test_a_suppression_that_has_ended_does_not_count_and_is_told() -> None:
    ended = date(2026, 10, 31)
    checked = found(TWO, accepted("shop.a.*", until=ended))
    assert len(checked.findings) == 1
    assert checked.expired == (("mine", "shop.a.*", ended),)


def test_a_suppression_of_another_rule_does_not_count() -> None:
    assert len(found(TWO, accepted("*", of="other")).findings) == 1


def test_the_report_counts_what_is_open_accepted_and_ended() -> None:
    connection = drawn(THREE, suppressions=(accepted("shop.a.*", until=date(2020, 1, 1)), accepted("shop.a.*")))
    facts = dict(gap_report(connection, check_map(connection, [TWO], AS_OF)).facts)
    assert "1 finding" in facts["Accepted"]
    assert "1 suppression ended" in facts["Accepted"]
    assert facts["Gaps"] == "none found in what was supplied"


def test_a_suppression_that_covers_no_finding_is_told() -> None:
    checked = found(TWO, accepted("shop.a.*"), accepted("shop.b.*"), accepted("*", of="other"))
    assert [pattern for _, pattern, _ in checked.unmatched] == ["shop.b.*", "*"]


def test_the_report_tells_suppressions_that_come_near_a_finding_and_do_not_cover_it() -> None:
    connection = drawn(THREE, suppressions=(accepted("shop.a.*", status=None),))
    report = gap_report(connection, check_map(connection, [TWO], AS_OF), all_of_them=True)
    assert dict(report.facts)["Accepted"] == "1 suppression of another decision or a graver finding"
    assert "a gap by now" in report.sections[-1].rows[0][3]


def test_what_is_accepted_is_listed_with_who_why_and_until_when_and_what_a_suppression_would_name() -> None:
    connection = drawn(THREE, suppressions=(accepted("shop.a.*"), accepted("shop.a.*", until=date(2020, 1, 1))))
    report = gap_report(connection, check_map(connection, [TWO], AS_OF), all_of_them=True)
    _, _, accepted_until, idle = report.sections
    assert accepted_until.heading == "Accepted until"
    assert {AS_OF, "dpo", "known", ("shop.a.x", "shop.a.y")} <= set(accepted_until.rows[0])
    assert idle.rows == (("shop.a.*", "mine", date(2020, 1, 1), "it has ended"),)


def test_the_list_names_the_objects_that_a_suppression_would_name() -> None:
    connection = drawn(THREE)
    many = valued(*((f"o{at}", "false", at) for at in range(7)))
    listed = gap_report(connection, check_map(connection, [many], AS_OF), all_of_them=True).sections[-1]
    assert listed.key == "listed"
    assert listed.rows[0][listed.columns.index("objects")] == ("o0", "o1", "o2", "o3", "o4", "and 2 more")


def test_each_rule_says_how_many_candidates_it_looked_at() -> None:
    many = valued(("x", "true", 1), ("x", "true", 2), ("y", "false", 3))
    checked = check_map(drawn(THREE), [many], AS_OF, count_examined=True)
    assert checked.examined == {"mine": {"x": 2, "y": 1}}


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_page_names_five_decisions_and_all_of_them_on_request() -> None:
    query = "select 'o' || range as object, 'd' || range as dataset, false as holds, 'p' as path, 1 as line, 1 as col from range(7)"
    connection = drawn(THREE)
    checked = check_map(connection, [rule(query)], AS_OF)
    first = gap_report(connection, checked)
    assert [len(section.rows) for section in first.sections] == [5]
    full = gap_report(connection, checked, all_of_them=True)
    assert {section.key: len(section.rows) for section in full.sections} == {
        "next": 5, "by_owner": 1, "by_system": 1, "by_article": 1, "listed": 7
    }  # fmt: skip
    assert len(first.data["findings"]) == 7


def test_a_critical_gap_is_told_to_be_assessed_today() -> None:
    connection = drawn(THREE)
    grave = valued(("x", "false", 1), head=HEAD.replace("medium", "critical"))
    assert (
        "decide on shop.a" in dict(gap_report(connection, check_map(connection, [grave], AS_OF)).facts)["Assess today"]
    )


def test_all_that_is_critical_is_told_to_be_assessed_today_and_what_harms_now_before_the_rest() -> None:
    head = HEAD.replace("medium", "critical").replace("decide on {dataset}", "decide on {object}")
    rules = [
        valued(("a", "false", 1), ("b", "false", 1), ("c", "false", 1), head=head),
        rule(ROWS.format(values="('z', null, 1)"), head, name="zone-broken"),
    ]
    connection = drawn(THREE)
    facts = dict(gap_report(connection, check_map(connection, rules, AS_OF)).facts)
    assert facts["Assess today"].split("\n") == [
        "decide on z (cannot demonstrate)", "decide on a", "decide on b", "and 1 more critical"
    ]  # fmt: skip


def facts_of(catalog: str) -> dict[str, str]:
    connection = drawn(catalog)
    return dict(gap_report(connection, check_map(connection, [], AS_OF)).facts)


def test_the_first_page_says_whose_readers_are_on_record() -> None:
    logged = THREE.replace("id: a,", "id: a, holds_since: 2026-01-01,").replace(
        "id: b,", "id: b, holds_since: 2026-10-01,"
    )
    log = "access_logs: [{id: l, of: shop.a, events: read, actor: individual, since: 2025-01-01}]\n"
    facts = facts_of(logged + log)
    assert facts["Readers on record"] == (
        "for 1 of 3 datasets every day since they hold personal data, by what the catalog states;"
        " 1 with days nobody can tell, up to 32; 1 of which that is not known"
    )
    assert facts_of("")["Readers on record"].startswith("nothing to examine")


def test_with_nothing_found_the_report_promises_nothing() -> None:
    connection = drawn(THREE)
    report = gap_report(connection, check_map(connection, [], AS_OF))
    assert "in what was supplied" in report.sections[0].empty
    assert report.notes[0].startswith("What was not supplied was not looked at")


def test_a_rules_page_says_what_it_looks_for_and_what_closes_it() -> None:
    page = explain(rule("select 1"))
    assert "# mine" in page
    assert "A page." in page
    assert "decide on {dataset}" in page
    assert "select 1" in page


# ── a project's own rules ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("selec 1", "Parser Error"),
        ("select 1 as object from nowhere", "nowhere"),
        ("select 'x' as object, false as holds, 'p' as path, 1 as line, 1 as col", "no column dataset"),
        ("select 'x' as object, 'd' as dataset, 'p' as path, 1 as line, 1 as col", "no column holds"),
        (ROWS.format(values="('x', 'perhaps', 1)"), "perhaps"),
        ("drop table scan", "Parser Error"),
        ("copy scan to '/tmp/out.csv'", "Parser Error"),
    ],
)
def test_a_query_that_the_map_cannot_answer_is_told_with_its_file(query: str, word: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        found(rule(query))
    assert word in str(raised.value)
    assert str(raised.value).startswith("rules/mine.sql:1:1: ")


def test_a_rule_that_returns_null_without_words_for_it_is_told() -> None:
    head = HEAD.replace('unknown: "{object} is unknown"\n', "")
    with pytest.raises(InvalidInputError, match="`unknown:`"):
        found(valued(("x", "null", 1), head=head))


def test_all_rules_that_cannot_be_asked_are_told_at_once() -> None:
    with pytest.raises(InvalidInputError) as raised:
        check_map(drawn(THREE), [rule("selec 1"), rule("select 2", name="b")], AS_OF)
    assert len(raised.value.diagnostics) == 2


def test_a_query_may_end_with_a_semicolon_or_a_comment() -> None:
    query = ROWS.format(values="('x', false, 1)")
    assert len(found(rule(f"{query};\n")).findings) == 1
    assert len(found(rule(f"{query} -- the end")).findings) == 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda text: text.replace("severity: medium\n", ""), "`severity`"),
        (lambda text: text.replace("medium", "terrible"), "critical"),
        (lambda text: text.replace("fix:", "fixx:"), "`fixx`"),
        (lambda text: text.replace("title: A test", "title: [a"), "isn't closed"),
        (lambda text: text.replace("/*---", "/*"), "a rule is"),
        (lambda text: text.replace("*/", ""), "a rule is"),
        (lambda text: text.replace("{object} is wrong", "{object is wrong"), "`gap`"),
        (lambda text: text.replace("{object} is wrong", "{} is wrong"), "`gap`"),
        (lambda text: text.replace("{object} is wrong", "{object.__class__}"), "`gap`"),
        (lambda text: text.replace("{object} is wrong", "{object!r}"), "`gap`"),
        (lambda text: text.replace("{dataset}", "{dataset:>99}"), "`decision`"),
        (lambda _: "/*---\njust words\n---\nA page.\n*/\n", "a single value, where"),
        (lambda _: "", "a rule is"),
    ],
)
def test_a_malformed_rule_is_told_with_its_file(change: Callable[[str], str], word: str, tmp_path: Path) -> None:
    write(tmp_path, {"rules/mine.sql": change(HEAD) + "select 1\n"})
    with pytest.raises(InvalidInputError) as raised:
        read_rules([tmp_path / "rules"], tmp_path)
    assert word in str(raised.value)
    assert str(raised.value).startswith("rules/mine.sql:")


def test_a_good_rule_of_ones_own_stands_behind_the_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, {"rules/privacy/mine.sql": "\ufeff" + HEAD + "select 1\n", "rules/notes.txt": "not a rule"})
    rules = read_rules([tmp_path / "rules"], tmp_path)
    assert rules[:-1] == shipped_rules()
    assert (rules[-1].name, rules[-1].family, rules[-1].span.path) == ("mine", "privacy", "rules/privacy/mine.sql")


def test_a_name_given_twice_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"rules/copy-expired.sql": HEAD + "select 1", "rules/a/x.sql": HEAD + "select 1",
                     "rules/b/x.sql": HEAD + "select 1"})  # fmt: skip
    with pytest.raises(InvalidInputError) as raised:
        read_rules([tmp_path / "rules"], tmp_path)
    assert [d.message for d in raised.value.diagnostics] == [
        "there is a rule `x` already", "there is a rule `copy-expired` already"
    ]  # fmt: skip


def test_a_file_that_is_no_text_a_name_that_is_none_and_a_folder_that_is_gone_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"rules/Bad Name.sql": HEAD + "select 1"})
    (tmp_path / "rules/latin.sql").write_bytes(HEAD.encode() + b"\xff")
    with pytest.raises(InvalidInputError) as raised:
        read_rules([tmp_path / "rules", tmp_path / "gone"], tmp_path)
    assert len(raised.value.diagnostics) == 3
    assert "UTF-8" in str(raised.value)
    assert "no such rule folder" in str(raised.value)


def test_the_fields_of_a_template_are_the_columns_it_speaks_of() -> None:
    assert fields("{object} of {dataset}, {{not}}") == {"object", "dataset"}
