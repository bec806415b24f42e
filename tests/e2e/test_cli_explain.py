"""`inventory explain`: what rules say, their files, and rules of a project's own."""

import json
from pathlib import Path

from commands import clean, fails
from support import ran, write


def test_rules_are_explained_one_by_one_and_all_together(store: Path) -> None:
    names = [line.split()[0] for line in clean(ran(store, "explain")).out.splitlines()]
    assert names == [rule["rule"] for rule in json.loads(ran(store, "explain", "-f", "json").out)["rules"]]
    for name in names:
        assert clean(ran(store, "explain", name)).out.startswith(f"# {name}\n")
        assert json.loads(ran(store, "explain", name, "-f", "json").out)["rule"] == name


def test_the_file_of_a_rule_is_handed_out_to_be_copied(shop: Path) -> None:
    assert clean(ran(shop, "explain", "copy-expired", "--source")).out.startswith("/*---\ntitle: ")


def test_a_rules_file_can_be_had_to_copy(shop: Path) -> None:
    told = clean(ran(shop, "explain", "copy-expired", "--source")).out
    write(shop, {"rules/mine.sql": told})
    with (shop / "inventory.yaml").open("a") as file:
        file.write("rules: [rules]\n")
    assert "mine" in clean(ran(shop, "explain")).out


def test_a_rule_folder_that_is_gone_is_told_and_not_left_out(shop: Path) -> None:
    write(shop, {"rules/notes.txt": ""})
    with (shop / "inventory.yaml").open("a") as file:
        file.write("rules: [rules]\n")
    clean(ran(shop, "scan"))
    (shop / "rules/notes.txt").unlink()
    (shop / "rules").rmdir()
    fails(ran(shop, "gaps"), 2, "no such rule folder")
