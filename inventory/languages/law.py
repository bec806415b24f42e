"""Places in the law as each language cites them: `GDPR Art. 5(1)(f)` is `Art. 5 Abs. 1 lit. f DSGVO`."""

import re

DEFINITION = re.compile(r"(?<!\d)4\((\d+)\)")
"""Article 4 has numbers and no paragraphs."""
PARAGRAPH = re.compile(r"(?<=[\da-z])\((\d+)\)")
POINT = re.compile(r"(?<=\d)\(([a-z])\)")
FURTHER_POINT = re.compile(r"(?<=[ –-])\(([a-z])\)")
GERMAN = (
    ("house", "eigener Wert"),
    ("GDPR Recital", "Erwägungsgrund"),
    ("GDPR ", ""),
    ("CJEU", "EuGH"),
    ("EDPB Guidelines", "EDSA-Leitlinien"),
    ("EDPB Recommendations", "EDSA-Empfehlungen"),
    ("(not re-read)", "(nicht nachgelesen)"),
)
"""What goes before a place, and after."""


def cited(place: str, code: str) -> str:
    """A place in the law in a language; a standard keeps its name."""
    return _german(place) if code == "de" else place


def _german(place: str) -> str:
    told = place
    for english, german in GERMAN:
        told = told.replace(english, german)
    told = PARAGRAPH.sub(r" Abs. \1", DEFINITION.sub(r"4 Nr. \1", told))
    told = POINT.sub(r" lit. \1", told)
    told = FURTHER_POINT.sub(r"\1", told)
    return f"{told} DSGVO" if place.startswith("GDPR ") else told
