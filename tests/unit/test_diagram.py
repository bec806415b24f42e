"""What the three pictures of the map show, and how they say it without relying on colour."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import duckdb
import pytest

from inventory.datamap.questions.asking import not_seen
from inventory.diagnostics import InventoryError
from inventory.outputs.diagram import View, draw, picture
from inventory.outputs.diagram.dot import in_dot
from inventory.outputs.diagram.graph import Edge, Graph, Node

HERE = Path(__file__).parent
GOLDEN = HERE / "test_diagram_golden"


@pytest.fixture(scope="module")
def small_estate() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = empty_map()
    connection.execute((HERE / "test_diagram_estate.sql").read_text(encoding="utf-8"))
    yield connection
    connection.close()


@pytest.fixture
def estate(small_estate: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small estate, as it was before each test."""
    small_estate.begin()
    yield small_estate
    small_estate.rollback()


def empty_map() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    datamap = resources.files("inventory.datamap")
    connection.execute(datamap.joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute(datamap.joinpath("steps", "views.sql").read_text(encoding="utf-8"))
    return connection


def node(graph: Graph, key: str) -> Node:
    return next(node for node in graph.nodes if node.key == key)


def edges(graph: Graph) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.target, edge.line) for edge in graph.edges}


def kinds(found: Node) -> dict[str, int | None]:
    return {badge.kind: badge.count for badge in found.badges}


# ── systems ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_system_says_how_many_datasets_hold_what(estate: duckdb.DuckDBPyConnection) -> None:
    shop = node(picture(estate, View()), "shop")
    assert shop.facts == "5 datasets"
    assert kinds(shop) == {"personal": 3, "criminal": 1, "card": 2}


def test_synthetic_data_and_data_of_the_system_itself_are_not_personal(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(system="shop"))
    assert node(graph, "shop.demo").facts == node(graph, "shop.products").facts == "no personal data known"


def test_an_inseparable_set_with_a_sensitive_item_is_sensitive(estate: duckdb.DuckDBPyConnection) -> None:
    assert "special" in kinds(node(picture(estate, View(system="desk")), "desk.cases"))


def test_flows_between_systems_are_registered_unregistered_or_inferred(estate: duckdb.DuckDBPyConnection) -> None:
    assert edges(picture(estate, View())) == {
        ("shop", "lake", "registered"),
        ("shop", "sandbox", "unregistered"),
        ("lake", "s3://broker", "unregistered"),
        ("shop", "desk", "inferred"),
    }


def test_systems_and_files_that_no_catalog_lists_are_in_view(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View())
    assert {found.key for found in graph.nodes if found.undeclared} == {"sandbox", "s3://broker"}
    assert node(graph, "idle").facts == "no dataset known"


def test_systems_are_framed_by_country_as_the_gdpr_sees_it(estate: duckdb.DuckDBPyConnection) -> None:
    assert {(group.title, group.detail) for group in picture(estate, View()).groups} == {
        ("DE", "EEA"),
        ("FR", ""),
        ("GB", "third country, adequate"),
        ("PH", "third country, no adequacy decision"),
        ("US", "third country, adequate in part"),
        ("Country not stated", ""),
    }


def test_a_category_narrows_systems_and_flows(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(category="user.financial.credit_card"))
    assert {found.key for found in graph.nodes} == {"shop", "sandbox"}
    assert edges(graph) == {("shop", "sandbox", "unregistered")}
    assert "only Credit Card (user.financial.credit_card)" in graph.heading.subtitle


def test_what_was_not_seen_stands_in_the_heading(estate: duckdb.DuckDBPyConnection) -> None:
    heading = picture(estate, View()).heading
    assert heading.title == "Data map of Small Shop"
    assert "as of 2026-11-01" in heading.subtitle
    assert heading.not_seen == (not_seen(estate),)
    assert "statements" in heading.not_seen[0]


def test_an_empty_map_says_that_there_is_nothing_to_show() -> None:
    described = draw(empty_map(), View(), format="dot").decode()
    assert "Nothing to show in what was supplied." in described
    assert "no date stated" in described


# ── zones ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def zoned(estate: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Cards may lie in the shop only, and one lies in the sandbox."""
    estate.execute(
        "insert into zones (zone_id, category, system_id) values ('cde', 'user.financial.credit_card', 'shop')"
    )
    return estate


def test_data_outside_its_zone_is_told_in_words_in_every_picture(zoned: duckdb.DuckDBPyConnection) -> None:
    systems = picture(zoned, View())
    assert kinds(node(systems, "sandbox"))["outside"] == 1
    assert "outside" not in kinds(node(systems, "shop"))
    assert "outside" in kinds(node(picture(zoned, View(system="sandbox")), "sandbox.cards"))
    (row,) = (row for row in node(picture(zoned, View(focus="sandbox.cards")), "sandbox.cards").rows if row.badges)
    assert "outside" in {badge.kind for badge in row.badges}
    for view in (View(), View(system="sandbox"), View(focus="sandbox.cards")):
        written = in_dot(picture(zoned, view))
        assert "outside zone" in written
        assert "outside the zone it must stay in" in written


def test_an_edge_that_carries_data_out_of_its_zone_says_so(zoned: duckdb.DuckDBPyConnection) -> None:
    notes = {(edge.source, edge.target): edge.note for edge in picture(zoned, View()).edges}
    assert notes["shop", "sandbox"] == "out of zone"
    assert {note for ends, note in notes.items() if ends != ("shop", "sandbox")} == {""}


def test_what_is_stated_to_be_cut_is_outside_no_zone_unless_sql_puts_it_there_whole(
    zoned: duckdb.DuckDBPyConnection,
) -> None:
    zoned.execute("update columns set de_identification = 'truncated' where column_id = 'sandbox.cards.card'")
    whole = zoned.execute("select 1 from flows where target = 'sandbox.cards.card' and subtype = 'IDENTITY'").fetchall()
    assert ("outside" in kinds(node(picture(zoned, View()), "sandbox"))) == bool(whole)
    zoned.execute("update flows set subtype = 'TRANSFORMATION' where target = 'sandbox.cards.card'")
    assert "outside" not in kinds(node(picture(zoned, View()), "sandbox"))


def test_with_a_category_all_that_is_counted_holds_it(estate: duckdb.DuckDBPyConnection) -> None:
    shop = node(picture(estate, View(category="user.financial.credit_card")), "shop")
    assert shop.facts == "2 datasets"
    assert kinds(shop) == {"personal": 2, "card": 2}


# ── datasets of one system ───────────────────────────────────────────────────────────────────────────────────────────


def test_neighbours_of_a_system_are_folded_to_systems(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(system="shop"))
    assert edges(graph) == {
        ("shop.customers", "system:lake", "registered"),
        ("shop.customers", "system:vault", "registered"),
        ("shop.customers", "system:desk", "inferred"),
        ("shop.orders", "system:sandbox", "unregistered"),
        ("shop.orders", "shop.big_orders", "derived"),
    }
    assert node(graph, "system:sandbox").undeclared
    assert node(graph, "system:lake").facts == "1 dataset in these flows"


def test_temporary_tables_are_looked_through(estate: duckdb.DuckDBPyConnection) -> None:
    for view in (View(), View(system="shop")):
        assert not [found.key for found in picture(estate, view).nodes if "temporary" in found.key]


def test_an_unregistered_copy_is_told_by_shape_badge_border_and_line(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(system="sandbox"))
    assert node(graph, "sandbox.cards").copied
    described = in_dot(graph)
    [line] = [line for line in described.splitlines() if "shape=note" in line]
    assert 'style="filled,dashed"' in line
    assert "unregistered copy" in line
    assert "not in catalog" in line
    assert re.search(r"->.*style=dashed", described)


def test_files_in_no_known_system_lie_where_their_url_begins(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(system="s3://broker"))
    assert edges(graph) == {("system:lake", "s3://broker/mails/*.csv", "unregistered")}


def test_a_category_narrows_the_datasets_of_a_system(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(system="shop", category="user.contact.email"))
    assert [found.key for found in graph.nodes if found.kind == "dataset"] == ["shop.customers"]


# ── columns along a flow ─────────────────────────────────────────────────────────────────────────────────────────────


def flows(graph: Graph) -> set[tuple[str | None, str | None, str]]:
    return {(edge.source_row, edge.target_row, edge.line) for edge in graph.edges}


STEP = 'shop."step (temporary in a.sql)".email'
FILE = "s3://broker/mails/*.csv#email"


def test_a_column_is_followed_both_ways(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(focus="lake.people.email"))
    assert flows(graph) == {
        ("shop.customers.email", STEP, "derived"),
        (STEP, "lake.people.email", "derived"),
        ("lake.people.email", FILE, "unregistered"),
        ("lake.people.email", "lake.counts.people", "derived"),
    }
    assert [row.key for found in graph.nodes for row in found.rows if row.focus] == ["lake.people.email"]
    assert [edge.note for edge in graph.edges if edge.target == "lake.counts"] == ["masked"]


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (View(focus="lake.people.email", down=False), {"shop.customers", STEP[:-6], "lake.people"}),
        (View(focus="lake.people.email", down=False, depth=1), {STEP[:-6], "lake.people"}),
        (View(focus="lake.people.email", up=False), {"lake.people", "lake.counts", "s3://broker/mails/*.csv"}),
        (View(focus="lake.people.email", up=False, category="user.contact"), {"lake.people", FILE[:-6]}),
    ],
)
def test_directions_depth_and_category_narrow_a_flow(
    estate: duckdb.DuckDBPyConnection, view: View, found: set[str]
) -> None:
    estate.execute("insert into category_ancestors values ('user.contact.email', 'user.contact')")
    assert {one.key for one in picture(estate, view).nodes} == found


def test_a_dataset_is_followed_from_its_personal_columns(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(focus="shop.customers", depth=1))
    customers = node(graph, "shop.customers")
    assert [row.title for row in customers.rows] == ["id", "email", "banned"]
    assert customers.focus
    assert ("shop.customers.banned", "desk.cases.flag", "inferred") in flows(graph)


def test_a_dataset_without_personal_data_is_followed_from_all_its_columns(estate: duckdb.DuckDBPyConnection) -> None:
    graph = picture(estate, View(focus="lake.counts", depth=1))
    assert flows(graph) == {("lake.people.email", "lake.counts.people", "derived")}


def test_a_star_that_could_not_be_expanded_stands_for_each_column(estate: duckdb.DuckDBPyConnection) -> None:
    estate.execute(
        """insert into flows (source, target, source_dataset, target_dataset, kind, subtype)
           values ('shop.products.*', 'lake.counts.*', 'shop.products', 'lake.counts', 'DIRECT', 'IDENTITY')"""
    )
    graph = picture(estate, View(focus="shop.products.title"))
    assert flows(graph) == {("shop.products.*", "lake.counts.*", "derived")}
    assert [row.title for row in node(graph, "lake.counts").rows] == ["all columns"]


def test_a_cycle_of_flows_ends(estate: duckdb.DuckDBPyConnection) -> None:
    estate.execute(
        """insert into flows (source, target, source_dataset, target_dataset, kind, subtype)
           select target, source, target_dataset, source_dataset, kind, subtype from flows where flow_id = 5"""
    )
    assert len(picture(estate, View(focus="shop.orders.card")).nodes) == 3


def test_a_dataset_with_many_columns_counts_the_rest(estate: duckdb.DuckDBPyConnection) -> None:
    estate.execute(
        """insert into columns (column_id, dataset_id, name, position)
           select d || '.c' || i, d, 'c' || i, i + 10
           from range(30) as r(i), unnest(['shop.products', 'lake.counts']) as t(d);
           insert into flows (source, target, source_dataset, target_dataset, kind, subtype)
           select 'shop.products.c' || i, 'lake.counts.c' || i, 'shop.products', 'lake.counts', 'DIRECT', 'IDENTITY'
           from range(30) as r(i)"""
    )
    graph = picture(estate, View(focus="lake.counts.c20", up=True))
    assert len(node(graph, "lake.counts").rows) == 1
    graph = picture(estate, View(focus="lake.counts", down=False))
    assert [row.title for row in node(graph, "lake.counts").rows][-1] == "and 20 more columns"
    assert len(node(graph, "lake.counts").rows) == 12


# ── what is asked for and not there ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (View(system="shopp"), "no system `shopp`\n  hint: did you mean `shop`?"),
        (View(system="accounting"), "no system `accounting`\n  hint: `inventory map` without options"),
        (View(focus="shop.customer.email"), "`shop.customer.email`\n  hint: did you mean `shop.customers.email`?"),
        (View(category="user.contact.emial"), "`user.contact.emial`\n  hint: did you mean `user.contact.email`?"),
        (View(system="shop", category="usr"), "no data category `usr`"),
        (View(focus="shop.orders", category="usr"), "no data category `usr`"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(
    estate: duckdb.DuckDBPyConnection, view: View, message: str
) -> None:
    with pytest.raises(InventoryError, match=re.escape(message)):
        picture(estate, view)


@pytest.mark.parametrize(
    "wrong", [{"system": "a", "focus": "b"}, {"focus": "a", "depth": 0}, {"focus": "a", "up": False, "down": False}]
)
def test_a_view_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InventoryError, match="hint: "):
        View(**wrong)  # type: ignore[arg-type]


def test_a_view_knows_which_picture_it_is() -> None:
    assert [View().kind, View(system="a").kind, View(focus="a").kind] == ["systems", "datasets", "columns"]


# ── the legend, and the picture as a whole ───────────────────────────────────────────────────────────────────────────


def test_the_legend_lists_only_what_occurs(estate: duckdb.DuckDBPyConnection) -> None:
    desk = in_dot(picture(estate, View(system="desk")))
    assert "inferred, not established" in desk
    assert "payment card data" not in desk
    assert "registered copy<" not in desk


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("systems", View()),
        ("datasets", View(system="shop")),
        ("columns", View(focus="lake.people.email")),
    ],
)
def test_the_picture_in_dot_is_as_it_was(estate: duckdb.DuckDBPyConnection, name: str, view: View) -> None:
    graph = picture(estate, view)
    written = in_dot(replace(graph, heading=replace(graph.heading, not_seen=("2 stores in no catalog",))))
    golden = GOLDEN / f"{name}.dot"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_edges_of_many_datasets_are_summed(estate: duckdb.DuckDBPyConnection) -> None:
    estate.execute("insert into copies (source, target) values ('shop.orders', 'lake.counts')")
    found: list[Edge] = [edge for edge in picture(estate, View()).edges if edge.target == "lake"]
    assert [edge.count for edge in found] == [2]
    assert "2 datasets" in in_dot(picture(estate, View()))
