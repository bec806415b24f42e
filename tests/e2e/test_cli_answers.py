"""Every question is answered in every format, in lines that fit, and always the same."""

import json
from pathlib import Path

import pytest
from commands import ASKED, clean
from pypdf import PdfReader
from rich.cells import cell_len
from support import ran


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


@pytest.mark.parametrize("width", [40, 120])
@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_in_lines_that_fit(
    store: Path, words: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = clean(ran(store, *words)).out
    assert "\x1b" not in told
    assert max(map(cell_len, told.splitlines())) <= width


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_question_is_answered_as_a_page(store: Path, words: tuple[str, ...]) -> None:
    told = clean(ran(store, *words, "--format", "html")).out
    assert told.startswith("<!DOCTYPE html>")
    assert "<script" not in told


@pytest.mark.parametrize("words", [("gaps", "--all"), ("audit",), ("transfers",), ("who", "user")], ids=" ".join)
def test_questions_are_answered_as_pdf(store: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    clean(ran(store, *words, "--format", "pdf", "--output", str(tmp_path / "told.pdf")))
    pages = PdfReader(tmp_path / "told.pdf").pages
    assert "2026-11-01" in pages[0].extract_text()
    assert f"{len(pages)} / {len(pages)}" in pages[-1].extract_text()


def test_the_same_question_has_the_same_answer_byte_for_byte(store: Path) -> None:
    for words in (("where", "user"), ("audit",), ("gaps", "--all")):
        assert ran(store, *words).out == ran(store, *words).out
