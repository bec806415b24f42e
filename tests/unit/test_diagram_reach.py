"""The picture of who can reach a kind of data: roles with head counts, applications, and datasets nobody speaks of."""

from xml.etree import ElementTree

import pytest
from duckdb import DuckDBPyConnection
from support import drawn, project, ran

from inventory.diagnostics import InventoryError
from inventory.outputs.diagram import View, draw, picture
from inventory.outputs.diagram.folding import LIMIT
from inventory.outputs.diagram.graph import Graph, Node

SHOP = """\
owners: [{id: lead, kind: person}]
databases:
- id: shop
  title: Shop
  country: DE
  datasets:
  - {id: orders, columns: [{name: item, data_categories: [user.behavior.purchase_history]}, {name: n, data_categories: none}]}
  - {id: returns, columns: [{name: item, data_categories: [user.behavior.purchase_history]}]}
  - {id: letters, columns: [{name: mail, data_categories: [user.contact.email]}]}
- id: lake
  country: US
  datasets: [{id: items, columns: [{name: item, data_categories: [user.behavior.purchase_history]}]}]
activities: [{id: selling, stores: [shop]}]
applications: [{id: desk, exposes: [shop.returns], runs_as: svc, roles: [helpers]}]
roles:
- {id: sellers, activities: [selling], members: {n: 12, country: DE}}
- {id: helpers, activities: none, members: [{n: 300, country: FR}, {n: 40, country: PH}]}
- {id: gone, members: {n: 7}}
grants:
- {role: sellers, on: shop.orders, privilege: select}
- {role: helpers, on: shop.orders, privilege: select}
- {role: gone, on: shop.orders, privilege: select, valid_to: 2026-01-01}
- {role: svc, on: shop.returns, privilege: select}
"""


def reach(connection: DuckDBPyConnection, category: str = "user.behavior.purchase_history") -> Graph:
    return picture(connection, View(reach=category))


def node(graph: Graph, key: str) -> Node:
    return next(node for node in graph.nodes if node.key == key)


def test_each_role_says_how_many_people_read_and_from_where() -> None:
    graph = reach(drawn(SHOP))
    assert node(graph, "role:sellers").subtitle == "12 people · DE"
    assert node(graph, "role:helpers").subtitle == "340 people · FR, PH"
    assert node(graph, "shop.orders").facts == "at least 340 people"


def test_a_purpose_that_is_not_shown_is_told_by_the_line() -> None:
    lines = {(edge.source, edge.target): edge.line for edge in reach(drawn(SHOP)).edges}
    assert lines["role:sellers", "shop.orders"] == "needed"
    assert lines["role:helpers", "shop.orders"] == "unneeded"


def test_what_an_application_shows_is_reached_through_it() -> None:
    edges = {(edge.source, edge.target): edge for edge in reach(drawn(SHOP)).edges}
    assert edges["role:helpers", "application:desk"].line == "unneeded"
    assert edges["application:desk", "shop.returns"].line == "shown"
    assert ("role:helpers", "shop.returns") not in edges


def test_a_grant_that_has_ended_and_other_data_are_not_drawn() -> None:
    keys = {node.key for node in reach(drawn(SHOP)).nodes}
    assert "role:gone" not in keys
    assert "shop.letters" not in keys


def test_data_that_no_grant_leads_to_is_never_silent() -> None:
    graph = reach(drawn(SHOP))
    alone = node(graph, "unreached:lake")
    assert (alone.title, alone.subtitle, alone.group) == ("no grant supplied", "items", "lake")
    assert graph.behind == (("role:helpers", alone.key),)


def test_without_any_grant_the_datasets_stand_alone() -> None:
    graph = reach(drawn(SHOP), "user.contact.email")
    assert [node.key for node in graph.nodes] == ["unreached:shop"]
    assert draw(drawn(SHOP), View(reach="user.contact.email"), format="svg")


def test_the_heading_names_the_data() -> None:
    assert reach(drawn(SHOP)).heading.subtitle.startswith(
        "Who can reach Purchase History (user.behavior.purchase_history)"
    )


@pytest.mark.parametrize(("systems", "roles", "datasets"), [(1, 60, 60), (90, 3, 1), (2, 1, 100)])
def test_however_large_the_estate_the_picture_stays_legible(systems: int, roles: int, datasets: int) -> None:
    lines = ["databases:"]
    for system in range(systems):
        lines += [f"- id: s{system}", "  datasets:"]
        lines += [
            f"  - {{id: d{at}, columns: [{{name: c, data_categories: [user.contact.email]}}]}}"
            for at in range(datasets)
        ]
    lines.append("roles:")
    lines += [f"- {{id: r{at}, members: {{n: {at + 1}}}}}" for at in range(roles)]
    lines.append("grants:")
    lines += [f"- {{role: r{at}, on: s0.d{at % datasets}, privilege: select}}" for at in range(roles)]
    graph = reach(drawn("\n".join(lines) + "\n"), "user.contact.email")
    assert len(graph.nodes) <= LIMIT
    told = [node for node in graph.nodes if node.kind in ("dataset", "more") and not node.key.startswith("more:role")]
    assert sum(node.size for node in told) == systems * datasets
    assert node(graph, f"role:r{roles - 1}").subtitle == f"{roles} people".replace("1 people", "1 person")


def test_names_are_only_names_in_this_picture_too() -> None:
    name = '<b>&"x"</b>\\N'
    graph = drawn(
        SHOP.replace("helpers", "'" + name.replace("'", "''") + "'").replace("title: Shop", "title: '<script>'")
    )
    svg = draw(graph, View(reach="user"), format="svg")
    tree = ElementTree.fromstring(svg)
    assert not [element for element in tree.iter() if element.tag.endswith("script")]
    assert name in "".join(tree.itertext())


@pytest.mark.parametrize("other", [{"system": "shop"}, {"focus": "shop.orders"}, {"category": "user"}])
def test_a_picture_of_reach_shows_one_category_and_nothing_else(other: dict[str, str]) -> None:
    with pytest.raises(InventoryError):
        View(reach="user", **other)  # type: ignore[arg-type]


def test_the_command_draws_it_and_knows_what_it_does_not_know(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = project(tmp_path / "shop", SHOP)
    assert ran(folder, "scan").code == 0
    assert "Who can reach Purchase History" in ran(folder, "map", "--reach", "user.behavior.purchase_history").out
    unknown = ran(folder, "map", "--reach", "user.behavior.purchase_histry")
    assert unknown.code == 2
    assert "did you mean `user.behavior.purchase_history`?" in unknown.err
    together = ran(folder, "map", "--reach", "user", "--system", "shop")
    assert (together.code, "`--reach` shows one category" in together.err) == (2, True)
