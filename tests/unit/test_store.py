"""Where the map lies: private, replaced as a whole, with a few earlier ones beside it."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from inventory.datamap.store import SCHEMA_VERSION, SNAPSHOTS, Store
from inventory.diagnostics import InventoryError


@pytest.fixture(params=[0o022, 0o000, 0o077], ids=["umask 022", "umask 000", "umask 077"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    before = os.umask(request.param)
    try:
        yield Store(tmp_path)
    finally:
        os.umask(before)


@pytest.fixture
def plain(tmp_path: Path) -> Store:
    return Store(tmp_path)


def make(store: Store, manifest: str = "one", version: int = SCHEMA_VERSION) -> None:
    with store.locked(), store.replaced() as connection:
        fill(connection, manifest, version)


def fill(connection: DuckDBPyConnection, manifest: str, version: int = SCHEMA_VERSION) -> None:
    connection.execute("create table scan (manifest text, schema_version integer)")
    connection.execute("insert into scan values (?, ?)", [manifest, version])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_in_the_folder_is_its_owners_alone_whatever_the_umask(store: Store) -> None:
    for manifest in ("one", "two", "three"):
        make(store, manifest)
    assert mode(store.folder) == 0o700
    for path in store.folder.rglob("*"):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_was_open_to_others_is_closed(plain: Store) -> None:
    plain.folder.mkdir(mode=0o755)
    make(plain)
    assert mode(plain.folder) == 0o700


@pytest.mark.parametrize("name", ["map.duckdb", "traces.sqlite", "lock", ".gitignore"])
def test_a_folder_in_the_place_of_a_file_is_told_and_left_alone(plain: Store, name: str) -> None:
    make(plain)
    (plain.folder / name).unlink(missing_ok=True)
    (plain.folder / name / "kept").mkdir(parents=True)
    with pytest.raises(InventoryError, match=f"{name} in .inventory is a folder.*\n  hint: remove it"), plain.locked():
        pass
    if name == "map.duckdb":
        with pytest.raises(InventoryError, match="is a folder"), plain.opened():
            pass
    assert (plain.folder / name / "kept").is_dir()


def test_the_folder_keeps_itself_out_of_git(plain: Store) -> None:
    make(plain)
    assert (plain.folder / ".gitignore").read_text() == "*\n"


def test_a_map_that_could_not_be_finished_leaves_the_old_one_and_nothing_else(plain: Store) -> None:
    make(plain)
    before = sorted(path.name for path in plain.folder.rglob("*"))
    with pytest.raises(RuntimeError), plain.locked(), plain.replaced() as connection:
        fill(connection, "two")
        connection.execute("begin")
        connection.execute("create table more as select range from range(100000)")
        raise RuntimeError("the power fails")
    assert sorted(path.name for path in plain.folder.rglob("*")) == before
    assert plain.manifest() == "one"


def test_what_a_killed_scan_left_is_cleared_away_by_the_next(plain: Store) -> None:
    make(plain)
    for name in ("map.4711.duckdb", "map.4711.duckdb.wal"):
        (plain.folder / name).write_bytes(b"half")
    make(plain, "two")
    assert not list(plain.folder.glob("map.4711*"))
    assert plain.manifest() == "two"


def test_who_reads_the_old_map_keeps_it_while_a_new_one_takes_its_place(plain: Store) -> None:
    make(plain)
    script = (
        "import sys, duckdb\n"
        "c = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print(flush=True); sys.stdin.readline()\n"
        "print(c.execute('select manifest from scan').fetchone()[0])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(plain.map)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout
        reader.stdout.readline()
        make(plain, "two")
        told, _ = reader.communicate("go on\n")
    assert told.strip() == "one"
    assert plain.manifest() == "two"


def test_a_few_earlier_maps_are_kept_and_no_more(plain: Store) -> None:
    for number in range(SNAPSHOTS + 4):
        make(plain, str(number))
    kept = sorted((plain.folder / "snapshots").iterdir())
    assert len(kept) == SNAPSHOTS
    with duckdb.connect(str(kept[-1]), read_only=True) as connection:
        assert connection.execute("select manifest from scan").fetchall() == [(str(SNAPSHOTS + 2),)]


def test_a_strangers_file_among_the_earlier_maps_is_left_alone(plain: Store) -> None:
    make(plain)
    make(plain, "two")
    (plain.folder / "snapshots/mine.duckdb").write_bytes(b"")
    make(plain, "three")
    assert (plain.folder / "snapshots/mine.duckdb").exists()
    assert len(list((plain.folder / "snapshots").iterdir())) == 3


def test_where_no_links_can_be_made_an_earlier_map_is_copied(plain: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    make(plain)
    make(plain, "two")
    assert [mode(path) for path in (plain.folder / "snapshots").iterdir()] == [0o600]


def test_a_second_scan_at_the_same_time_is_refused_in_words(plain: Store) -> None:
    with plain.locked(), pytest.raises(InventoryError, match=r"another scan.*under way(?s:.*)wait"), plain.locked():
        pass
    with plain.locked():
        pass


def test_no_map_yet_says_what_to_do(plain: Store) -> None:
    assert plain.manifest() is None
    with pytest.raises(InventoryError, match="inventory scan"), plain.opened():
        pass


def test_a_map_of_another_version_is_refused_in_words_and_made_anew(plain: Store) -> None:
    make(plain, version=SCHEMA_VERSION + 1)
    assert plain.manifest() is None
    with pytest.raises(InventoryError, match=r"another version(?s:.*)inventory scan"), plain.opened():
        pass
    make(plain, "two")
    assert plain.manifest() == "two"


def test_a_database_that_is_no_map_is_refused_in_words(plain: Store) -> None:
    plain.prepare()
    duckdb.connect(str(plain.map)).close()
    assert plain.manifest() is None
    with pytest.raises(InventoryError, match="inventory scan"), plain.opened():
        pass


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 20000])
def test_a_file_that_is_no_database_is_refused_in_words_and_replaced(plain: Store, content: bytes) -> None:
    make(plain)
    plain.map.write_bytes(content)
    assert plain.manifest() is None
    with pytest.raises(InventoryError, match="inventory scan"), plain.opened():
        pass
    make(plain, "two")
    assert plain.manifest() == "two"


def test_a_map_damaged_inside_is_told_in_words(plain: Store) -> None:
    with plain.locked(), plain.replaced() as connection:
        fill(connection, "one")
        connection.execute("create table big as select range as n, hash(range)::varchar as t from range(200000)")
    data = bytearray(plain.map.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 * 2, 997):
        data[at] ^= 0xFF
    plain.map.write_bytes(data)
    opened = False
    with pytest.raises(InventoryError, match=r"damaged(?s:.*)inventory scan"), plain.opened() as connection:
        opened = True
        connection.execute("select sum(n), max(t) from big").fetchall()
    assert opened


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / ".inventory").write_text("a file in its place")
    with pytest.raises(InventoryError, match=r"can't be written"), Store(tmp_path).locked():
        pass


def test_a_map_cannot_be_changed_by_who_reads_it(plain: Store) -> None:
    make(plain)
    with plain.opened() as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("delete from scan")
