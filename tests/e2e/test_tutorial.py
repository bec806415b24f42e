"""The tutorial is played as a reader would: what it shows is what comes out."""

from pathlib import Path

from tutorial import PAGE, copied, play


def test_what_the_tutorial_shows_is_what_comes_out(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert play(page, copied(tmp_path)) == page, "run `make docs` and read what changed"


def test_a_page_that_shows_something_else_is_noticed(tmp_path: Path) -> None:
    said = "```console\n$ cd catalogs\n$ ls | head -1\neverything\n\n$ cat <<'E'\n> one\n> E\ntwo\n```\n"
    assert play(said, copied(tmp_path)) == (
        "```console\n$ cd catalogs\n$ ls | head -1\ncorner-shop\n\n$ cat <<'E'\n> one\n> E\none\n```\n"
    )
