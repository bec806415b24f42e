"""The program as its users meet it: words in, an exit code and text out, and never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ASKED, BROKEN_SQL, INVENTORY, clean, fails
from support import ran, write

# ── exit codes ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_the_day_can_be_chosen(shop: Path) -> None:
    ran(shop, "scan")
    assert json.loads(ran(shop, "gaps", "-f", "json").out)["as_of"] == "2026-11-01"
    assert json.loads(ran(shop, "gaps", "-f", "json", "--as-of", "2027-01-31").out)["as_of"] == "2027-01-31"


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


@pytest.mark.parametrize("target", ["inventory.yaml", "catalog.yaml", "sql/new.sql", ".inventory/map.duckdb"])
def test_a_report_takes_the_place_of_nothing_that_is_read(shop: Path, target: str) -> None:
    clean(ran(shop, "scan"))
    file = shop / target
    before = file.read_bytes() if file.exists() else None
    fails(ran(shop, "gaps", "-f", "json", "-o", target), 3, target, "name a file of its own")
    assert (file.read_bytes() if file.exists() else None) == before


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


def test_the_version_is_told(tmp_path: Path) -> None:
    assert clean(ran(tmp_path, "--version")).out.startswith("inventory 0.")
