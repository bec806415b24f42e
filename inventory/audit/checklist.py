"""The audit checklist article by article: what rules and map answer, with evidence, and what people attest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from inventory.audit.answers import ANSWERS, WHYS, Settled, Why, by_map, covers, settled
from inventory.audit.attested import Statement, weighed
from inventory.audit.cover import signers, standing, whose
from inventory.audit.facts import Facts, Weighed, ask_all
from inventory.audit.questions import Question, Scope, questions
from inventory.checks.finding import Finding
from inventory.checks.readers import worst
from inventory.checks.run import Checked
from inventory.datamap.questions.asking import not_seen, title
from inventory.messages import Cited, counted, joined, said
from inventory.report import Cell, Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLACES = 2
"""How many places a line of evidence names."""
OWNERS = 3
"""How many owners of gaps are named."""

NOTES = (
    said("`yes` and `no` speak of what was supplied: there may be more. What a catalog states is taken as stated."),
    said("`no gap found in what was supplied` is a yes only for class `auto`: for the others it is not enough."),
    said("`nothing to examine`: the map holds nothing that this is asked of; there may be some all the same."),
    said("`not examined`: no rule and no fact of the map bears on it."),
    said(
        "Class: `auto` is answered by the map; for `part` the map gives facts and a person judges; "
        "`attest` is a person's."
    ),
    said("`attested`: a person said so, with evidence, and another reviewed it. Against a gap it is `disputed`."),
    said("An accepted gap stays a gap until it is closed."),
    said("PCI DSS binds by contract, not as law; it is evidence under Art. 32 all the same."),
)


def checklist(connection: DuckDBPyConnection, checked: Checked, as_of: date) -> Report:
    """Every question with its answer on the day, its evidence, and who can give what is missing."""
    of, manifest = title(connection)
    table = questions()
    facts = ask_all(connection, table, as_of)
    statements = weighed(connection, table, checked.examined, as_of)
    answered = [_answered(question, table.looks_at, facts, checked, statements) for question in table.questions]
    settled_ = [(row.question.article, row.settled) for row in answered]
    contradicted = {statement.id for statement in statements if _contradicted(statement, checked)}
    disputed = [*(Cited(article) for article, one in settled_ if one.why == "disputed"), *sorted(contradicted)]
    return Report(
        kind="audit",
        title=said("Audit checklist of {title}", title=of),
        as_of=as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            (said("Not classified"), _not_known(facts.weighed["classified"])),
            (said("Not understood"), _not_known(facts.weighed["traced"])),
            *whose(connection, as_of, manifest),
            *standing(settled_, statements, disputed, as_of),
            *signers(),
        ),
        sections=(
            Section(
                key="questions",
                heading="Questions",
                columns=("article", "question", "class", "answer", "why", "evidence", "dated", "missing"),
                rows=tuple(row.cells() for row in answered),
            ),
            *_attested(statements, contradicted),
            *_other_rules(checked, {name for question in table.questions for name in question.rules}),
        ),
        notes=NOTES,
        data={
            "answers": {answer: sum(one.answer == answer for _, one in settled_) for answer in ANSWERS},
            "whys": {why: sum(one.why == why for _, one in settled_) for why in WHYS},
        },
    )


@dataclass(frozen=True, kw_only=True)
class _Answered:
    question: Question
    settled: Settled
    evidence: tuple[str, ...]
    dated: date
    """The day of its oldest evidence: the one spoken of, unless what somebody attested rests on an older one."""
    missing: tuple[str, ...]

    def cells(self) -> tuple[Cell, ...]:
        asked, settled_ = self.question, self.settled
        return (
            Cited(asked.article), said(asked.question), said(asked.answered_by), said(settled_.answer),
            said(settled_.why),
            self.evidence, self.dated, self.missing,
        )  # fmt: skip


def _answered(
    question: Question, scopes: Mapping[str, Scope], facts: Facts, checked: Checked, statements: Sequence[Statement]
) -> _Answered:
    findings = [*_bearing(question, facts, (*checked.findings, *checked.accepted))]
    weighed_ = [facts.weighed[name] for name in question.checks]
    unseen = [name for name in question.looks_at if not facts.seen[name]]
    nothing = [said("no {one} in the map", one=said(scopes[name].one)) for name in unseen]
    examined = {rule: _examined(rule, question, facts, checked) for rule in question.rules}
    within = facts.objects[question.within] if question.within else None
    unrecorded = worst(facts.readers, within) if question.readers else None
    spoken = [one for one in statements if one.question == question or (one.rule and one.rule in question.rules)]
    mapped = by_map(
        _found(question, findings, weighed_, nothing, unrecorded, any(examined.values())),
        question.answered_by,
        only_against=question.only_against,
    )
    asked_of = facts.personal if within is None else facts.personal & within
    outcome = settled(mapped, spoken, question.answered_by, asked_of=asked_of)
    evidence = (
        *nothing,
        *(line for line, _ in _by_rule(findings)),
        *(one.told() for one in spoken),
        *_too_narrow(spoken, asked_of),
        *([unrecorded] if unrecorded else []),
        *(line for check in weighed_ for line in check.lines()),
        *(() if nothing else _silent(findings, examined)),
        *(() if nothing else _absent(weighed_)),
        *(facts.told[name] for name in question.counts),
    )
    return _Answered(
        question=question,
        settled=outcome,
        evidence=tuple(dict.fromkeys(evidence)) or (said("nothing in the map bears on it"),),
        dated=min([checked.as_of, *(one.oldest for one in spoken if one.counts)]),
        missing=(*_wanted(findings), *_again(question, outcome, spoken)),
    )


def _again(question: Question, outcome: Settled, spoken: Sequence[Statement]) -> tuple[str, ...]:
    """What nobody has shown yet and who can; of what somebody attested, by when it must be attested again."""
    if outcome.why != "attested" or outcome.answer not in ("yes", "not applicable"):
        return said(question.missing), said("ask: {who}", who=said(question.ask))
    until = min(one.until for one in spoken if one.question and one.counts)
    return (said("to be attested again by {day}: {missing}", day=until, missing=said(question.missing)),)


def _too_narrow(spoken: Sequence[Statement], asked_of: Collection[str]) -> Iterator[str]:
    """What was attested of some datasets is no answer for all of them."""
    on_question = [one for one in spoken if one.question and one.counts and one.answer in ("yes", "not applicable")]
    if on_question and not covers(on_question, asked_of):
        spoken_of = frozenset().union(*(one.datasets or () for one in on_question)) & frozenset(asked_of)
        yield said(
            "attested of {some:,} of {all:,} datasets with personal data only", some=len(spoken_of), all=len(asked_of)
        )


def _bearing(question: Question, facts: Facts, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that bear on a question, open or accepted."""
    within = facts.objects[question.within] if question.within else None
    for finding in findings:
        meant = finding.rule.name in question.rules or (question.all_unknown and finding.status != "gap")
        if meant and (within is None or any(place.object in within for place in finding.places)):
            yield finding


def _found(
    question: Question,
    findings: Sequence[Finding],
    weighed_: Sequence[Weighed],
    nothing: Sequence[str],
    unrecorded: str | None,
    examined: bool,
) -> Why:
    """What the map finds."""
    if any(finding.status == "gap" for finding in findings) or any(check.gaps for check in weighed_):
        return "gaps"
    if findings or any(check.unknown for check in weighed_):
        return "cannot demonstrate"
    if not question.examined:
        return "not examined"
    if nothing or unrecorded:
        return "cannot demonstrate"
    if not examined and not any(check.all for check in weighed_ if not check.check.doubt):
        return "nothing to examine"
    return "no gap found in what was supplied"


def _by_rule(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """For each state and rule a line with what is wrong and where first, and its findings."""
    in_order = sorted(findings, key=lambda finding: (*_state(finding), finding.rule.name))
    for (_, state, _), group in groupby(in_order, key=lambda finding: (*_state(finding), finding.rule.name)):
        same = list(group)
        yield _line(_counted(state, len(same)), same), same


def _examined(rule: str, question: Question, facts: Facts, checked: Checked) -> int:
    """How many candidates a rule looked at, of those that the question is kept to."""
    looked_at = checked.examined.get(rule, {})
    within = facts.objects[question.within] if question.within else None
    return sum(count for object_, count in looked_at.items() if within is None or object_ in within)


def _silent(findings: Sequence[Finding], examined: Mapping[str, int]) -> Iterator[str]:
    """The rules that were asked and found nothing, and among how many candidates: that is evidence too."""
    loud = {finding.rule.name for finding in findings}
    silent = [
        said("{rule} ({number:,} examined)", rule=rule, number=count)
        for rule, count in examined.items()
        if count and rule not in loud
    ]
    idle = [rule for rule, count in examined.items() if not count]
    if silent:
        yield said("nothing found by {rules}", rules=joined(", ", silent))
    if idle:
        yield said("nothing to examine for {rules}", rules=", ".join(idle))


def _absent(weighed: Sequence[Weighed]) -> Iterator[str]:
    """What checks ask of and the map does not hold, in one line."""
    absent = dict.fromkeys(check.check.of for check in weighed if not check.all)
    if absent:
        yield said("none in the map: {things}", things=joined(", ", map(said, absent)))


def _state(finding: Finding) -> tuple[int, str]:
    if finding.accepted:
        return 2, said("accepted until {day}", day=finding.accepted.until)
    return (0, "gap") if finding.status == "gap" else (1, said("cannot demonstrate"))


def _counted(state: str, count: int) -> str:
    return counted(count, "gap") if state == "gap" else said("{number} {state}", number=count, state=state)


def _line(counted_: str, findings: Sequence[Finding]) -> str:
    """Findings of one rule, with the first places in the order of files: those stay from one report to the next."""
    rule = findings[0].rule
    lines = sorted({(p.span.path, p.span.line, p.object) for f in findings for p in f.places if p.span})
    told = {"findings": counted_, "title": said(rule.head.title), "rule": rule.name}
    if not lines:
        return said("{findings}: {title} ({rule})", **told)
    places = _first(
        [said("{object} ({path}:{line})", object=name, path=path, line=line) for path, line, name in lines], PLACES
    )
    return said("{findings}: {title} ({rule}): {places}", **told, places=places)


def _first(names: Sequence[str], shown: int) -> str:
    first, more = joined(", ", names[:shown]), len(names) - shown
    return said("{shown} and {more} more", shown=first, more=more) if more > 0 else first


def _wanted(findings: Sequence[Finding]) -> Iterator[str]:
    """What would show that the gaps are closed, and who answers for them."""
    open_ = [finding for finding in findings if not finding.accepted]
    yield from map(said, dict.fromkeys(finding.rule.head.evidence for finding in open_))
    owners = sorted({finding.owner for finding in open_ if finding.owner})
    if owners:
        yield said("owners: {owners}", owners=_first(owners, OWNERS))


def _attested(statements: Sequence[Statement], contradicted: Collection[str]) -> Iterator[Section]:
    """Every attestation, also those that don't count: nothing that somebody signed is left out."""
    if statements:
        yield Section(
            key="attestations",
            heading="Attestations",
            columns=(
                "id",
                "about",
                "answer",
                "state",
                "statement",
                "made_by",
                "capacity",
                "made_on",
                "reviewed_by",
                "until",
                "evidence",
                "scope",
                "place",
            ),
            rows=tuple(
                (
                    one.id,
                    Cited(one.named) if one.question else one.named,
                    one.answer and said(one.answer),
                    said("disputed: the rule finds a gap") if one.id in contradicted else one.state,
                    one.words,
                    one.made_by,
                    one.capacity and said(one.capacity),
                    one.made_on,
                    one.reviewed_by,
                    one.until,
                    one.evidence,
                    said("the whole map") if one.datasets is None else tuple(sorted(one.datasets)),
                    one.place,
                )
                for one in statements
            ),
        )


def _contradicted(statement: Statement, checked: Checked) -> bool:
    """Whether the rule that a statement is on finds a gap in its scope."""
    if not statement.rule or not statement.counts or statement.answer not in ("yes", "not applicable"):
        return False
    return any(
        finding.rule.name == statement.rule and finding.status == "gap" and statement.speaks_of(place.object)
        for finding in (*checked.findings, *checked.accepted)
        for place in finding.places
    )


def _other_rules(checked: Checked, asked: set[str]) -> Iterator[Section]:
    """What a project's own rules found: no question of the law's list asks for it, and yet it is open."""
    others = [finding for finding in (*checked.findings, *checked.accepted) if finding.rule.name not in asked]
    if others:
        rows = tuple((line, tuple(_wanted(same))) for line, same in _by_rule(others))
        yield Section(key="other_rules", heading="Other rules", columns=("evidence", "missing"), rows=rows)


def _not_known(weighed: Weighed) -> str:
    told = said("{some:,} of {all:,} {things}", some=weighed.unknown, all=weighed.all, things=said(weighed.check.of))
    first = weighed.first_unknown
    return said("{told}, first at {place}", told=told, place=first) if first else told
