"""Who can reach a dataset or a category: by which path, how many people, and what they need it for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from inventory.datamap.questions.asking import ask, known_category, known_dataset, not_seen, title
from inventory.datamap.questions.coverage import unrecorded
from inventory.diagnostics import InventoryError
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REACHING = """
    select
        r.dataset_id, r.role_id, r.path_kind, r.via, string_agg(distinct r.privilege, ', ' order by r.privilege),
        max(r.people), bool_and(r.exact),
        string_agg(distinct p.activity_id, ', ' order by p.activity_id) as purpose,
        min(g.condition) as condition
    from reach as r
    join grants as g using (grant_id)
    cross join moment as m
    left join role_activities as ra on ra.role_id = r.role_id
    left join dataset_activities as p on p.dataset_id = g.dataset_id and p.activity_id = ra.activity_id
    where r.dataset_id in (select unnest(?::varchar[]))
        and coalesce(g.valid_from <= m.as_of, true) and coalesce(g.valid_to >= m.as_of, true)
    group by r.dataset_id, r.role_id, r.path_kind, r.via
    order by r.dataset_id, max(r.people) desc, r.role_id, r.path_kind, r.via"""


def who(connection: DuckDBPyConnection, subject: str, as_of: date) -> Report:
    """Everyone who can reach a dataset, or any dataset with a category.

    Raises `InventoryError` when the map knows neither by that name.
    """
    datasets = _datasets(connection, subject)
    found = ask(connection, REACHING, [datasets])
    of, manifest = title(connection)
    return Report(
        kind="who",
        title=f"Who can reach {subject} in {of}",
        as_of=as_of,
        manifest=manifest,
        facts=(("Not seen", not_seen(connection)), ("People", _people(found)), *_unknown_people(found)),
        sections=(
            Section(
                key="reach",
                heading="Paths",
                columns=("dataset", "who", "people", "path", "via", "may", "when", "purpose"),
                rows=tuple(
                    (
                        dataset, role, f"{people:,}" if exact else f"at least {people:,}", path, via, may,
                        condition, purpose or "none shown",
                    )
                    for dataset, role, path, via, may, people, exact, purpose, condition in found
                ),
                empty="no grant that was supplied lets anybody read it; grants that were not supplied are not seen",
            ),
            Section(
                key="unrecorded",
                heading="Days on which nobody can tell who read it",
                columns=("dataset", "no_record"),
                rows=tuple((dataset, str(unrecorded(connection, dataset, as_of))) for dataset in datasets),
            ),
        ),
        notes=("The same person may hold several roles: the total is at least the largest of them.",),
        data={"subject": subject, "at_least": _at_least(found)},
    )  # fmt: skip


def _datasets(connection: DuckDBPyConnection, subject: str) -> list[str]:
    try:
        known_category(connection, subject)
    except InventoryError as unknown:
        try:
            return [known_dataset(connection, subject)]
        except InventoryError as also_unknown:
            raise (unknown if subject.startswith(("user", "system")) else also_unknown) from None
    return [
        row[0]
        for row in ask(
            connection,
            """
            select distinct p.dataset_id
            from personal_columns as p
            join category_ancestors as a on a.category = p.category and a.ancestor = ?
            order by 1
            """,
            [subject],
        )
    ]


def _at_least(found: list[tuple[Any, ...]]) -> int:
    """A lower bound: the largest role, or everybody."""
    return max((row[5] for row in found), default=0)


def _people(found: list[tuple[Any, ...]]) -> str:
    roles = {row[1]: (row[5], row[6]) for row in found}
    most = sum(people for people, _ in roles.values())
    exact = all(known for _, known in roles.values())
    least = _at_least(found)
    if exact and least == most:
        return f"{least:,} people in {len(roles)} roles"
    return f"at least {least:,} people in {len(roles)} roles" + (f", at most {most:,}" if exact else "")


def _unknown_people(found: list[tuple[Any, ...]]) -> tuple[tuple[str, str], ...]:
    accounts = sorted({row[1] for row in found if not row[6]})
    return (("Unknown", f"the people behind {', '.join(accounts)} are unknown"),) if accounts else ()
