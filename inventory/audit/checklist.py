"""The audit checklist article by article: what rules and map answer, with evidence, and what only people can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from inventory.audit.facts import Facts, Weighed, ask_all
from inventory.audit.questions import Question, Scope, questions
from inventory.checks.finding import Finding
from inventory.checks.readers import worst
from inventory.checks.run import Checked
from inventory.datamap.questions.asking import not_seen, title
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Answer = Literal["gaps", "cannot demonstrate", "no gap found", "nothing to examine", "not examined", "attest"]
"""There is no "yes": what was supplied may not be all there is."""

PLACES = 2
"""How many places a line of evidence names."""
OWNERS = 3
"""How many owners of gaps are named."""

NOTES = (
    "`no gap found` means: none by these rules in what was supplied. What a catalog states is taken as stated.",
    "`nothing to examine` means: the map holds nothing that this is asked of; there may be some all the same.",
    "`not examined` means: no rule here bears on it. `attest` means: only a person can answer it.",
    "Class: `auto` is answered by the map; for `part` the map gives facts and a person judges; `attest` is a person's.",
    "What somebody attested in a catalog is not weighed here yet. An accepted gap stays a gap until it is closed.",
    "PCI DSS binds by contract, not as law; it is evidence under Art. 32 all the same.",
)


def checklist(connection: DuckDBPyConnection, checked: Checked, as_of: date) -> Report:
    """Every question with its answer on the day, its evidence, and who can give what is missing."""
    of, manifest = title(connection)
    table = questions()
    facts = ask_all(connection, table, as_of)
    answered = [_answered(question, table.looks_at, facts, checked) for question in table.questions]
    return Report(
        kind="audit",
        title=f"Audit checklist of {of}",
        as_of=as_of,
        manifest=manifest,
        facts=(
            ("Not seen", not_seen(connection)),
            ("Not classified", _not_known(facts.weighed["classified"])),
            ("Not understood", _not_known(facts.weighed["traced"])),
            ("Answers", _tally(answered)),
        ),
        sections=(
            Section(
                key="questions",
                heading="Questions",
                columns=("article", "question", "class", "answer", "evidence", "missing"),
                rows=tuple(row.cells() for row in answered),
            ),
            *_other_rules(checked, {name for question in table.questions for name in question.rules}),
        ),
        notes=NOTES,
        data={"answers": {answer: _how_many(answered, answer) for answer in get_args(Answer)}},
    )


@dataclass(frozen=True, kw_only=True)
class _Answered:
    question: Question
    answer: Answer
    evidence: tuple[str, ...]
    missing: tuple[str, ...]

    def cells(self) -> tuple[str | tuple[str, ...], ...]:
        asked = self.question
        return asked.article, asked.question, asked.answered_by, self.answer, self.evidence, self.missing


def _answered(question: Question, scopes: Mapping[str, Scope], facts: Facts, checked: Checked) -> _Answered:
    findings = [*_bearing(question, facts, (*checked.findings, *checked.accepted))]
    weighed = [facts.weighed[name] for name in question.checks]
    nothing = [f"no {scopes[name].one} in the map" for name in question.looks_at if not facts.seen[name]]
    examined = {rule: _examined(rule, question, facts, checked) for rule in question.rules}
    within = facts.objects[question.within] if question.within else None
    unrecorded = worst(facts.readers, within) if question.readers else None
    evidence = (
        *nothing,
        *(line for line, _ in _by_rule(findings)),
        *([unrecorded] if unrecorded else []),
        *(line for check in weighed for line in check.lines()),
        *(() if nothing else _silent(findings, examined)),
        *(() if nothing else _absent(weighed)),
        *(facts.told[name] for name in question.counts),
    )
    return _Answered(
        question=question,
        answer=_answer(question, findings, weighed, nothing, unrecorded, any(examined.values())),
        evidence=tuple(dict.fromkeys(evidence)) or ("nothing in the map bears on it",),
        missing=(*_wanted(findings), question.missing, f"ask: {question.ask}"),
    )


def _bearing(question: Question, facts: Facts, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that bear on a question, open or accepted."""
    within = facts.objects[question.within] if question.within else None
    for finding in findings:
        meant = finding.rule.name in question.rules or (question.all_unknown and finding.status != "gap")
        if meant and (within is None or any(place.object in within for place in finding.places)):
            yield finding


def _answer(
    question: Question,
    findings: Sequence[Finding],
    weighed: Sequence[Weighed],
    nothing: Sequence[str],
    unrecorded: str | None,
    examined: bool,
) -> Answer:
    if question.answered_by == "attest":
        return "attest"
    if not question.examined:
        return "not examined"
    if any(finding.status == "gap" for finding in findings) or any(check.gaps for check in weighed):
        return "gaps"
    if findings or nothing or unrecorded or any(check.unknown for check in weighed):
        return "cannot demonstrate"
    if not examined and not any(check.all for check in weighed if not check.check.doubt):
        return "nothing to examine"
    return "attest" if question.only_against else "no gap found"


def _by_rule(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """For each state and rule a line such as `2 gaps: copy-expired at catalog/copies.yaml:12`, and its findings."""
    in_order = sorted(findings, key=lambda finding: (*_state(finding), finding.rule.name))
    for (_, state, rule), group in groupby(in_order, key=lambda finding: (*_state(finding), finding.rule.name)):
        same = list(group)
        yield f"{_counted(state, len(same))}: {rule}{_places(same)}", same


def _examined(rule: str, question: Question, facts: Facts, checked: Checked) -> int:
    """How many candidates a rule looked at, of those that the question is kept to."""
    looked_at = checked.examined.get(rule, {})
    within = facts.objects[question.within] if question.within else None
    return sum(count for object_, count in looked_at.items() if within is None or object_ in within)


def _silent(findings: Sequence[Finding], examined: Mapping[str, int]) -> Iterator[str]:
    """The rules that were asked and found nothing, and among how many candidates: that is evidence too."""
    loud = {finding.rule.name for finding in findings}
    silent = [f"{rule} ({count:,} examined)" for rule, count in examined.items() if count and rule not in loud]
    idle = [rule for rule, count in examined.items() if not count]
    if silent:
        yield f"nothing found by {', '.join(silent)}"
    if idle:
        yield f"nothing to examine for {', '.join(idle)}"


def _absent(weighed: Sequence[Weighed]) -> Iterator[str]:
    """What checks ask of and the map does not hold, in one line."""
    absent = dict.fromkeys(check.check.of for check in weighed if not check.all)
    if absent:
        yield f"none in the map: {', '.join(absent)}"


def _state(finding: Finding) -> tuple[int, str]:
    if finding.accepted:
        return 2, f"accepted until {finding.accepted.until}"
    return (0, "gap") if finding.status == "gap" else (1, "cannot demonstrate")


def _counted(state: str, count: int) -> str:
    match state:
        case "gap":
            return "1 gap" if count == 1 else f"{count} gaps"
        case _:
            return f"{count} {state}"


def _places(findings: Sequence[Finding]) -> str:
    """The first places in the order of files: those stay where they are from one report to the next."""
    lines = sorted({(place.span.path, place.span.line) for f in findings for place in f.places if place.span})
    if not lines:
        return ""
    more = f" and {len(lines) - PLACES} more" if len(lines) > PLACES else ""
    return f" at {', '.join(f'{path}:{line}' for path, line in lines[:PLACES])}{more}"


def _wanted(findings: Sequence[Finding]) -> Iterator[str]:
    """What would show that the gaps are closed, and who answers for them."""
    open_ = [finding for finding in findings if not finding.accepted]
    yield from dict.fromkeys(finding.rule.head.evidence for finding in open_)
    owners = sorted({finding.owner for finding in open_ if finding.owner})
    if owners:
        more = f" and {len(owners) - OWNERS} more" if len(owners) > OWNERS else ""
        yield f"owners: {', '.join(owners[:OWNERS])}{more}"


def _other_rules(checked: Checked, asked: set[str]) -> Iterator[Section]:
    """What a project's own rules found: no question of the law's list asks for it, and yet it is open."""
    others = [finding for finding in (*checked.findings, *checked.accepted) if finding.rule.name not in asked]
    if others:
        rows = tuple((line, tuple(_wanted(same))) for line, same in _by_rule(others))
        yield Section(key="other_rules", heading="Other rules", columns=("evidence", "missing"), rows=rows)


def _not_known(weighed: Weighed) -> str:
    first = f", first at {weighed.first_unknown}" if weighed.first_unknown else ""
    return f"{weighed.unknown:,} of {weighed.all:,} {weighed.check.of}{first}"


def _tally(answered: Sequence[_Answered]) -> str:
    told = ((answer, _how_many(answered, answer)) for answer in get_args(Answer))
    return ", ".join(f"{answer} {count}" for answer, count in told if count)


def _how_many(answered: Sequence[_Answered], answer: Answer) -> int:
    return sum(row.answer == answer for row in answered)
