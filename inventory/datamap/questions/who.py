"""Who can reach a dataset or a category: by which path, how many people, and what they need it for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from inventory.datamap.questions.asking import ask, known_category, known_dataset, not_seen, title
from inventory.datamap.questions.coverage import unrecorded
from inventory.diagnostics import InventoryError
from inventory.messages import counted, said
from inventory.report import Report, Section

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REACHING = """
    select
        r.dataset_id, r.role_id,
        case when r.path_kind = 'copy' and v.kind = 'view' then 'view' else r.path_kind end as path, r.via,
        string_agg(distinct r.privilege, ', ' order by r.privilege),
        max(r.people), bool_and(r.exact),
        string_agg(distinct p.activity_id, ', ' order by p.activity_id) as purpose,
        min(g.condition) as condition
    from reach as r
    join grants_in_force as g using (grant_id)
    left join datasets as v on v.dataset_id = r.via
    left join role_activities as ra on ra.role_id = r.role_id
    left join dataset_activities as p on p.dataset_id = g.dataset_id and p.activity_id = ra.activity_id
    where r.dataset_id in (select unnest(?::varchar[])) and (? or r.path_kind <> 'copy')
    group by r.dataset_id, r.role_id, r.path_kind, r.via, v.kind
    order by r.dataset_id, max(r.people) desc, r.role_id, r.path_kind, r.via"""

HELD = "select dataset_id, list(distinct category) from personal_columns group by dataset_id"

NESTED = """
    select count(*) from memberships
    where list_contains($roles, role_id) and list_contains($roles, member_of)"""

OUTSIDERS = """
    select count(*) from role_members as m
    join recipients as r on r.recipient_id = m.employer and r.role is distinct from 'internal'
    where list_contains($roles, m.role_id)"""

SHOWN = 3
"""How many categories of a copy a row names."""


def who(connection: DuckDBPyConnection, subject: str, as_of: date) -> Report:
    """Everyone who can reach a dataset, or any dataset with a category.

    A copy of a dataset is a way to what it holds of it. A category is asked for in every dataset that holds it, copies
    among them: whoever reads a copy that does not hold it is not told.

    Raises `InventoryError` when the map knows neither by that name.
    """
    datasets, category = _datasets(connection, subject)
    found = ask(connection, REACHING, [datasets, not category])
    arrives = {} if category else _arriving(connection, subject)
    of, manifest = title(connection)
    return Report(
        kind="who",
        title=said("Who can reach {subject} in {title}", subject=subject, title=of),
        as_of=as_of,
        manifest=manifest,
        facts=(
            (said("Not seen"), not_seen(connection)),
            (said("People"), _people(connection, found, datasets)),
            *_unknown_people(found),
        ),
        sections=(
            Section(
                key="reach",
                heading="Paths",
                columns=(
                    "dataset", "who", "people", "path", "via", *(() if category else ("holds",)), "may", "when",
                    "purpose",
                ),
                rows=tuple(
                    (
                        dataset, role, _number(people, exact), said(path), via,
                        *(() if category else (_holds(path, via, arrives),)),
                        may, condition and said(condition), purpose or said("none shown"),
                    )
                    for dataset, role, path, via, may, people, exact, purpose, condition in found
                ),
                empty="no grant that was supplied lets anybody read it; grants that were not supplied are not seen",
            ),
            Section(
                key="unrecorded",
                heading="Days on which nobody can tell who read it",
                columns=("dataset", "no_record"),
                rows=tuple((dataset, unrecorded(connection, dataset, as_of).told()) for dataset in datasets),
                empty=said("nothing is known to hold {subject}", subject=subject),
            ),
        ),
        notes=(said("The same person may hold several roles: the total is at least the largest of them."),),
        data={"subject": subject, "at_least": _at_least(found)},
    )  # fmt: skip


def _datasets(connection: DuckDBPyConnection, subject: str) -> tuple[list[str], bool]:
    """The datasets that are asked for, and whether it is by a category that they hold."""
    try:
        known_category(connection, subject)
    except InventoryError as unknown:
        try:
            return [known_dataset(connection, subject)], False
        except InventoryError as also_unknown:
            raise (unknown if subject.startswith(("user", "system")) else also_unknown) from None
    held = ask(
        connection,
        """
        select distinct p.dataset_id
        from personal_columns as p
        join category_ancestors as a on a.category = p.category and a.ancestor = ?
        order by 1
        """,
        [subject],
    )
    return [row[0] for row in held], True


def _arriving(connection: DuckDBPyConnection, dataset: str) -> dict[str, list[str]]:
    """By dataset, the categories it has in common with the one that is asked for."""
    held: dict[str, list[str]] = dict(ask(connection, HELD))
    own = set(held.get(dataset, ()))
    return {other: sorted(own & set(categories)) for other, categories in held.items()}


def _holds(path: str, via: str, arrives: dict[str, list[str]]) -> str | None:
    """What arrives in a copy or a view, in a few words."""
    if path not in ("copy", "view"):
        return None
    found = arrives.get(via, [])
    if not found:
        return said("not known")
    shown, more = ", ".join(found[:SHOWN]), len(found) - SHOWN
    return said("{shown} and {more} more", shown=shown, more=more) if more > 0 else shown


def _at_least(found: list[tuple[Any, ...]]) -> int:
    """A lower bound: the largest role, or everybody."""
    return max((row[5] for row in found), default=0)


def _people(connection: DuckDBPyConnection, found: list[tuple[Any, ...]], datasets: list[str]) -> str:
    """How many people, between two bounds where both can be told; without a grant that leads there, that is said."""
    if not found:
        return said("nobody known: no grant that was supplied leads to it")
    without = len(datasets) - len({row[0] for row in found})
    least = _at_least(found)
    most = None if without else _at_most(connection, found)
    roles = counted(len({row[1] for row in found}), "role")
    if most is not None and least >= most:
        return said("{people} in {roles}", people=_persons(least), roles=roles)
    if most is not None:
        return said("at least {people} in {roles}, at most {most:,}", people=_persons(least), roles=roles, most=most)
    told = said("at least {people} in {roles}", people=_persons(least), roles=roles)
    if not without:
        return told
    of = counted(len(datasets), "dataset")
    return said("{told}; no grant supplied for {without} of {datasets}", told=told, without=without, datasets=of)


def _number(people: int, exact: bool) -> str:
    return said("{people:,}", people=people) if exact else said("at least {people:,}", people=people)


def _persons(count: int) -> str:
    return counted(count, "person", "people")


def _at_most(connection: DuckDBPyConnection, found: list[tuple[Any, ...]]) -> int | None:
    """An upper bound, no more than all the staff; None where people are unknown or counted within others."""
    roles = {row[1]: row[5] for row in found}
    names = {"roles": list(roles)}
    if not all(row[6] for row in found):
        return None
    if len(roles) > 1 and ("everyone" in roles or ask(connection, NESTED, names)[0][0]):
        return None
    most: int = sum(roles.values())
    (staff,) = ask(connection, "select staff_total from scan")[0]
    if staff is not None and not ask(connection, OUTSIDERS, names)[0][0]:
        most = min(most, staff)
    return most


def _unknown_people(found: list[tuple[Any, ...]]) -> tuple[tuple[str, str], ...]:
    accounts = sorted({row[1] for row in found if not row[6]})
    if not accounts:
        return ()
    return ((said("Unknown"), said("the people behind {accounts} are unknown", accounts=", ".join(accounts))),)
