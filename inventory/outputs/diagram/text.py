"""Make any name safe to write: names come from other people's files, and may hold markup, controls or links."""

import unicodedata
from urllib.parse import quote
from xml.sax.saxutils import escape

from inventory.outputs.diagram.graph import Place
from inventory.report import acts


def plain(text: str) -> str:
    """Without what acts instead of being seen, by which a name may read as another, or what stands for nothing."""
    return "".join(
        char if char == "\n" or not (acts(char) or unicodedata.category(char) == "Cn") else "\ufffd" for char in text
    )


def label(text: str, *, most: int = 34) -> str:
    """One line of an HTML-like label; a long name keeps its beginning and its end."""
    line = " ".join(plain(text).split())
    if len(line) > most:
        tail = most // 3
        line = f"{line[: most - tail - 1]}…{line[-tail:]}"
    return markup(line)


def markup(text: str) -> str:
    """Text, tooltip or link within an HTML-like label, where Graphviz replaces `\\N` and its like, and `&#92;N` too."""
    safe = escape(plain(text).replace("\\", "\\\\"), {'"': "&quot;"})
    return safe.replace("\n", "&#10;")


def entities(text: str) -> str:
    """Text of a tooltip outside labels, which Graphviz reads for entities, and twice for `\\N` and its like."""
    return escape(plain(text).replace("\\", "\\\\")).replace("\n", "&#10;")


def link(place: Place | None, base: str = "") -> str | None:
    """A relative link to a line of a file. Never a scheme, a host or an absolute path, whatever the file is called."""
    if place is None or place.path.startswith(("/", "\\")):
        return None
    return f"{base}{quote(plain(place.path), safe='/')}#L{place.line}"
