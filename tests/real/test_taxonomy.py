"""Our taxonomy has the keys of fideslang itself, whose wheel is downloaded for this test."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

from inventory.catalog.taxonomy import categories, data_subjects, data_uses

FIDESLANG = "fideslang==3.1.4"
"""It pins an older pydantic, so it is read and not imported."""


def test_the_keys_are_those_of_fideslang(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path), FIDESLANG]
    subprocess.run(command, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        sources = {
            kind: archive.read(f"fideslang/default_taxonomy/{kind}.py").decode()
            for kind in ("data_categories", "data_uses", "data_subjects")
        }
    ours = {"data_categories": categories(), "data_uses": data_uses(), "data_subjects": data_subjects()}
    for kind, source in sources.items():
        theirs = _keys(source)
        assert {key for key, term in ours[kind].items() if not term.extension} == theirs.keys()
        for key, name in theirs.items():
            assert ours[kind][key].name == name


def _keys(source: str) -> dict[str, str]:
    """The keys and names in the calls that make the default taxonomy."""
    found: dict[str, str] = {}
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            said = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
            if isinstance(said.get("fides_key"), str):
                found[str(said["fides_key"])] = str(said["name"])
    return found
