"""Put an SVG into a page: its shapes, words and tooltips, and nothing that could act, load or lead elsewhere."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("svg", "g", "a", "path", "polygon", "polyline", "ellipse", "text", "title")
LOOKS = (
    "width", "height", "viewBox", "transform", "points", "d", "x", "y", "cx", "cy", "rx", "ry", "fill", "stroke",
    "stroke-width", "stroke-dasharray", "text-anchor", "font-family", "font-size", "font-weight", "textLength",
    "lengthAdjust",
)  # fmt: skip
"""What is kept of a shape. Ids go: several pictures in a page would share them; links go: a report lies anywhere."""


def inline(svg: bytes, *, label: str) -> ET.Element:
    """The picture as an element of HTML, which says `label` to those who don't see it."""
    root = _kept(ET.fromstring(svg))
    root.set("role", "img")
    root.set("aria-label", label)
    return root


def _kept(shape: ET.Element) -> ET.Element:
    name = shape.tag.removeprefix(SVG)
    kept = ET.Element("g" if name == "a" else name, {key: shape.attrib[key] for key in LOOKS if key in shape.attrib})
    kept.text = shape.text if name in ("text", "title") else None
    kept.extend(_kept(part) for part in shape if part.tag.removeprefix(SVG) in SHAPES)
    return kept
