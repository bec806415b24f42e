"""Turn DOT into SVG, PNG or PDF with the Graphviz that pygraphviz carries and the one font that we bring."""

import json
import os
import re
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from inventory.diagnostics import InventoryError
from inventory.outputs.diagram.svg import finished, measured

Picture = Literal["svg", "png", "pdf"]

FACES = ("Regular", "Bold")
"""The faces that labels use."""

SECONDS = 120
"""dot takes 0.3 s for 200 nodes; a picture has at most about 40."""

HINT = "\n  hint: draw less of it, with `--system`, `--focus` or `--category`"
WORKER = str(Path(__file__).with_name("graphviz_process.py"))

PDF_DATE = re.compile(rb"/CreationDate \(D:\d{14}")


def rendered(dot: str, format: Picture) -> bytes:
    """The picture that DOT describes, the same bytes for the same DOT."""
    drawn = _must(_drawn([dot], format))
    match format:
        case "svg":
            return finished(drawn, measured(_must(_drawn([dot], "json"))))
        case "pdf":
            # cairo writes the time of day, whatever SOURCE_DATE_EPOCH says; equal length keeps the PDF's index true
            return PDF_DATE.sub(b"/CreationDate (D:20000101000000", drawn)
        case "png":
            return drawn


def described(dots: Sequence[str]) -> list[bytes | None]:
    """Where everything lies in each picture, as Graphviz's JSON; none where it gave up."""
    return [one if isinstance(one, bytes) else None for one in _drawn(dots, "json")]


def _must(drawn: Sequence[bytes | str]) -> bytes:
    [one] = drawn
    if isinstance(one, str):
        raise InventoryError(f"the picture can't be drawn: {one}{HINT}")
    return one


def _drawn(dots: Sequence[str], format: Picture | Literal["json"]) -> list[bytes | str]:
    """Pictures drawn by Graphviz, or why one could not be.

    It has processes of its own: fontconfig reads its settings once in a process's life, for whoever asks first, and
    Graphviz writes to stderr, is not safe for threads, and ends the process over some graphs.
    """
    drawn: list[bytes | str] = []
    with tempfile.TemporaryDirectory(prefix="inventory-fonts-") as folder:
        settings = _fonts(Path(folder))
        while len(drawn) < len(dots):
            done = _run([sys.executable, "-P", WORKER, format], json.dumps(dots[len(drawn) :]), settings)
            drawn += [b64decode(picture) for picture in done.stdout.split()]
            if len(drawn) < len(dots):
                drawn.append((done.stderr.strip() or f"Graphviz ended with {done.returncode}").splitlines()[-1])
    return drawn


def _run(command: list[str], said: str, settings: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG_", "GV", "PANGO"))}
    ours = {"FONTCONFIG_FILE": str(settings), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        return subprocess.run(
            command, input=said, env=kept | ours, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise InventoryError(f"the picture was not drawn within {SECONDS} seconds{HINT}") from problem
    except OSError as problem:
        raise InventoryError(f"the picture can't be drawn: {problem}{HINT}") from problem


def _fonts(folder: Path) -> Path:
    """Settings for fontconfig that name our font and no other, so that letters have the same widths everywhere."""
    from font_source_sans_pro import font_files_ttf

    faces = folder / "faces"
    faces.mkdir()
    for face in FACES:
        file = Path(font_files_ttf["SourceSansPro" + ("" if face == "Regular" else face)])
        (faces / file.name).write_bytes(file.read_bytes())
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(faces))}</dir><cachedir>{escape(str(folder))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    return settings
