"""Paths, folders and patterns lead to files; what leads nowhere is told in words."""

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import pytest

from inventory.diagnostics import Span
from inventory.sources.files import Found, find


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("one.yaml", "two.yml", "deep/er/three.yaml", "deep/query.sql", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def names(found: Found) -> list[str]:
    return [file.path for file in found.files]


def messages(found: Found) -> list[str]:
    return [str(problem) for problem in found.problems]


YAML = (".yaml", ".yml")


def test_a_folder_stands_for_all_files_below_it_sorted(tree: Path) -> None:
    found = find(["."], tree, YAML)
    assert names(found) == ["deep/er/three.yaml", "one.yaml", "two.yml"]
    assert found.problems == ()


def test_a_file_is_read_once_with_its_hash_however_often_it_is_named(tree: Path) -> None:
    found = find(["one.yaml", ".", "./deep/../one.yaml", "o*.yaml"], tree, YAML)
    assert names(found) == ["deep/er/three.yaml", "one.yaml", "two.yml"]
    assert found.files[1].data == b"one.yaml"
    assert found.files[1].sha256 == hashlib.sha256(b"one.yaml").hexdigest()


def test_a_file_named_outright_is_read_whatever_its_name(tree: Path) -> None:
    assert names(find(["notes.txt"], tree, YAML)) == ["notes.txt"]


def test_an_absolute_path_is_printed_from_the_project_folder(tree: Path) -> None:
    found = find([str(tree / "one.yaml")], tree / "deep", YAML)
    assert names(found) == ["../one.yaml"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.yaml", ["one.yaml"]),
        ("**/*.yaml", ["deep/er/three.yaml", "one.yaml"]),
        ("deep/**", ["deep/er/three.yaml"]),
        ("d*", ["deep/er/three.yaml"]),
        ("deep/*/th?ee.yaml", ["deep/er/three.yaml"]),
        ("[no]*.yaml", ["one.yaml"]),
        ("[!o]*.y*ml", ["two.yml"]),
    ],
)
def test_a_pattern_stands_for_the_files_it_fits(tree: Path, pattern: str, expected: list[str]) -> None:
    found = find([pattern], tree, YAML)
    assert names(found) == expected
    assert found.problems == ()


@pytest.mark.parametrize("pattern", ["*.csv", "nowhere/*.yaml", "[z-a].yaml", "d*.yaml"])
def test_a_pattern_that_fits_nothing_is_told(tree: Path, pattern: str) -> None:
    found = find([pattern], tree, YAML, [Span(path="inventory.yaml", line=2, column=3)])
    assert messages(found) == [f"inventory.yaml:2:3: nothing found: `{pattern}` holds no .yaml or .yml file"]


def test_a_folder_without_such_files_is_told(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert messages(find(["empty"], tree, YAML)) == [
        "<command line>:1:1: nothing found: `empty` holds no .yaml or .yml file"
    ]


def test_a_missing_path_is_told_with_the_nearest_name(tree: Path) -> None:
    assert messages(find(["won.yaml", "deep/queri.sql", "nowhere/at/all", "a\0b"], tree, YAML)) == [
        "<command line>:1:1: no such file or folder: `won.yaml`\n  hint: did you mean `one.yaml`?",
        "<command line>:1:1: no such file or folder: `deep/queri.sql`\n  hint: did you mean `query.sql`?",
        "<command line>:1:1: no such file or folder: `nowhere/at/all`",
        "<command line>:1:1: no such file or folder: `a\0b`",
    ]


def test_other_peoples_and_hidden_folders_are_left_out(tree: Path) -> None:
    for name in (".inventory/map.yaml", ".venv/a.yaml", "node_modules/b.yaml", "deep/.git/c.yaml", ".hidden.yaml"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("", encoding="utf-8")
    assert names(find([".", "**/*.yaml"], tree, YAML)) == ["deep/er/three.yaml", "one.yaml", "two.yml"]


def test_links_in_a_circle_come_to_an_end(tree: Path) -> None:
    (tree / "deep/up").symlink_to(tree, target_is_directory=True)
    (tree / "again.yaml").symlink_to(tree / "one.yaml")
    (tree / "self.yaml").symlink_to(tree / "self.yaml")
    for number in range(12):
        folder = tree / f"ring/{number}"
        folder.mkdir(parents=True)
        for other in range(12):
            (folder / f"to{other}").symlink_to(tree / f"ring/{other}", target_is_directory=True)
    started = time.perf_counter()
    found = find(["."], tree, YAML)
    assert names(found) == ["deep/er/three.yaml", "one.yaml", "two.yml"]
    assert found.problems == ()
    assert time.perf_counter() - started < 2


def test_what_is_neither_a_file_nor_a_folder_is_told(tree: Path) -> None:
    os.mkfifo(tree / "pipe.yaml")
    found = find(["pipe.yaml", "."], tree, YAML)
    assert messages(found) == ["<command line>:1:1: neither a file nor a folder: `pipe.yaml`"]
    assert "pipe.yaml" not in names(found)


def test_a_file_without_permission_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def forbidden(path: Path) -> bytes:
        if path.name == "one.yaml":
            raise PermissionError(13, "Permission denied")
        if path.name == "two.yml":
            raise OSError(5, "Input/output error")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    found = find(["."], tree, YAML)
    assert messages(found) == ["one.yaml:1:1: no permission to read it", "two.yml:1:1: it can't be read"]
    assert names(found) == ["deep/er/three.yaml"]


def test_a_folder_without_permission_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def forbidden(path: Any) -> Any:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    assert messages(find(["."], tree, YAML)) == ["deep:1:1: no permission to read it"]
    assert messages(find(["deep/quer.sql"], tree, YAML)) == [
        "<command line>:1:1: no such file or folder: `deep/quer.sql`"
    ]


def test_a_path_below_a_folder_without_permission_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = Path.stat

    def forbidden(path: Path, **options: Any) -> os.stat_result:
        if path.name == "locked.yaml":
            raise PermissionError(13, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", forbidden)
    assert messages(find(["deep/locked.yaml"], tree, YAML)) == [
        "<command line>:1:1: no permission to read `deep/locked.yaml`"
    ]
