"""Draw who can reach a kind of data: roles with their people at the left, the datasets that hold it at the right."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from inventory.messages import counted, joined, said
from inventory.outputs.diagram.facts import badges, holding, place, said_at, tooltip
from inventory.outputs.diagram.folding import LIMIT, fold, merged
from inventory.outputs.diagram.graph import Badge, Edge, Graph, Group, Line, Node
from inventory.outputs.diagram.heading import heading
from inventory.outputs.diagram.questions import ask, must_know
from inventory.outputs.diagram.view import View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READERS_SHOWN = 16
"""However many datasets there are, so many readers are shown."""

SYSTEMS_SHOWN = 5
"""Of more systems, the datasets that no grant leads to are told together."""

WAYS = """
, paths as (  -- a copy that holds it is a dataset of its own; a way over one that does not is none
    select
        r.role_id, r.dataset_id, case when r.path_kind = 'application' then r.via end as application,
        r.people, r.exact, g.condition = 'case' as by_case, g.path, g.line,
        exists (
            from role_activities as ra join dataset_activities as p using (activity_id)
            where ra.role_id = r.role_id and p.dataset_id = g.dataset_id
        ) as purpose
    from reach as r
    join grants as g using (grant_id)
    join holdings as h on h.dataset_id = r.dataset_id
    cross join scan as s
    where r.path_kind <> 'copy'
        and coalesce(g.valid_from <= s.as_of, true) and coalesce(g.valid_to >= s.as_of, true)
)
select
    role_id, dataset_id, application, max(people), bool_and(exact), bool_and(coalesce(by_case, false)),
    bool_or(purpose), arg_min(path, (path, line)), arg_min(line, (path, line))
from paths group by role_id, dataset_id, application order by all
"""

ROLES = """
select r.role_id, string_agg(distinct m.country, ', ' order by m.country), r.path, r.line
from roles as r left join role_members as m using (role_id)
where r.role_id in (select unnest($found))
group by all
"""

HELD = """
select s.dataset_id, s.name, s.kind, s.place, y.title, s.country, s.personal_columns,
       [s.personal, s.special, s.criminal, s.card, s.outside], s.categories, s.path, s.line
from stores as s left join systems as y on y.system_id = s.place
where s.personal > 0 and s.kind is distinct from 'temporary'
order by s.dataset_id
"""


def reach_picture(connection: "DuckDBPyConnection", view: View, category: str) -> Graph:
    """Roles, applications and the datasets that hold a category; a dataset that no grant leads to stands alone."""
    view = replace(view, category=category, reach=None)
    must_know(connection, "data category", category, view)
    held = [Held._make(row) for row in ask(connection, HELD, view)]
    holding_it = {store.dataset for store in held}
    ways = [way for way in map(Way._make, ask(connection, WAYS, view)) if way.dataset in holding_it]
    reached = {way.dataset for way in ways}
    unreached = _unreached([store for store in held if store.dataset not in reached])
    datasets = [_dataset(ways, store) for store in held if store.dataset in reached]
    room = LIMIT - len(unreached)
    flows = merged(edge for way in ways for edge in _edges(way))
    readers, flows = fold(_readers(connection, view, ways), flows, max(READERS_SHOWN, room - len(datasets)))
    stores, edges = fold(datasets, flows, room - len(readers))
    frames = {
        store.place: Group(key=store.place, title=store.system or store.place, detail=store.country or "")
        for store in held
    }
    shown = {node.group for node in (*stores, *unreached)}
    return Graph(
        heading=heading(connection, replace(view, category=None), _what(connection, category)),
        nodes=(*readers, *stores, *unreached),
        edges=edges,
        groups=tuple(frames[key] for key in sorted(frames) if key in shown),
        behind=tuple((readers[0].key, node.key) for node in unreached) if readers else (),
    )


def _what(connection: "DuckDBPyConnection", category: str) -> str:
    found = connection.execute("select name from categories where category = ?", [category]).fetchone()
    named = f"{found[0]} ({category})" if found and found[0] else category
    return said("Who can reach {subject}", subject=named)


class Way(NamedTuple):
    """One way of a role to a dataset: a row of WAYS."""

    role: str
    dataset: str
    application: str | None
    """The program that shows it; none where the role reads the dataset itself."""
    people: int
    exact: bool
    by_case: bool
    purpose: bool
    """Whether an activity of the role uses the dataset."""
    path: str | None
    line: int | None


class Held(NamedTuple):
    """A dataset that holds it: a row of HELD."""

    dataset: str
    name: str | None
    kind: str | None
    place: str
    system: str | None
    """The title of the system that it lies in."""
    country: str | None
    columns: int
    marks: list[int]
    """How many columns are personal, special, criminal, cards, and out of their zone."""
    categories: list[str]
    path: str | None
    line: int | None


def _readers(connection: "DuckDBPyConnection", view: View, ways: list[Way]) -> list[Node]:
    """A node for each role and each application."""
    known = {row[0]: row[1:] for row in ask(connection, ROLES, view, found=sorted({way.role for way in ways}))}
    largest: dict[str, Way] = {}
    programs: dict[str, int] = {}
    for way in sorted(ways, key=lambda way: way.people):
        largest[way.role] = way
        if way.application:
            programs[way.application] = way.people
    return [
        *(_role(way, *known.get(role, (None, None, None))) for role, way in sorted(largest.items())),
        *(
            Node(
                key=f"application:{name}",
                kind="application",
                title=name,
                subtitle=said("application"),
                interest=(people,),
            )
            for name, people in sorted(programs.items())
        ),
    ]


def _role(way: Way, countries: str | None, path: str | None, line: int | None) -> Node:
    people: str = counted(way.people, "person", "people")
    people = people if way.exact else said("at least {people}", people=people)
    return Node(
        key=f"role:{way.role}",
        kind="role",
        title=way.role,
        subtitle=joined(" · ", (word for word in (people, countries) if word)),
        tooltip=tooltip(way.role, people, countries and _read_from(countries), said_at(path, line)),
        place=place(path, line),
        interest=(way.people,),
    )


def _read_from(countries: str) -> str:
    return said("they read from {countries}", countries=countries)


def _dataset(ways: list[Way], held: Held) -> Node:
    people = max(way.people for way in ways if way.dataset == held.dataset)
    reached = said("at least {people:,} people", people=people)
    kind = [held.kind] if held.kind and held.kind != "table" else []
    _, special, criminal, cards, outside = held.marks
    return Node(
        key=held.dataset,
        kind="dataset",
        title=held.name or held.dataset,
        subtitle=joined(" · ", (*kind, counted(held.columns, "column"))),
        facts=reached,
        badges=_graver(held.marks),
        group=held.place,
        tooltip=tooltip(held.dataset, reached, holding(held.categories), said_at(held.path, held.line)),
        place=place(held.path, held.line),
        interest=(people, outside, cards, special + criminal, held.columns),
    )


def _graver(marks: list[int]) -> tuple[Badge, ...]:
    """That it is personal, the heading says already."""
    return tuple(badge for badge in badges(marks) if badge.kind != "personal" or not badge.certain)


def _unreached(held: list[Held]) -> list[Node]:
    """Datasets that no grant which was supplied leads to, told together for each system."""
    by_system: dict[str, list[Held]] = {}
    for store in held:
        by_system.setdefault(store.place, []).append(store)
    most_first = sorted(by_system, key=lambda system: (-len(by_system[system]), system))
    rest = [store for system in most_first[SYSTEMS_SHOWN:] for store in by_system[system]]
    shown = [(system, by_system[system]) for system in most_first[:SYSTEMS_SHOWN]]
    return [_alone(system, stores) for system, stores in [*shown, *([(None, rest)] if rest else [])]]


def _alone(system: str | None, stores: list[Held]) -> Node:
    return Node(
        key=f"unreached:{system or '*'}",
        kind="more",
        title=said("no grant supplied"),
        subtitle=_listed([store.name or store.dataset for store in stores]),
        badges=_graver([max(marks) for marks in zip(*(store.marks for store in stores), strict=True)]),
        group=system,
        tooltip=tooltip(*(store.dataset for store in stores[:20]), "…" if len(stores) > 20 else None),
        size=len(stores),
    )


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return said("{datasets}: {first} …", datasets=counted(len(names), "dataset"), first=names[0])


def _edges(way: Way) -> Iterator[Edge]:
    """From the role to the dataset, or to the application and on from there."""
    role, application = f"role:{way.role}", f"application:{way.application}"
    told = tooltip(
        f"{way.role} → {way.dataset}",
        said("shown by {application}", application=way.application) if way.application else None,
        said("for the case at hand") if way.by_case else None,
        None if way.purpose else said("no activity of the role is known to use it"),
        said_at(way.path, way.line),
    )
    line: Line = "needed" if way.purpose else "unneeded"
    reads = Edge(
        source=role,
        target=application if way.application else way.dataset,
        line=line,
        note=said("by case") if way.by_case else "",
        tooltip=told,
        place=place(way.path, way.line),
    )
    yield reads
    if way.application:
        yield replace(reads, source=application, target=way.dataset, line="shown", note="")
