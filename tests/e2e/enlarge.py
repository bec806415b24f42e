"""Make an estate many times as large, for measuring: each copy has systems, people and files of its own.

python tests/e2e/enlarge.py catalogs/everything-store /tmp/large --times 10
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CHAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
"""A dotted name, whole: `search` in `user.behavior.search_history` is no system."""

VOCABULARY = re.compile(r"(?:user|system|analytics|essential|functional|marketing|personalize)\.")
"""What data categories and data uses start with; they stay as they are."""

ONCE = re.compile(r"^(?:organization|zones):\n(?:[ \t#-].*\n|\n)*", re.MULTILINE)
"""The parts of a catalog that all copies have in common."""

NAMED = (
    "owners", "databases", "activities", "recipients", "notices", "applications", "roles", "access_logs", "operations",
    "prohibitions", "incidents", "attestations", "legal_holds", "deletion_jobs",
)  # fmt: skip
"""The lists of a catalog whose objects have an `id`."""


def enlarge(estate: Path, folder: Path, times: int) -> Path:
    """Write `times` copies of an estate into a new folder as one project, and return the folder.

    Copy 7 has `orders_07` where the estate has `orders`, in its catalogs as in its SQL; its files lie below `07/`.
    """
    project = yaml.load((estate / "inventory.yaml").read_text("utf-8"), yaml.BaseLoader)  # leaves `on` a text
    catalogs = _found(estate, project["catalogs"])
    scripts = _found(estate, [pattern for source in project["sql"] for pattern in source["paths"]])
    declared = [yaml.safe_load(path.read_text("utf-8")) for path in catalogs]
    names = frozenset(_names(declared))
    copies = [f"{number:02}" for number in range(1, times + 1)]
    large: dict[str, Any] = {
        "title": f"{project['title']}, {times} times",
        "catalogs": ["common.yaml"],
        "sql": [],
        "suppressions": [],
    }
    for copy in copies:
        for path in (*catalogs, *scripts):
            target = folder / copy / path.relative_to(estate)
            target.parent.mkdir(parents=True, exist_ok=True)
            sql = path.suffix == ".sql"
            text = renamed(path.read_text("utf-8"), names, copy, sql=sql)
            target.write_text(text if sql else ONCE.sub(_blank, text), "utf-8")
        large["catalogs"] += [f"{copy}/{pattern}" for pattern in project["catalogs"]]
        for source in project["sql"]:
            own = {"paths": [f"{copy}/{pattern}" for pattern in source["paths"]]}
            large["sql"].append(source | own | {"system": _numbered(source["system"], copy)})
        large["suppressions"] += [
            accepted | {"on": renamed(accepted["on"], names, copy, sql=False)}
            for accepted in project.get("suppressions", ())
        ]
    large["as_of"] = project["as_of"]
    (folder / "inventory.yaml").write_text(yaml.safe_dump(large, sort_keys=False), "utf-8")
    (folder / "common.yaml").write_text(yaml.safe_dump(_common(declared, copies), sort_keys=False), "utf-8")
    return folder


def renamed(text: str, names: frozenset[str], copy: str, *, sql: bool) -> str:
    """A catalog's or a script's text with the number of its copy on every name that must be its own."""

    def number(found: re.Match[str]) -> str:
        if not sql and VOCABULARY.match(found[0]):
            return found[0]
        return ".".join(_numbered(part, copy) if part in names else part for part in found[0].split("."))

    return CHAIN.sub(number, text)


def _found(estate: Path, patterns: list[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in estate.glob(pattern)})


def _common(catalogs: list[dict[str, Any]], copies: list[str]) -> dict[str, Any]:
    """One organization, and zones that hold the systems of all copies."""
    zones = [zone for catalog in catalogs for zone in catalog.get("zones") or ()]
    return {
        "organization": next(catalog["organization"] for catalog in catalogs if "organization" in catalog),
        "zones": [
            zone | {"systems": [_numbered(system, copy) for copy in copies for system in zone["systems"]]}
            for zone in zones
        ],
    }


def _names(catalogs: list[dict[str, Any]]) -> Iterator[str]:
    """The ids of all objects, and by what other names they go: service accounts, databases' names, buckets."""
    for catalog in catalogs:
        for item in (item for key in NAMED for item in catalog.get(key) or ()):
            yield item["id"]
            yield from (item[key] for key in ("runs_as", "catalog") if key in item)
            for location in item.get("locations") or ():
                yield location.rstrip("/").rpartition("/")[2]


def _blank(found: re.Match[str]) -> str:
    """As many empty lines, so that all below stays where it was."""
    return "\n" * found[0].count("\n")


def _numbered(name: str, copy: str) -> str:
    return f"{name}{'-' if '-' in name else '_'}{copy}"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("estate", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--times", type=int, default=10)
    given = arguments.parse_args()
    enlarge(given.estate, given.folder, given.times)
