"""Finish Graphviz's SVG for browsers: tooltips they show, letters that fit even where our font is missing."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FALLBACK = "'Source Sans Pro','Source Sans 3','Noto Sans','Helvetica Neue',Arial,sans-serif"


class Written(NamedTuple):
    """A text and how it is written, which decides how wide it is."""

    text: str
    size: float
    bold: bool


def measured(drawing: bytes) -> dict[Written, float]:
    """How wide each text is, from Graphviz's own drawing operations (`-Tjson`)."""
    widths: dict[Written, float] = {}
    for operations in _operations(json.loads(drawing)):
        size, bold = 0.0, False
        for operation in operations:
            match operation:
                case {"op": "F", "size": found}:
                    size = float(found)
                case {"op": "t", "fontchar": found}:
                    bold = bool(int(found) & 1)
                case {"op": "T", "text": text, "width": width}:
                    widths[Written(_spaced(text), size, bold)] = float(width)
    return widths


def _operations(part: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(part, list):
        for one in part:
            yield from _operations(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key.startswith("_") and key.endswith("draw_"):
                yield value
            else:
                yield from _operations(value)


def finished(drawing: bytes, widths: dict[Written, float]) -> bytes:
    """The SVG without comments on who made it, with `<title>` as tooltips and a fixed width for each text."""
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(drawing)
    for group in list(root.iter(f"{{{SVG}}}g")):
        _without_id(group)
    for anchor in root.iter(f"{{{SVG}}}a"):
        _tooltip(anchor)
    for text in root.iter(f"{{{SVG}}}text"):
        _fixed(text, widths)
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def _without_id(group: ElementTree.Element) -> None:
    """Graphviz titles each group with its id in DOT, which browsers would show as its tooltip."""
    title = group.find(f"{{{SVG}}}title")
    if title is not None:
        group.remove(title)


def _tooltip(anchor: ElementTree.Element) -> None:
    """Browsers show `<title>`, and no longer `xlink:title`."""
    said = anchor.attrib.pop(f"{{{XLINK}}}title", None)
    if said:
        title = ElementTree.Element(f"{{{SVG}}}title")
        title.text = said
        anchor.insert(0, title)


def _fixed(text: ElementTree.Element, widths: dict[Written, float]) -> None:
    """Another font is squeezed or stretched to the room that was measured for ours."""
    text.set("font-family", FALLBACK)
    bold = text.get("font-weight") == "bold"
    width = widths.get(Written(_spaced(text.text or ""), float(text.get("font-size", "0")), bold))
    if width and (text.text or "").strip():
        text.set("textLength", f"{width:g}")
        text.set("lengthAdjust", "spacingAndGlyphs")


def _spaced(text: str) -> str:
    """Graphviz writes the second of two spaces as one that does not break."""
    return text.replace("\xa0", " ")
