"""`inventory scan` and `validate`: what is read, with a project or without, and what is wrong with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import BROKEN_SQL, CATALOG, INVENTORY, clean, fails
from support import ran, write

from inventory.datamap.store import Store


def test_validate_says_how_much_it_read_and_writes_nothing(shop: Path) -> None:
    assert "1 databases" in clean(ran(shop, "validate")).out
    assert not (shop / ".inventory").exists()


def test_a_catalog_that_cannot_be_read_as_meant_ends_with_2_and_every_problem_at_once(shop: Path) -> None:
    write(shop, {"catalog.yaml": CATALOG.replace("engine", "engin") + "owner: [1]\n"})
    for command in ("scan", "validate"):
        fails(ran(shop, command), 2, "catalog.yaml:3:3: ", "did you mean `engine`", "2 problems found")


def test_all_that_is_wrong_anywhere_is_told_at_once(shop: Path) -> None:
    write(shop, {"rules/mine.sql": "/*---\ntitel: x\n---\npage\n*/\nselect 1", "catalog.yaml": CATALOG + "own: []\n"})
    with (shop / "inventory.yaml").open("a") as file:
        file.write(
            "rules: rules\nsuppressions: [{rule: nil, on: x, reason: x, author: dpo, until: 2027-01-01}]\nx: y\n"
        )
    for command in ("scan", "validate"):
        done = ran(shop, command)
        fails(
            done, 2, "catalog.yaml:", "inventory.yaml:7", "inventory.yaml:8", "rules/mine.sql:2:1: unknown key `titel`"
        )


def test_a_suppression_of_a_rule_that_is_not_there_is_told(shop: Path) -> None:
    with (shop / "inventory.yaml").open("a") as file:
        file.write("suppressions: [{rule: owner-mising, on: '*', reason: x, author: dpo, until: 2027-01-01}]\n")
    fails(ran(shop, "scan"), 2, "inventory.yaml:6", "did you mean `owner-missing`")


def test_untraced_statements_end_with_2_where_strict_asks_and_are_all_told(shop: Path) -> None:
    write(shop / "sql", BROKEN_SQL)
    clean(ran(shop, "scan"))
    done = ran(shop, "scan", "--strict", "-f", "json")
    fails(done, 2, "sql/shop/a.sql:2", "sql/shop/a.sql:3", "it may be")
    assert json.loads(done.out)["statements"] == {"traced": 1, "partial": 1, "failed": 1}


def test_traced_statements_are_fine_where_strict_asks(shop: Path) -> None:
    clean(ran(shop, "scan", "--strict"))


def test_another_scan_under_way_is_told(shop: Path) -> None:
    with Store(shop).locked():
        fails(ran(shop, "scan"), 3, "another scan of shop is under way")


def test_a_scan_of_paths_leaves_the_map_of_a_project_alone(shop: Path) -> None:
    clean(ran(shop, "scan"))
    fails(ran(shop, "scan", "sql"), 3, "would be replaced", "without paths, or elsewhere")
    clean(ran(shop, "gaps"))


@pytest.mark.parametrize("command", ["scan", "validate"])
@pytest.mark.parametrize(("name", "data"), [("notes.txt", b"x"), ("a.yaml", b"services: []"), ("a.yaml", b""),
                                            ("a.yaml", "owners: []".encode("utf-16"))])  # fmt: skip
def test_a_file_that_is_named_and_cannot_be_read_is_an_error(
    tmp_path: Path, command: str, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    fails(ran(tmp_path, command, name), 2, f"{name}:1:1: ", "1 problem found")


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    fails(ran(tmp_path, "scan", "nowhere"), 2, "no such file or folder")


def test_a_dialect_nobody_knows_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"shop/a.sql": "select 1"})
    fails(ran(tmp_path, "scan", "shop", "--dialect", "BigQueri"), 2, "did you mean `bigquery`?")
    fails(ran(tmp_path, "scan", "shop", "--dialect", "klingon"), 2, "unknown dialect `klingon`")


def test_without_a_project_plain_ddl_gives_first_categories_marked_as_inferred(tmp_path: Path) -> None:
    write(tmp_path, {"shop/schema.sql": "create table customers (id int, email text, card_number text)"})
    clean(ran(tmp_path, "scan", "shop"))
    found = json.loads(ran(tmp_path, "where", "user", "-f", "json").out)["columns"]
    assert {(row["column"], row["category"], row["known_by"]) for row in found} == {
        ("shop.customers.id", "user.unique_id", "inferred"),
        ("shop.customers.email", "user.contact.email", "inferred"),
        ("shop.customers.card_number", "user.financial.credit_card", "inferred"),
    }


def test_without_a_project_the_dialect_may_be_told(tmp_path: Path) -> None:
    write(tmp_path, {"shop/a.sql": "create table `Customers` (`email` text)"})
    clean(ran(tmp_path, "scan", "shop", "--dialect", "mysql"))
    assert '"shop.\\"Customers\\""' in ran(tmp_path, "query", "select dataset_id from datasets", "-f", "json").out


def test_progress_is_shown_to_a_person_only(shop: Path) -> None:
    assert subprocess.run([INVENTORY, "scan"], cwd=shop, capture_output=True, check=True).stderr == b""


def test_an_unchanged_scan_does_not_load_sqlglot(shop: Path) -> None:
    ran(shop, "scan")
    script = (
        "import sys; sys.argv = ['inventory', 'scan']\nimport inventory.cli\n"
        "try: inventory.cli.main()\nexcept SystemExit: pass\nassert 'sqlglot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=shop, check=True, capture_output=True)
