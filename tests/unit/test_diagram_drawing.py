"""Pictures come out the same everywhere: folded to what can be read, safe against names, in our own letters."""

import math
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from inventory.diagnostics import InventoryError
from inventory.outputs import diagram
from inventory.outputs.diagram import View, draw, picture, render
from inventory.outputs.diagram.dot import in_dot
from inventory.outputs.diagram.folding import fold
from inventory.outputs.diagram.graph import Badge, Edge, Graph, Group, Heading, Node, Place, Row
from inventory.outputs.diagram.layout import Layout, candidates, effort
from inventory.outputs.diagram.text import label, link, plain

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '"><script>alert(1)</script>',
    "</td></tr></table>>];evil[",
    '\\N \\G \\"\\\\n \\',
    "<b>bold</b>",
    "<>",
    "a\nb\r\tc",
    "nul\x00 bell\x07 lone\ud800 nonchar\ufffe",
    "\u202egnp.exe",
    "one\u2028two\u2029three\ufeff",
    "&amp;&#92;N&lt;",
    "'; n1 -> n2; '",
    "a:b:c",
    "%s{}$x",
    "javascript:alert(1)",
    "x" * 5000,
    "",
    " ",
]


@pytest.fixture(scope="module")
def estate() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    datamap = resources.files("inventory.datamap")
    connection.execute(datamap.joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute(datamap.joinpath("steps", "views.sql").read_text(encoding="utf-8"))
    connection.execute((HERE / "test_diagram_estate.sql").read_text(encoding="utf-8"))
    yield connection
    connection.close()


# ── folding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def many(count: int, groups: int = 1) -> list[Node]:
    return [
        Node(
            key=f"k{at:03}",
            kind="dataset",
            title=f"d{at}",
            group=f"g{at % groups:02}",
            interest=(at,),
            badges=(Badge(kind="personal"),),
        )
        for at in range(count)
    ]


def test_forty_nodes_are_shown_as_they_are() -> None:
    nodes = many(40)
    assert fold(nodes, []) == (tuple(nodes), ())


@pytest.mark.parametrize("groups", [1, 5, 8, 30])
def test_more_are_folded_and_counted_and_never_silent(groups: int) -> None:
    nodes, _ = fold(many(500, groups), [])
    assert len(nodes) <= 40
    assert sum(node.size for node in nodes) == 500
    assert nodes[-2 if groups == 1 else 0].kind == "dataset"


def test_what_is_folded_is_the_least_interesting() -> None:
    nodes, _ = fold(many(100), [])
    assert {node.key for node in nodes if node.kind == "dataset"} == {f"k{at:03}" for at in range(61, 100)}
    more = nodes[-1]
    assert more.title == "and 61 more datasets"
    assert more.badges == (Badge(kind="personal", count=61),)


def test_flows_of_folded_nodes_lead_to_the_node_that_stands_for_them() -> None:
    flows = [Edge(source="k099", target=f"k{at:03}", line="registered", tooltip=f"to {at}") for at in range(61)] + [
        Edge(source="k001", target="k002", line="registered")
    ]
    _, edges = fold(many(100), flows)
    [edge] = edges
    assert (edge.source, edge.count) == ("k099", 61)
    assert edge.tooltip.count("\n") == 11
    assert edge.tooltip.endswith("…")


# ── hostile names ────────────────────────────────────────────────────────────────────────────────────────────────────


def hostile(name: str) -> Graph:
    place = Place(path=name, line=1)
    badge = Badge(kind="special")
    row = Row(key=name, title=name, detail=name, badges=(badge,), tooltip=name, place=place)
    both = [
        Node(key=key, kind="dataset", title=name, subtitle=name, facts=name, badges=(badge,), group=name,
             rows=(row,), tooltip=name, place=place)
        for key in (name, name + "2")
    ]  # fmt: skip
    flow = Edge(
        source=name, target=name + "2", source_row=name, target_row=name, line="inferred", note=name, tooltip=name,
        place=place,
    )  # fmt: skip
    return Graph(
        heading=Heading(title=name, subtitle=name, not_seen=(name,)),
        nodes=tuple(both),
        edges=(flow,),
        groups=(Group(key=name, title=name, detail=name),),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_and_nothing_else(name: str) -> None:
    root = ElementTree.fromstring(render.rendered(in_dot(hostile(name)), "svg"))
    assert len(list(root.iter(f"{SVG}text"))) <= 24
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
        "svg", "g", "title", "a", "text", "path", "polygon", "polyline",
    }  # fmt: skip
    assert {link.get("{http://www.w3.org/1999/xlink}href", "#L1")[-3:] for link in root.iter(f"{SVG}a")} <= {"#L1"}
    shown = ["".join(text.itertext()).replace("\xa0", " ") for text in root.iter(f"{SVG}text")]
    assert not name.strip() or len([text for text in shown if label_text(name) in text]) >= 8


def label_text(name: str) -> str:
    """What a reader should see of a name: the very characters, as far as a picture can hold them."""
    shown = " ".join(plain(name).split())
    return shown if len(shown) <= 28 else shown[:15]


def test_a_tooltip_says_the_name_as_it_is() -> None:
    root = ElementTree.fromstring(render.rendered(in_dot(hostile('\\N <b> "&\n\\\\G')), "svg"))
    said = {title.text for title in root.iter(f"{SVG}title")}
    assert said == {'\\N <b> "&\n\\\\G'}


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("sql/a.sql", "sql/a.sql#L3"),
        ("a b/ü.sql", "a%20b/%C3%BC.sql#L3"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29#L3"),
        ("//evil.example/a", None),
        ("/etc/passwd", None),
        ("\\\\evil\\share", None),
        ('a"><script>', "a%22%3E%3Cscript%3E#L3"),
        ("a?b#c", "a%3Fb%23c#L3"),
    ],
)
def test_a_link_leads_to_a_file_and_nowhere_else(path: str, href: str | None) -> None:
    assert link(Place(path=path, line=3)) == href


def test_links_begin_with_the_base_that_was_given(estate: duckdb.DuckDBPyConnection) -> None:
    described = draw(estate, View(), format="dot", base="https://example.org/blob/main/").decode()
    assert 'URL="https://example.org/blob/main/catalog/shop.yaml#L2"' in described


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    assert label("warehouse_of_all_we_ever_saw_2026", most=16) == "warehouse_…_2026"
    assert len(label("a" * 100)) == 34


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "dot"])
def test_the_same_map_gives_the_same_bytes(estate: duckdb.DuckDBPyConnection, format: str) -> None:
    view = View(focus="lake.people.email", depth=1)
    first = draw(estate, view, format=format)  # type: ignore[arg-type]
    assert first == draw(estate, view, format=format)  # type: ignore[arg-type]
    assert first.startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"digraph"}[format])


def test_a_png_has_144_dots_per_inch_and_the_svg_its_size_in_points(estate: duckdb.DuckDBPyConnection) -> None:
    graph = in_dot(picture(estate, View()))
    root = ElementTree.fromstring(render.rendered(graph, "svg"))
    width = float(root.attrib["width"].removesuffix("pt"))
    png = render.rendered(graph, "png")
    assert abs(int.from_bytes(png[16:20]) - 2 * width) <= 2


def test_an_svg_has_no_comments_and_fixed_widths(estate: duckdb.DuckDBPyConnection) -> None:
    drawn = draw(estate, View(focus="lake.people.email"), format="svg")
    assert b"<!--" not in drawn
    assert b"xlink:title" not in drawn
    root = ElementTree.fromstring(drawn)
    assert all("textLength" in text.attrib for text in root.iter(f"{SVG}text") if (text.text or "").strip())
    assert "lake.people.email\nuser.contact.email\ncatalog/lake.yaml:6" in {
        title.text for title in root.iter(f"{SVG}title")
    }


BARE = """
import sys
from inventory.outputs.diagram.render import rendered
sys.stdout.buffer.write(rendered('digraph { a [label="letters" fontname="Source Sans Pro"] }', sys.argv[1]))
"""


@pytest.mark.parametrize("format", ["png", "pdf", "svg"])
def test_letters_are_ours_on_a_machine_without_home_fonts_or_graphviz(tmp_path: Path, format: str) -> None:
    nowhere = tmp_path / "no-fonts.conf"
    nowhere.write_text("<fontconfig></fontconfig>")
    bare = {
        "PATH": str(tmp_path),
        "FONTCONFIG_FILE": str(nowhere),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-c", BARE, format]
    drawn = subprocess.run(command, env=bare, capture_output=True, check=True, cwd=tmp_path).stdout
    assert drawn == render.rendered('digraph { a [label="letters" fontname="Source Sans Pro"] }', format)  # type: ignore[arg-type]
    if format == "pdf":
        assert b"SourceSansPro-Regular" in drawn
        assert b"DejaVu" not in drawn + b"".join(_inflated(drawn))


def _inflated(pdf: bytes) -> Iterator[bytes]:
    for part in pdf.split(b"stream\n")[1::2]:
        try:
            yield zlib.decompressobj().decompress(part)
        except zlib.error:
            continue


def test_a_picture_that_graphviz_refuses_is_told_in_words() -> None:
    with pytest.raises(InventoryError, match=r"can't be drawn: (.|\n)*hint: draw less"):
        render.rendered("digraph {", "png")


def test_a_layout_that_graphviz_gives_up_on_is_left_out() -> None:
    assert [bool(drawing) for drawing in render.described(["digraph {}", "digraph {", "digraph { a }"])] == [
        True,
        False,
        True,
    ]


def test_a_drawing_process_that_can_t_start_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render.sys, "executable", "/nowhere/python")
    with pytest.raises(InventoryError, match="the picture can't be drawn: "):
        render.rendered("digraph {}", "png")


def test_a_drawing_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "SECONDS", 0)
    with pytest.raises(InventoryError, match="not drawn within 0 seconds"):
        render.rendered("digraph {}", "png")


# ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_columns_are_always_read_from_left_to_right(estate: duckdb.DuckDBPyConnection) -> None:
    assert {layout.direction for layout in candidates(picture(estate, View(focus="shop.customers")))} == {"LR"}
    assert {layout.direction for layout in candidates(picture(estate, View()))} == {"LR", "TB"}


def test_a_picture_with_hardly_a_flow_is_laid_out_once(estate: duckdb.DuckDBPyConnection) -> None:
    assert candidates(replace(picture(estate, View()), edges=())) == (Layout(),)


def test_crossing_lines_struck_titles_and_width_make_a_picture_harder_to_read() -> None:
    calm = drawing("0,0 10,0 20,0 30,0", "0,50 10,50 20,50 30,50")
    assert effort(calm) < effort(drawing("0,0 10,0 20,0 30,0", "15,-15 15,-5 15,5 15,15"))
    assert effort(calm) < effort(drawing("0,90 10,90 20,90 30,90", "0,50 10,50 20,50 30,50"))
    assert effort(calm) < effort(calm.replace(b"0,0,100,100", b"0,0,3000,100"))


def test_a_layout_that_loses_a_line_is_never_chosen(
    estate: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = drawing("0,0 10,0 20,0 30,0").replace(b'"pos"', b'"nowhere"')
    assert effort(lost) == math.inf
    monkeypatch.setattr(diagram, "described", lambda dots: [lost] * len(dots))
    with pytest.raises(InventoryError, match="no place for all of the picture"):
        draw(estate, View(), format="dot")


def test_a_layout_that_puts_a_node_outside_its_frame_is_never_chosen() -> None:
    frame, node = '{"bb": "0,0,100,100", "nodes": [7]}', '{"_gvid": 7, "pos": "50,50"}'
    described = f'{{"bb": "0,0,100,100", "objects": [{frame}, {node}]}}'
    assert effort(described.encode()) < math.inf
    assert effort(described.replace("50,50", "150,50").encode()) == math.inf
    assert effort(described.replace("[7]", "[8]").encode()) == math.inf


def test_many_flows_are_folded_as_well() -> None:
    nodes = many(30)
    flows = [Edge(source=a.key, target=b.key, line="registered") for a in nodes for b in nodes if a is not b]
    shown, edges = fold(nodes, flows)
    assert len(shown) == 13
    assert len(edges) == 13 * 12


def drawing(*lines: str) -> bytes:
    edges = ", ".join(f'{{"pos": "e,{line.split()[-1]} {line}"}}' for line in lines)
    title = '{"bb": "0,0,100,100", "lp": "15,90", "lwidth": "0.5", "lheight": "0.2"}'
    return f'{{"bb": "0,0,100,100", "objects": [{title}], "edges": [{edges}, {{"style": "invis"}}]}}'.encode()


def test_datasets_that_no_flow_places_stand_in_rows() -> None:
    graph = Graph(heading=Heading(title="t"), nodes=tuple(many(9)), edges=(), groups=(Group(key="g00", title="g"),))
    assert in_dot(graph).count("style=invis") == 6
