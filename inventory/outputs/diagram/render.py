"""Turn DOT into SVG, PNG or PDF with the Graphviz that pygraphviz carries and the one font that we bring."""

import os
import re
import subprocess
import sys
import tempfile
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

PDF_DATE = re.compile(rb"/CreationDate \(D:\d{14}")


def render(dot: str, format: Picture) -> bytes:
    """The picture that DOT describes, the same bytes for the same DOT.

    Graphviz draws in a process of its own: fontconfig reads its settings once in a process's life, for whoever asks
    first, and Graphviz writes to stderr and is not safe for threads.
    """
    with tempfile.TemporaryDirectory(prefix="inventory-fonts-") as folder:
        settings = _fonts(Path(folder))
        drawn = _drawn(dot, format, settings)
        match format:
            case "svg":
                return finished(drawn, measured(_drawn(dot, "json", settings)))
            case "pdf":
                # cairo writes the time of day, whatever SOURCE_DATE_EPOCH says; equal length keeps the PDF's index true
                return PDF_DATE.sub(b"/CreationDate (D:20000101000000", drawn)
            case "png":
                return drawn


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


def _drawn(dot: str, format: Picture | Literal["json"], settings: Path) -> bytes:
    worker = Path(__file__).with_name("graphviz_process.py")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG_", "GV", "PANGO"))},
        "FONTCONFIG_FILE": str(settings),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(worker), format],
            input=dot.encode(),
            env=environment,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise InventoryError(f"the picture could not be drawn: {problem}\n  hint: `--format dot` needs no drawing") from problem
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"Graphviz ended with {done.returncode}"
        raise InventoryError(f"the picture could not be drawn: {reason}\n  hint: `--format dot` needs no drawing")
    return done.stdout
