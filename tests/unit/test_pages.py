"""The pages of `docs/` say all that the program says of itself, and one that doesn't is told of."""

from importlib.resources import files
from pathlib import Path

import pytest

from inventory.engines.duckdb import create
from inventory.generated import pages
from inventory.rules import RULES


@pytest.fixture
def folder(tmp_path):
    pages.main([], tmp_path)
    return tmp_path


def test_every_page_is_written_and_then_up_to_date(folder, capsys):
    assert sorted(path.name for path in folder.iterdir()) == sorted(name for name, _ in pages.PAGES)
    assert pages.main(["--check"], folder) == 0
    assert capsys.readouterr().err == ""


def test_a_page_that_says_something_else_is_named_and_left_alone(folder, capsys):
    (folder / "map.md").write_text("# Something else\n")
    assert pages.main(["--check"], folder) == 1
    assert capsys.readouterr().err == "docs/map.md is out of date: run `make docs`\n"
    assert (folder / "map.md").read_text() == "# Something else\n"


def test_a_page_that_is_missing_is_named(folder, capsys):
    (folder / "rules.md").unlink()
    assert pages.main(["--check"], folder) == 1
    assert "docs/rules.md" in capsys.readouterr().err


def test_every_rule_has_its_page(folder):
    text = (folder / "rules.md").read_text("utf-8")
    for name in RULES:
        assert f"\n### {name.partition('/')[2]}\n" in text


def test_every_column_of_the_map_has_a_meaning(folder):
    connection = create(Path(":memory:"))
    connection.execute(files("inventory.datamap").joinpath("schema.sql").read_text("utf-8"))
    documented = (folder / "map.md").read_text("utf-8")
    columns = connection.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall()
    assert columns
    for table, column in columns:
        section = documented.partition(f"\n### {table}\n")[2].partition("\n#")[0]
        assert f"`{column}`" in section, f"{table}.{column}"


def test_a_command_is_shown_with_its_flags_choices_and_defaults(folder):
    text = (folder / "commands.md").read_text("utf-8")
    section = text.partition("\n## inventory gaps\n")[2].partition("\n## ")[0]
    assert (
        "| `--format`, `-f` `text`, `json`, `markdown`, `html`, `pdf`, `csv`, `sarif`, `junit` | How to write it. Default: `text`. |"
        in section
    )
    assert "| `--fail-on` `critical`, `high`, `medium`, `low` |" in section
    assert "| `--all` |" in section
    assert "```\ninventory gaps [OPTIONS]\n```" in section


def test_an_option_without_a_default_is_said_to_be_required(folder):
    text = (folder / "commands.md").read_text("utf-8")
    assert "| `--made-by` OWNER | Who states it: one person's role. Required. |" in text
    assert "<class" not in text


def test_a_category_is_shown_with_what_it_is_marked_as(folder):
    text = (folder / "categories.md").read_text("utf-8")
    assert "| `user.biometric.fingerprint` | Fingerprint | Art. 9 | 9 |" in text
    assert "| `user.financial.credit_card.cvc` |" in text
