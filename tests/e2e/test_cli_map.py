"""`inventory map`: pictures in every format, of the whole and of its parts."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from commands import clean
from support import ran


@pytest.mark.parametrize(
    ("format", "begins"), [("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph")]
)
def test_the_map_is_drawn_in_every_format(store: Path, tmp_path: Path, format: str, begins: bytes) -> None:
    clean(ran(store, "map", "--system", "lab", "-o", str(tmp_path / f"map.{format}")))
    data = (tmp_path / f"map.{format}").read_bytes()
    assert data.lstrip().startswith(begins)
    if format == "svg":
        ElementTree.fromstring(data)


def test_the_whole_estate_is_drawn(store: Path) -> None:
    ElementTree.fromstring(clean(ran(store, "map")).out)


def test_a_picture_goes_through_a_pipe_byte_by_byte(store: Path) -> None:
    told = ran(store, "map", "--system", "lab", "--format", "png", binary=True).out
    assert told.encode("latin-1").startswith(b"\x89PNG")


@pytest.mark.parametrize("words", [
    ("--system", "orders"), ("--focus", "payments.cards"), ("--focus", "payments.cards.card_number", "--down"),
    ("--focus", "payments.cards.card_number", "--up", "--depth", "1"), ("--category", "user.financial.credit_card"),
], ids=" ".join)  # fmt: skip
def test_parts_of_the_map_are_drawn(store: Path, words: tuple[str, ...]) -> None:
    ElementTree.fromstring(clean(ran(store, "map", *words)).out)
