"""Draw the DOT on standard input: run by render.py as a script, in a process that Graphviz has to itself."""

import sys

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
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read().decode(), sys.argv[1]))
