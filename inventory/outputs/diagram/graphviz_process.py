"""Draw pictures in DOT: run by render.py as a script, in a process that Graphviz has to itself.

Standard input is a JSON list of DOT texts; standard output holds a picture on each line, in base64, written as soon as
it is drawn: Graphviz 14 ends the process when one of its assertions fails.
"""

import json
import resource
import sys
from base64 import b64encode

DPI = "144"
"""Twice the 72 points of an inch: sharp on the screens of today."""


def draw(dot: str, format: str) -> bytes:
    """The picture. Only a PNG has pixels to be counted."""
    from pygraphviz import AGraph

    graph = AGraph(string=dot)
    if format == "png":
        graph.graph_attr["dpi"] = DPI
    drawn: bytes = graph.draw(format=format, prog="dot")
    return drawn


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for text in json.load(sys.stdin):
        print(b64encode(draw(text, sys.argv[1])).decode(), flush=True)  # noqa: T201 - it is what this script is for
