"""Draw pictures in DOT: run by render.py as a script, in a process that Graphviz has to itself.

Standard input is a JSON list of DOT texts; standard output a JSON list of the pictures in base64.
"""

import json
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
    pictures = [draw(dot, sys.argv[1]) for dot in json.load(sys.stdin)]
    json.dump([b64encode(picture).decode() for picture in pictures], sys.stdout)
