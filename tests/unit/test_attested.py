"""What people attest is weighed: who said it, when, on what evidence, and whether the map speaks against it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from support import AS_OF, drawn

from inventory.audit.about import about
from inventory.audit.answers import WHYS, Settled, by_map
from inventory.audit.checklist import checklist
from inventory.audit.expiry import expires
from inventory.audit.questions import questions
from inventory.checks.rule import shipped_rules
from inventory.checks.run import check_map
from inventory.outputs.json import to_json

SHOP = """\
organization: {controller: {name: The Shop}, dpo: {name: Privacy desk}}
owners:
- {id: lead}
- {id: dpo}
- {id: team, kind: team, lead: lead}
- {id: inbox, kind: mailbox}
- {id: gone, left: 2026-09-15}
databases:
- id: shop
  owner: lead
  engine: postgres
  datasets:
  - {id: orders, retention: P1Y, columns: [{name: customer_id, data_categories: [user.unique_id]}]}
  - {id: cards, retention: none, columns: [{name: number, data_categories: [user.financial.credit_card]}]}
activities: [{id: selling, legal_basis: 6(1)(b), stores: [shop], notice: shown, transfers: none, recipients: none}]
notices: [{id: shown}]
"""
SOUND = {
    "id": "a", "question": "12", "statement": "s", "answer": "yes", "made_by": "lead", "made_on": "2026-10-01",
    "reviewed_by": "dpo", "evidence": [{"uri": "e.pdf"}],
}  # fmt: skip
ALONE = ("basis-missing", "basis-unproven", "notice-missing", "retention-missing")
"""Rules enough for these tests: all of them take their time."""


@contextmanager
def shop(*attestations: dict[str, Any], more: str = "", catalog: str = SHOP) -> Iterator[DuckDBPyConnection]:
    given = [{key: value for key, value in one.items() if value is not None} for one in attestations]
    said = f"attestations: {json.dumps(given, ensure_ascii=False)}\n" if given else ""
    connection = drawn(f"{catalog}{said}{more}")
    try:
        yield connection
    finally:
        connection.close()


def audited(*attestations: dict[str, Any], more: str = "", catalog: str = SHOP) -> dict[str, Any]:
    with shop(*attestations, more=more, catalog=catalog) as connection:
        rules = [rule for rule in shipped_rules() if rule.name in ALONE]
        told: dict[str, Any] = json.loads(
            to_json(checklist(connection, check_map(connection, rules, AS_OF, count_examined=True), AS_OF))
        )
        return told


def row(told: dict[str, Any], article: str) -> dict[str, Any]:
    (found,) = (one for one in told["questions"] if one["article"] == article)
    return dict(found)


def outcome(told: dict[str, Any], article: str = "12") -> tuple[str, str]:
    found = row(told, article)
    return found["answer"], found["why"]


def state(told: dict[str, Any], at: int = 0) -> str:
    return str(told["attestations"][at]["state"])


@cache
def hashed(*datasets: str, catalog: str = SHOP) -> str:
    with shop(catalog=catalog) as connection:
        return about(connection, datasets or None)


# ── what counts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_attestation_answers_what_only_a_person_can_and_is_told_with_all_it_rests_on() -> None:
    told = audited({**SOUND, "capacity": "owner", "about": hashed()})
    assert outcome(told) == ("yes", "attested")
    assert row(told, "12")["evidence"] == [
        "attested: a says yes, by lead (owner) on 2026-10-01, reviewed by dpo, until 2027-10-01; evidence: e.pdf"
    ]
    assert row(told, "12")["missing"][0].startswith("to be attested again by 2027-10-01: ")
    assert state(told) == "counts"


def test_one_that_names_no_state_is_told_as_not_bound() -> None:
    told = audited(SOUND)
    assert outcome(told) == ("yes", "attested")
    assert "not bound to a state of the map" in row(told, "12")["evidence"][0]
    assert state(told) == "counts, not bound to a state of the map"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"made_on": "2026-11-02"}, "it was made later, on 2026-11-02"),
        ({"made_on": "2025-10-31"}, "it expired on 2026-10-31"),
        ({"expires_on": "2026-10-31"}, "it expired on 2026-10-31"),
        ({"evidence": None}, "it names no evidence"),
        ({"evidence": []}, "it names no evidence"),
        ({"reviewed_by": None}, "nobody reviewed it"),
        ({"reviewed_by": "lead"}, "its maker reviewed it"),
        ({"reviewed_by": "team"}, "its maker reviewed it"),
        ({"made_by": "team", "reviewed_by": "lead"}, "its maker reviewed it"),
        ({"made_by": "inbox"}, "inbox is no person who answers for it"),
        ({"reviewed_by": "inbox"}, "its reviewer inbox is no person"),
        ({"made_by": "gone", "made_on": "2026-09-01"}, "void: gone left on 2026-09-15"),
        ({"reviewed_by": "gone"}, "its reviewer gone had left on 2026-09-15"),
        ({"answer": None}, "it gives no answer"),
        ({"about": "0" * 64}, "void: what it was made about has changed"),
    ],
)
def test_what_does_not_count_answers_nothing_and_says_why(change: dict[str, Any], why: str) -> None:
    told = audited({**SOUND, **change})
    assert outcome(told) == ("unknown", "not examined")
    assert state(told) == f"does not count: {why}"
    assert row(told, "12")["evidence"][0].startswith("not counted: a says ")


@pytest.mark.parametrize(
    "change",
    [{"made_on": "2026-11-01"}, {"made_on": "2025-11-01"}, {"expires_on": "2026-11-01"}, {"made_by": "team"},
     {"reviewed_by": "gone", "made_on": "2026-09-14"}, {"made_by": "dpo", "reviewed_by": "team"}],
)  # fmt: skip
def test_what_just_counts(change: dict[str, Any]) -> None:
    assert outcome(audited({**SOUND, **change})) == ("yes", "attested")


def test_what_names_nothing_that_is_asked_is_listed_and_does_not_count() -> None:
    told = audited(
        {**SOUND, "question": "99"},
        {**SOUND, "id": "b", "question": None},
        {**SOUND, "id": "c", "question": None, "rule": "no"},
    )
    assert [state(told, at) for at in range(3)] == [
        "does not count: the checklist has no question 99",
        "does not count: it names neither a question nor a rule",
        "does not count: there is no rule no",
    ]


def test_a_question_may_be_named_with_other_dashes_and_spaces() -> None:
    assert outcome(audited({**SOUND, "question": "Art. 37-39"}), "37–39") == ("yes", "attested")


# ── what voids it ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[{name: customer_id,", "[{name: note}, {name: customer_id,"),
        ("[user.unique_id]", "[user.unique_id, user.name]"),
        ("engine: postgres\n", "engine: postgres\n  country: DE\n"),
        ("transfers: none, recipients: none", "transfers: [{country: US}], recipients: none"),
        ("  - {id: cards", "  - {id: more}\n  - {id: cards"),
    ],
)
def test_a_new_dataset_column_category_country_or_recipient_changes_the_hash_of_the_whole(
    before: str, after: str
) -> None:
    assert SHOP.count(before) == 1
    assert hashed() != hashed(catalog=SHOP.replace(before, after))


def test_a_new_recipient_changes_the_hash() -> None:
    with_one = SHOP.replace("recipients: none", "recipients: [courier]") + "recipients: [{id: courier}]\n"
    assert hashed() != hashed(catalog=with_one)


def test_the_hash_is_of_the_scope_alone_and_not_of_owners_or_periods() -> None:
    assert hashed("shop.orders") != hashed("shop.cards") != hashed()
    assert hashed("shop.orders") == hashed("shop.orders", catalog=SHOP.replace("{name: number,", "{name: nr,"))
    assert hashed() == hashed(catalog=SHOP.replace("retention: P1Y", "retention: P2Y").replace("  owner: lead\n", ""))


def test_an_incident_in_its_scope_voids_what_was_said_before_it() -> None:
    incident = "incidents: [{id: leak, stores: [shop.cards], indicated: 2026-10-20}]\n"
    on_cards = {**SOUND, "scope": ["shop.cards"]}
    assert state(audited(on_cards, more=incident)) == "does not count: void: incident leak showed on 2026-10-20"
    assert state(audited({**on_cards, "made_on": "2026-10-20"}, more=incident)).startswith("counts")
    assert state(audited({**SOUND, "scope": ["shop.orders"]}, more=incident)).startswith("counts")
    assert state(audited(on_cards, more=incident.replace("10-20", "11-20"))).startswith("counts")


def test_an_incident_since_is_told_beside_what_was_said_of_the_whole_map() -> None:
    told = audited(SOUND, more="incidents: [{id: leak, stores: [shop.cards], indicated: 2026-10-20}]\n")
    assert outcome(told) == ("yes", "attested")
    assert "; incidents since: leak; evidence: e.pdf" in row(told, "12")["evidence"][0]


# ── against the map ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_attestation_never_overrides_an_observed_gap_and_is_disputed() -> None:
    unfounded = SHOP.replace("legal_basis: 6(1)(b)", "legal_basis: none")
    told = audited({**SOUND, "question": "6"}, catalog=unfounded)
    assert outcome(told, "6") == ("no", "disputed")
    assert told["facts"]["disputed"] == "6"
    assert outcome(audited(catalog=unfounded), "6") == ("no", "gaps")
    assert outcome(audited({**SOUND, "question": "6", "answer": "no"}, catalog=unfounded), "6") == ("no", "gaps")
    assert outcome(audited({**SOUND, "question": "6"}), "6") == ("yes", "attested")


def test_nor_does_it_make_known_what_nobody_can_demonstrate() -> None:
    told = audited({**SOUND, "question": "6"}, catalog=SHOP.replace("legal_basis: 6(1)(b), ", ""))
    assert outcome(told, "6") == ("unknown", "cannot demonstrate")


def test_what_the_map_must_answer_itself_no_person_can_answer_yes() -> None:
    assert outcome(audited({**SOUND, "question": "20"}), "20") == ("not applicable", "nothing to examine")
    assert outcome(audited({**SOUND, "question": "20", "answer": "no"}), "20") == ("no", "attested")


def test_not_applicable_stands_only_where_the_map_holds_nothing_that_is_asked_of() -> None:
    none = {**SOUND, "answer": "not applicable"}
    assert outcome(audited({**none, "question": "27"}), "27") == ("not applicable", "attested")
    assert outcome(audited({**none, "question": "6"}), "6") == ("unknown", "disputed")


def test_a_rule_can_be_attested_and_is_disputed_while_it_finds_a_gap_there() -> None:
    on_rule = {**SOUND, "question": None, "rule": "retention-missing"}
    told = audited(on_rule)
    assert state(told) == "disputed: the rule finds a gap"
    assert told["facts"]["disputed"] == "a"
    assert outcome(told, "5(1)(e)") == ("no", "gaps")
    assert any(line.startswith("attested: a says yes") for line in row(told, "5(1)(e)")["evidence"])
    assert state(audited({**on_rule, "scope": ["shop.orders"]})).startswith("counts")
    assert state(audited({**on_rule, "scope": ["shop.cards"]})).startswith("disputed")


def test_a_no_answers_no_and_one_that_does_not_count_still_casts_doubt() -> None:
    no = {**SOUND, "id": "b", "answer": "no", "scope": ["shop.cards"]}
    assert outcome(audited({**SOUND, "answer": "no"})) == ("no", "attested")
    assert outcome(audited(SOUND, no)) == ("no", "disputed")
    assert outcome(audited(SOUND, {**no, "reviewed_by": None})) == ("unknown", "disputed")
    assert outcome(audited(SOUND, {**no, "expires_on": "2026-10-31"})) == ("yes", "attested")


def test_unknown_is_an_answer_too() -> None:
    assert outcome(audited({**SOUND, "answer": "unknown"})) == ("unknown", "attested")
    assert outcome(audited(SOUND, {**SOUND, "id": "b", "answer": "unknown", "scope": ["shop.cards"]})) == (
        "unknown", "disputed"
    )  # fmt: skip


def test_a_yes_of_some_datasets_is_no_answer_for_all() -> None:
    some = {**SOUND, "scope": ["shop.orders"]}
    told = audited(some)
    assert outcome(told) == ("unknown", "not examined")
    assert "attested of 1 of 2 datasets with personal data only" in row(told, "12")["evidence"]
    assert outcome(audited(some, {**SOUND, "id": "b", "scope": ["shop.cards"]})) == ("yes", "attested")
    assert outcome(audited({**SOUND, "scope": ["shop"]})) == ("yes", "attested")
    assert outcome(audited({**SOUND, "question": "PCI 12.8, 12.10.7"}), "PCI 12.8, 12.10.7") == ("yes", "attested")


def test_a_later_one_that_counts_stands_in_the_place_of_an_earlier_one() -> None:
    no = {**SOUND, "answer": "no", "made_on": "2026-09-01"}
    told = audited(no, {**SOUND, "id": "b"})
    assert outcome(told) == ("yes", "attested")
    assert state(told) == "does not count: b stands in its place"
    assert outcome(audited(no, {**SOUND, "id": "b", "evidence": None})) == ("no", "attested")


# ── until when, and the first page ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("article", "rule", "card", "last"),
    [
        ("12", None, False, date(2027, 8, 31)),
        ("12", None, True, date(2027, 2, 28)),
        ("5(1)(f)", None, False, date(2027, 2, 28)),
        ("PCI 3", None, False, date(2027, 2, 28)),
        ("6", None, False, date(2028, 8, 31)),
        ("44–49", None, False, date(2028, 8, 31)),
        (None, "zone-broken", False, date(2026, 11, 30)),
        (None, "access-without-purpose", False, date(2027, 2, 28)),
        (None, "own-rule", False, date(2027, 8, 31)),
    ],
)
def test_how_long_it_holds_where_it_does_not_say(article: str | None, rule: str | None, card: bool, last: date) -> None:
    question = questions().asked(article) if article else None
    assert expires(date(2026, 8, 31), question, rule, card=card) == last


def test_the_first_page_names_whose_it_is_what_expires_and_how_old_evidence_is() -> None:
    soon = {**SOUND, "id": "b", "question": "31", "expires_on": "2027-01-30",
            "evidence": [{"uri": "x", "captured_on": "2026-02-03"}]}  # fmt: skip
    facts = audited(SOUND, soon, {**SOUND, "id": "c", "question": "26", "expires_on": "2027-01-31"})["facts"]
    assert facts["controller"] == "The Shop"
    assert facts["data_protection_officer"] == "Privacy desk"
    assert facts["expires_in_90_days"] == "b (31) on 2027-01-30"
    assert facts["oldest_evidence"] == "2026-02-03, of b"
    assert facts["attestations"] == "3, of which 0 do not count"
    assert facts["disputed"] == "none"
    assert "signature" in facts["prepared_by"]
    assert "signature" in facts["reviewed_by_another"]
    assert facts["manifest"] == "0123456789abcdef"
    assert facts["answers"].startswith("yes ")


def test_where_nobody_says_who_is_in_charge_the_first_page_says_so() -> None:
    facts = audited(catalog="databases: []\n")["facts"]
    assert facts["controller"] == facts["data_protection_officer"] == "not stated"
    assert facts["oldest_evidence"] == "none was attested"
    assert audited(catalog="organization: {controller: x, dpo: none}\n")["facts"]["data_protection_officer"] == (
        "none, as the catalog states"
    )


def test_the_map_alone_says_yes_only_for_class_auto() -> None:
    for why in WHYS[:5]:
        for answered_by in ("auto", "part", "attest"):
            for only_against in (True, False):
                yes = by_map(why, answered_by, only_against=only_against).answer == "yes"
                assert yes == (answered_by == "auto" and why == "no gap found in what was supplied")
    assert by_map("nothing to examine", "part", only_against=True) == Settled(
        answer="unknown", why="nothing to examine"
    )


def test_a_rule_that_no_question_names_bears_on_those_of_its_family() -> None:
    named = {rule for question in questions().questions for rule in question.rules}
    families = {family for question in questions().questions for family in question.families}
    assert {rule.family for rule in shipped_rules() if rule.name not in named} <= families
    assert families >= {
        "stores", "copies", "lineage", "retention", "access", "integrity", "security", "processors", "basis", "special",
        "transfers", "rights", "breach", "assessment", "cards", "zones", "erasure",
    }  # fmt: skip
