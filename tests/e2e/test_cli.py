"""The program as its users meet it: words in, an exit code and text out, and never a traceback."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from estates import copied
from pypdf import PdfReader
from rich.cells import cell_len
from support import Ran, project, ran, write

from inventory.datamap.store import Store

INVENTORY = Path(sys.executable).with_name("inventory")
CATALOG = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: people, columns: [{name: id}, {name: email, data_categories: [user.contact.email]}]}
"""
SQL = {"shop/a.sql": "create table copy as select email from people"}
BROKEN_SQL = {
    "shop/a.sql": "create table copy as select email from people;\nselect email from people, copy;\nnonsense ("
}
ASKED = (
    ("scan",),
    ("gaps", "--all"),
    ("where", "user.financial.credit_card"),
    ("trace", "payments.cards.card_number"),
    ("copies",),
    ("transfers",),
    ("who", "user.health_and_medical"),
    ("audit",),
    ("query", "select * from datasets order by dataset_id"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large example, scanned."""
    folder = copied("everything-store", tmp_path_factory.mktemp("estate"))
    assert ran(folder, "scan").code == 0
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return project(tmp_path / "shop", CATALOG, SQL)


def clean(done: Ran, code: int = 0) -> Ran:
    """Ended as it should, saying nothing on standard error."""
    assert (done.code, done.err) == (code, "")
    return done


def fails(done: Ran, code: int, *words: str) -> None:
    """Ended with a message that says these words, and no traceback."""
    assert done.code == code, done
    for word in words:
        assert word in done.err
    assert "Traceback" not in done.err


# ── every command in every format ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_as_json(store: Path, words: tuple[str, ...]) -> None:
    told = json.loads(clean(ran(store, *words, "--format", "json")).out)
    assert told["version"] == 1
    assert told["kind"] == words[0]
    assert told["as_of"] == "2026-11-01"
    assert len(told["manifest"]) == 64


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_as_markdown(store: Path, words: tuple[str, ...]) -> None:
    told = clean(ran(store, *words, "--format", "markdown")).out
    assert told.startswith("# ")
    tables = [line for line in told.splitlines() if line.startswith("|")]
    assert tables or words == ("scan",)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_in_lines_that_fit(
    store: Path, words: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = clean(ran(store, *words)).out
    assert "\x1b" not in told
    assert max(map(cell_len, told.splitlines())) <= width


def test_the_first_page_fits_forty_lines(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert len(ran(store, "gaps").out.splitlines()) <= 40


def test_gaps_are_told_as_sarif(store: Path) -> None:
    told = json.loads(clean(ran(store, "gaps", "--format", "sarif")).out)
    assert told["version"] == "2.1.0"
    gaps = json.loads(ran(store, "gaps", "-f", "json").out)
    assert len(told["runs"][0]["results"]) == len(gaps["findings"]) + len(gaps["accepted"])


def test_gaps_are_told_to_spreadsheets_and_build_servers(store: Path) -> None:
    found = json.loads(clean(ran(store, "gaps", "-f", "json")).out)["findings"]
    lines = list(csv.DictReader(io.StringIO(clean(ran(store, "gaps", "-f", "csv")).out, newline="")))
    assert {line["id"] for line in lines} == {finding["id"] for finding in found}
    assert len(lines) == sum(len(finding["places"]) for finding in found)
    suites = ElementTree.fromstring(clean(ran(store, "gaps", "-f", "junit")).out.encode())
    assert len([*suites.iter("failure"), *suites.iter("error")]) == len(found)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_as_a_page(store: Path, words: tuple[str, ...]) -> None:
    told = clean(ran(store, *words, "--format", "html")).out
    assert told.startswith("<!DOCTYPE html>")
    assert "<script" not in told


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_as_pdf(store: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    clean(ran(store, *words, "--format", "pdf", "--output", str(tmp_path / "told.pdf")))
    pages = PdfReader(tmp_path / "told.pdf").pages
    assert "2026-11-01" in pages[0].extract_text()
    assert f"{len(pages)} / {len(pages)}" in pages[-1].extract_text()


def test_gaps_are_told_by_owner_and_the_rest_is_counted(store: Path) -> None:
    found = json.loads(ran(store, "gaps", "-f", "json").out)["findings"]
    owner = found[0]["owner"]
    told = json.loads(clean(ran(store, "gaps", "--owner", owner, "-f", "json")).out)
    assert told["findings"] == [finding for finding in found if finding["owner"] == owner]
    assert told["facts"]["not_told_here"].startswith(f"{len(found) - len(told['findings'])} finding")
    fails(ran(store, "gaps", "--owner", "nobody-like-that"), 2, "no finding of the owner", owner)


def test_a_build_fails_over_what_is_new_and_not_over_what_was_there(shop: Path) -> None:
    assert ran(shop, "scan").code == 0
    assert ran(shop, "gaps", "-f", "json", "-o", "before.json").code == 0
    assert ran(shop, "gaps", "--fail-on", "low").code == 1
    since = ran(shop, "gaps", "--fail-on", "low", "--baseline", "before.json")
    assert since.code == 0, since
    assert "0 new, 0 closed" in since.out
    write(shop, {"sql/shop/b.sql": "create table another as select email from people"})
    assert ran(shop, "scan").code == 0
    since = ran(shop, "gaps", "--fail-on", "low", "--baseline", "before.json")
    assert since.code == 1
    assert "another" in since.out
    fails(ran(shop, "gaps", "--baseline", "sql/shop/b.sql"), 2, "is no report of gaps")


@pytest.mark.parametrize(
    ("format", "begins"), [("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph")]
)
def test_the_map_is_drawn_in_every_format(store: Path, tmp_path: Path, format: str, begins: bytes) -> None:
    clean(ran(store, "map", "--system", "lab", "-o", str(tmp_path / f"map.{format}")))
    data = (tmp_path / f"map.{format}").read_bytes()
    assert data.lstrip().startswith(begins)
    if format == "svg":
        ElementTree.fromstring(data)


def test_the_whole_estate_is_drawn(store: Path) -> None:
    ElementTree.fromstring(clean(ran(store, "map")).out)


def test_a_picture_goes_through_a_pipe_byte_by_byte(store: Path) -> None:
    told = ran(store, "map", "--system", "lab", "--format", "png", binary=True).out
    assert told.encode("latin-1").startswith(b"\x89PNG")


@pytest.mark.parametrize("words", [
    ("--system", "orders"), ("--focus", "payments.cards"), ("--focus", "payments.cards.card_number", "--down"),
    ("--focus", "payments.cards.card_number", "--up", "--depth", "1"), ("--category", "user.financial.credit_card"),
], ids=" ".join)  # fmt: skip
def test_parts_of_the_map_are_drawn(store: Path, words: tuple[str, ...]) -> None:
    ElementTree.fromstring(clean(ran(store, "map", *words)).out)


def test_rules_are_explained_one_by_one_and_all_together(store: Path) -> None:
    names = [line.split()[0] for line in clean(ran(store, "explain")).out.splitlines()]
    assert names == [rule["rule"] for rule in json.loads(ran(store, "explain", "-f", "json").out)["rules"]]
    for name in names:
        assert clean(ran(store, "explain", name)).out.startswith(f"# {name}\n")
        assert json.loads(ran(store, "explain", name, "-f", "json").out)["rule"] == name


def test_the_same_question_has_the_same_answer_byte_for_byte(store: Path) -> None:
    for words in (("where", "user"), ("audit",), ("gaps", "--all")):
        assert ran(store, *words).out == ran(store, *words).out


def test_validate_says_how_much_it_read_and_writes_nothing(shop: Path) -> None:
    assert "1 databases" in clean(ran(shop, "validate")).out
    assert not (shop / ".inventory").exists()


# ── exit codes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_findings_alone_are_no_failure(store: Path) -> None:
    clean(ran(store, "gaps"), 0)


def test_findings_as_grave_as_asked_or_graver_end_with_1(shop: Path) -> None:
    ran(shop, "scan")
    severities = {finding["severity"] for finding in json.loads(ran(shop, "gaps", "-f", "json").out)["findings"]}
    assert severities == {"high", "medium"}
    for grave, code in (("critical", 0), ("high", 1), ("medium", 1), ("low", 1)):
        clean(ran(shop, "gaps", "--fail-on", grave), code)


def test_accepted_findings_do_not_fail(shop: Path) -> None:
    ran(shop, "scan")
    found = json.loads(ran(shop, "gaps", "-f", "json").out)["findings"]
    lines = [
        f"- {{rule: {f['rule']}, on: '{f['id']}', status: gap, reason: x, author: dpo, advice: for, until: 2026-11-01}}"
        for f in found
    ]
    with (shop / "inventory.yaml").open("a") as file:
        file.write("suppressions:\n" + "\n".join(lines) + "\n")
    clean(ran(shop, "scan"))
    assert ran(shop, "gaps", "--fail-on", "low").code == 0
    clean(ran(shop, "gaps", "--fail-on", "low", "--as-of", "2026-11-02"), 1)


def test_a_catalog_that_cannot_be_read_as_meant_ends_with_2_and_every_problem_at_once(shop: Path) -> None:
    write(shop, {"catalog.yaml": CATALOG.replace("engine", "engin") + "owner: [1]\n"})
    for command in ("scan", "validate"):
        fails(ran(shop, command), 2, "catalog.yaml:3:3: ", "did you mean `engine`", "2 problems found")


def test_untraced_statements_end_with_2_where_strict_asks_and_are_all_told(shop: Path) -> None:
    write(shop / "sql", BROKEN_SQL)
    clean(ran(shop, "scan"))
    done = ran(shop, "scan", "--strict", "-f", "json")
    fails(done, 2, "sql/shop/a.sql:2", "sql/shop/a.sql:3", "it may be")
    assert json.loads(done.out)["statements"] == {"traced": 1, "partial": 1, "failed": 1}


def test_traced_statements_are_fine_where_strict_asks(shop: Path) -> None:
    clean(ran(shop, "scan", "--strict"))


def test_a_run_that_cannot_go_on_ends_with_3_whatever_else_is_wrong(shop: Path) -> None:
    write(shop / "sql", BROKEN_SQL)
    fails(ran(shop, "scan", "--strict", "-o", "no/such/folder/x"), 3, "can't be written")
    fails(ran(shop, "gaps", "--fail-on", "low", "-o", "no/such/folder/x"), 3, "can't be written")


def test_what_cannot_be_read_goes_before_findings(shop: Path) -> None:
    ran(shop, "scan")
    write(shop, {"rules/mine.sql": "nonsense"})
    with (shop / "inventory.yaml").open("a") as file:
        file.write("rules: [rules]\n")
    fails(ran(shop, "gaps", "--fail-on", "low"), 2, "rules/mine.sql:1:1: a rule is")
    fails(ran(shop, "scan"), 2, "rules/mine.sql:1:1: a rule is")


@pytest.mark.parametrize(
    "words", [("--nonsense",), ("gaps", "--fail-on", "terrible"), ("gaps", "--as-of", "soon"), ("gaps", "-f", "xml"),
              ("where",), ("nonsense",), ("trace", "x", "--depth", "0")], ids=" ".join
)  # fmt: skip
def test_words_that_make_no_command_end_with_2(shop: Path, words: tuple[str, ...]) -> None:
    fails(ran(shop, *words), 2)


def test_no_project_says_what_to_do(tmp_path: Path) -> None:
    fails(ran(tmp_path, "scan"), 3, "inventory.yaml", "hint:")
    fails(ran(tmp_path, "validate"), 3, "inventory.yaml", "hint:")
    fails(ran(tmp_path, "gaps"), 3, "no map here yet", "inventory scan")
    fails(ran(tmp_path, "gaps", "-p", "elsewhere"), 3, "no project file")


def test_no_map_yet_says_what_to_do(shop: Path) -> None:
    for words in ASKED[1:]:
        fails(ran(shop, *words), 3, "no map here yet", "inventory scan")


def test_a_damaged_map_says_what_to_do(shop: Path) -> None:
    ran(shop, "scan")
    (shop / ".inventory/map.duckdb").write_bytes(b"nonsense")
    fails(ran(shop, "gaps"), 3, "can't be opened", "inventory scan")
    clean(ran(shop, "scan"))
    clean(ran(shop, "gaps"))


def test_another_scan_under_way_is_told(shop: Path) -> None:
    with Store(shop).locked():
        fails(ran(shop, "scan"), 3, "another scan of shop is under way")


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (("where", "user.contact.emial"), "user.contact.email"),
        (("who", "shop.peple"), "shop.people"),
        (("trace", "shop.people.mail"), "shop.people.email"),
        (("explain", "copy-unregisterd"), "copy-unregistered"),
        (("map", "--system", "shp"), "shop"),
    ],
)
def test_a_name_nobody_knows_is_told_with_the_nearest(shop: Path, words: tuple[str, ...], nearest: str) -> None:
    ran(shop, "scan")
    fails(ran(shop, *words), 2, f"did you mean `{nearest}`")


def test_a_suppression_of_a_rule_that_is_not_there_is_told(shop: Path) -> None:
    with (shop / "inventory.yaml").open("a") as file:
        file.write("suppressions: [{rule: owner-mising, on: '*', reason: x, author: dpo, until: 2027-01-01}]\n")
    fails(ran(shop, "scan"), 2, "inventory.yaml:6", "did you mean `owner-missing`")


# ── the project, its map, and the day ────────────────────────────────────────────────────────────────────────────────


def test_the_project_is_found_upwards_and_by_its_name(shop: Path, tmp_path: Path) -> None:
    ran(shop, "scan")
    assert "Test" in clean(ran(shop / "sql/shop", "gaps")).out
    assert "Test" in clean(ran(tmp_path, "gaps", "-p", "shop")).out
    assert "Test" in clean(ran(tmp_path, "gaps", "--project", "shop/inventory.yaml")).out


def test_a_map_older_than_its_inputs_is_told_and_answers_all_the_same(shop: Path) -> None:
    ran(shop, "scan")
    write(shop / "sql", {"shop/b.sql": "select 1"})
    done = ran(shop, "gaps")
    assert done.code == 0
    assert "older than its catalogs or SQL" in done.err
    assert done.out == ran(shop, "gaps").out


@pytest.mark.parametrize("words", [("--fail-on", "low"), ("-f", "sarif")], ids=" ".join)
def test_nothing_hangs_on_a_map_older_than_its_inputs(shop: Path, words: tuple[str, ...]) -> None:
    ran(shop, "scan")
    write(shop / "sql", {"shop/b.sql": "select 1"})
    done = ran(shop, "gaps", *words)
    fails(done, 2, "older than its catalogs or SQL", "run `inventory scan`")
    assert done.out == ""


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


def test_a_dialect_nobody_knows_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"shop/a.sql": "select 1"})
    fails(ran(tmp_path, "scan", "shop", "--dialect", "BigQueri"), 2, "did you mean `bigquery`?")
    fails(ran(tmp_path, "scan", "shop", "--dialect", "klingon"), 2, "unknown dialect `klingon`")


def test_a_suppression_that_matches_nothing_is_noted(shop: Path) -> None:
    with (shop / "inventory.yaml").open("a") as file:
        file.write("suppressions: [{rule: owner-missing, on: gone, reason: x, author: dpo, until: 2027-01-01}]\n")
    ran(shop, "scan")
    assert "1 suppression covers no finding: `owner-missing` on `gone`" in ran(shop, "gaps").err


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


def test_a_rules_file_can_be_had_to_copy(shop: Path) -> None:
    told = clean(ran(shop, "explain", "copy-expired", "--source")).out
    write(shop, {"rules/mine.sql": told})
    with (shop / "inventory.yaml").open("a") as file:
        file.write("rules: [rules]\n")
    assert "mine" in clean(ran(shop, "explain")).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trace", "shop.people"), "is a dataset\n  hint: name one of its columns: shop.people.email, shop.people.id"),
        (("who", "shop.people.email"), "ask `inventory who shop.people`"),
        (("who", "shop"), "is a system\n  hint: name one of its datasets: "),
        (("query", "select nonsense"), "nonsense"),
        (("map", "-o", "x.gif"), "svg, png, pdf or dot"),
        (("map", "--depth", "2"), "`--focus`"),
        (("map", "--up"), "`--focus`"),
    ],
)
def test_what_is_asked_amiss_ends_with_2_and_a_word_on_what_to_ask(
    shop: Path, words: tuple[str, ...], said: str
) -> None:
    ran(shop, "scan")
    fails(ran(shop, *words), 2, said)


def test_paths_in_sarif_start_at_the_root_of_the_repository(shop: Path) -> None:
    (shop.parent / ".git").mkdir()
    ran(shop, "scan")
    assert '"uri": "shop/sql/shop/a.sql"' in ran(shop, "gaps", "-f", "sarif").out


def test_a_rule_folder_that_is_gone_is_told_and_not_left_out(shop: Path) -> None:
    write(shop, {"rules/notes.txt": ""})
    with (shop / "inventory.yaml").open("a") as file:
        file.write("rules: [rules]\n")
    clean(ran(shop, "scan"))
    (shop / "rules/notes.txt").unlink()
    (shop / "rules").rmdir()
    fails(ran(shop, "gaps"), 2, "no such rule folder")


def test_the_day_can_be_chosen(shop: Path) -> None:
    ran(shop, "scan")
    assert json.loads(ran(shop, "gaps", "-f", "json").out)["as_of"] == "2026-11-01"
    assert json.loads(ran(shop, "gaps", "-f", "json", "--as-of", "2027-01-31").out)["as_of"] == "2027-01-31"


def test_without_a_project_plain_ddl_gives_first_categories_marked_as_inferred(tmp_path: Path) -> None:
    write(tmp_path, {"shop/schema.sql": "create table customers (id int, email text, card_number text)"})
    clean(ran(tmp_path, "scan", "shop"))
    found = json.loads(ran(tmp_path, "where", "user", "-f", "json").out)["columns"]
    assert {(row["column"], row["category"], row["known_by"]) for row in found} == {
        ("shop.customers.email", "user.contact.email", "inferred"),
        ("shop.customers.card_number", "user.financial.credit_card", "inferred"),
    }


def test_without_a_project_the_dialect_may_be_told(tmp_path: Path) -> None:
    write(tmp_path, {"shop/a.sql": "create table `Customers` (`email` text)"})
    clean(ran(tmp_path, "scan", "shop", "--dialect", "mysql"))
    assert '"shop.\\"Customers\\""' in ran(tmp_path, "query", "select dataset_id from datasets", "-f", "json").out


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    fails(ran(tmp_path, "scan", "nowhere"), 2, "no such file or folder")


# ── output ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_may_be_put_in_a_file_private_to_its_owner_and_whole(shop: Path) -> None:
    ran(shop, "scan")
    before = os.umask(0o022)
    try:
        assert clean(ran(shop, "gaps", "-f", "json", "-o", "gaps.json")).out == ""
    finally:
        os.umask(before)
    assert json.loads((shop / "gaps.json").read_text())["kind"] == "gaps"
    assert (shop / "gaps.json").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(shop: Path) -> None:
    ran(shop, "scan")
    (shop / "taken").mkdir()
    (shop / "taken/x").write_text("")
    before = sorted(path.name for path in shop.iterdir())
    fails(ran(shop, "gaps", "-o", "taken"), 3, "taken can't be written")
    assert sorted(path.name for path in shop.iterdir()) == before


def test_a_full_disk_leaves_nothing_behind(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(shop, "scan")
    before = sorted(path.name for path in shop.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    fails(ran(shop, "gaps", "-o", "gaps.txt"), 3, "gaps.txt can't be written: No space left on device")
    assert sorted(path.name for path in shop.iterdir()) == before


def test_a_device_is_written_to_and_not_replaced(shop: Path) -> None:
    ran(shop, "scan")
    clean(ran(shop, "gaps", "-o", "/dev/null"))
    assert Path("/dev/null").is_char_device()
    fails(ran(shop, "gaps", "-o", "/dev/full"), 3, "/dev/full can't be written")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scan", "sql", "-p", "."), "paths and `--project` don't go together"),
        (("scan", "--dialect", "mysql"), "`--dialect` is for paths"),
        (("validate", "sql/shop/a.sql"), "no catalog is among what was named"),
        (("explain", "--source"), "`--source` gives the file of one rule"),
        (("map", "--up"), "follow the flows of a `--focus`"),
        (("map", "--system", "shop", "--focus", "shop.people"), "either one system or one focus"),
    ],
)
def test_words_that_do_not_go_together_are_told(shop: Path, words: tuple[str, ...], said: str) -> None:
    ran(shop, "scan")
    fails(ran(shop, *words), 2, said, "hint: ")


def test_the_file_of_a_rule_is_handed_out_to_be_copied(shop: Path) -> None:
    assert clean(ran(shop, "explain", "copy-expired", "--source")).out.startswith("/*---\ntitle: ")


def test_a_person_sees_a_bar_while_a_scan_is_under_way(shop: Path) -> None:
    assert b"\x1b[" in _on_a_terminal(shop, "scan")
    assert b"```" not in _on_a_terminal(shop, "explain", "copy-expired")
    assert b"nothing for a terminal" in _on_a_terminal(shop, "map", "-f", "png", code=3)


def test_a_pipe_gets_no_colour_and_a_terminal_does_unless_it_is_asked_not_to(shop: Path) -> None:
    ran(shop, "scan")
    assert b"\x1b" not in _in_a_pipe(shop)
    assert b"\x1b[" in _on_a_terminal(shop, "gaps")
    assert b"\x1b[" not in _on_a_terminal(shop, "gaps", NO_COLOR="1")


def _in_a_pipe(folder: Path) -> bytes:
    return subprocess.run([INVENTORY, "gaps"], cwd=folder, capture_output=True, check=True).stdout


def _on_a_terminal(folder: Path, *words: str, code: int = 0, **more: str) -> bytes:
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | more
    with subprocess.Popen(
        [INVENTORY, *words], cwd=folder, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment
    ) as running:
        os.close(theirs)
        told = b"".join(_until_closed(ours))
        assert running.wait() == code
    os.close(ours)
    return told


def _until_closed(stream: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(stream, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            return
        if not data:
            return
        yield data


def test_a_reader_who_has_seen_enough_is_no_error(store: Path) -> None:
    with subprocess.Popen(
        [INVENTORY, "query", "select f.* from flows as f, range(50)", "-f", "json"],
        cwd=store, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_progress_is_shown_to_a_person_only(shop: Path) -> None:
    assert subprocess.run([INVENTORY, "scan"], cwd=shop, capture_output=True, check=True).stderr == b""


# ── asking the map in SQL ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "sql",
    [
        "drop table flows", "delete from flows", "update scan set title = 'x'", "create table x as select 1",
        "insert into files select * from files", "copy flows to 'out.csv'", "export database 'out'",
        "select * from read_csv('inventory.yaml')", "select * from read_text('inventory.yaml')", "from 'inventory.yaml'",
        "select * from glob('*')", "attach 'other.db'", "attach 'other.db' as o; create table o.x as select 1",
        "install httpfs", "load httpfs", "set enable_external_access = true", "set lock_configuration = false",
        "reset enable_external_access", "select * from duckdb_secrets()", "checkpoint", "vacuum analyze flows",
        "create secret s (type s3, key_id 'x', secret 'y')",
        "select 1; drop table flows", "copy (select 1) to '/dev/stdout'",
    ],
)  # fmt: skip
def test_a_query_reads_the_map_and_nothing_else_and_changes_nothing(store: Path, sql: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    done = ran(store, "query", sql)
    assert done.code == 2 or sql in ("checkpoint", "vacuum analyze flows"), done
    assert "Traceback" not in done.err
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


# ── what is loaded, and how quickly help comes ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("script", [
    "import inventory",
    "import sys; sys.argv = ['inventory', '--help']\nimport inventory.cli\ntry: inventory.cli.main()\nexcept SystemExit: pass",
    "import sys; sys.argv = ['inventory', 'scan', '--help']\nimport inventory.cli\ntry: inventory.cli.main()\nexcept SystemExit: pass",
], ids=["import inventory", "--help", "scan --help"])  # fmt: skip
def test_neither_importing_nor_help_loads_what_is_heavy(script: str, tmp_path: Path) -> None:
    heavy = "{'sqlglot', 'duckdb', 'graphviz', 'pygraphviz', 'rich'}"
    script += f"\nimport sys; print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_an_unchanged_scan_does_not_load_sqlglot(shop: Path) -> None:
    ran(shop, "scan")
    script = (
        "import sys; sys.argv = ['inventory', 'scan']\nimport inventory.cli\n"
        "try: inventory.cli.main()\nexcept SystemExit: pass\nassert 'sqlglot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=shop, check=True, capture_output=True)


def test_the_version_is_told(tmp_path: Path) -> None:
    assert clean(ran(tmp_path, "--version")).out.startswith("inventory 0.")
