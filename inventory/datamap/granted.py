"""What GRANT and REVOKE in SQL show, as rows of the map: rights, roles and whose rights they have."""

from collections.abc import Iterable, Iterator, Sequence

from inventory import names
from inventory.datamap.naming import Names
from inventory.datamap.observed import Script
from inventory.datamap.rows import Rows
from inventory.diagnostics import Span
from inventory.sql.grants import EVERYONE
from inventory.sql.values import Granted

Right = tuple[str, str, str]
"""Grantee, dataset and privilege; or a role, the one it has the rights of, and nothing."""


def granted_rows(scripts: Iterable[Script], known: Names, others: Sequence[Rows]) -> Rows:
    """Grants that stand at the end of some script; what a catalog says already, it says with more facts.

    A role that no catalog lists has people whom nobody has counted.
    """
    datasets = sorted({row["dataset_id"] for rows in others for row in rows["datasets"]})
    rights: dict[Right, Span] = {}
    for script in scripts:
        for right, span in _left(script, known, datasets).items():
            rights.setdefault(right, span)
    found = Rows()
    said = {(row["grantee"], row["dataset_id"], row["privilege"]) for rows in others for row in rows["grants"]}
    belongs = {(row["role_id"], row["member_of"], "") for rows in others for row in rows["memberships"]}
    _to_everyone(rights, said, belongs)
    accounts = {row["runs_as"] for rows in others for row in rows["applications"]}
    listed = {row["role_id"] for rows in others for row in rows["roles"]} | accounts | {EVERYONE}
    first = sum(len(rows["grants"]) for rows in others)
    for (grantee, on, privilege), span in rights.items():
        for role in (grantee,) if privilege else (grantee, on):
            if role not in listed:
                listed.add(role)
                found.add("roles", span, role_id=role)
        if not privilege and (grantee, on, "") not in belongs:
            found.add("memberships", role_id=grantee, member_of=on)
        elif privilege and not {(grantee, on, privilege), (grantee, on, "all")} & said:
            number = first + len(found["grants"]) + 1
            found.add(
                "grants", span, grant_id=number, grantee=grantee, dataset_id=on, privilege=privilege,
                condition="standing",
            )  # fmt: skip
    return found


def _to_everyone(rights: dict[Right, Span], said: Iterable[Right], belongs: Iterable[Right]) -> None:
    """A role granted to everyone: all that it may, everyone may."""
    memberships = [right for right in rights if right[0] == EVERYONE and not right[2]]
    given = {right[1]: rights.pop(right) for right in memberships}
    waiting = list(given)
    for role in waiting:
        for holder, on, privilege in (*rights, *said, *belongs):
            if holder == role and privilege:
                rights.setdefault((EVERYONE, on, privilege), given[role])
            elif holder == role and on not in given:
                given[on] = given[role]
                waiting.append(on)


def _left(script: Script, known: Names, datasets: Sequence[str]) -> dict[Right, Span]:
    """The rights that a script gives and does not take back."""
    rights: dict[Right, Span] = {}
    for statement in script.statements:
        for granted in statement.grants:
            for right in _rights(granted, script, known, datasets):
                if not granted.revoked:
                    rights.setdefault(right, statement.span)
                elif right[2] == "all":
                    rights = {r: span for r, span in rights.items() if r[:2] != right[:2] or not r[2]}
                else:
                    rights.pop(right, None)
    return rights


def _rights(granted: Granted, script: Script, known: Names, datasets: Sequence[str]) -> Iterator[Right]:
    on = [granted.on] if granted.kind == "role" else _datasets(granted, script, known, datasets)
    for grantee in granted.grantees:
        for dataset_id in on:
            for privilege in granted.privileges or ("",):
                yield grantee, dataset_id, privilege


def _datasets(granted: Granted, script: Script, known: Names, datasets: Sequence[str]) -> list[str]:
    """What rights are on: a dataset, those of a schema, or all of the system."""
    naming = known.naming(script.context)
    if granted.kind == "dataset":
        return [known.dataset(granted.on, naming)]
    if granted.kind == "system":
        return [dataset for dataset in datasets if known.system_of(dataset) == naming.system]
    some = names.split(known.dataset(names.join((granted.on, "x")), naming))
    return [d for d in datasets if (parts := names.split(d))[:-1] == some[:-1] and len(parts) == len(some)]
