"""What a person attests is appended to a catalog, checked in words, and bound to what the map tells."""

import hashlib
import stat
from pathlib import Path

import pytest
import yaml
from support import Ran, project, ran, write

from inventory.catalog.appending import appended
from inventory.catalog.reader import CatalogFile, read_catalogs
from inventory.diagnostics import RequestError

CATALOG = """\
owners: [{id: lead}, {id: dpo}, {id: team, kind: team, lead: lead}, {id: inbox, kind: mailbox}, {id: old, left: 2020-01-01}]
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: people, columns: [{name: email, data_categories: [user.contact.email]}]}
  - {id: things, columns: [{name: price, data_categories: none}]}
"""
ASKED = ("12", "--answer", "yes", "--statement", "Answered in time.", "--made-by", "lead", "--made-on", "2026-10-01")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = project(tmp_path / "shop", CATALOG)
    settings = folder / "inventory.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[catalog.yaml]", "[catalog]"), "utf-8")
    (folder / "catalog").mkdir()
    (folder / "catalog.yaml").rename(folder / "catalog" / "shop.yaml")
    write(folder, {"register.txt": "42 requests\n"})
    assert ran(folder, "scan").code == 0
    return folder


def attested(folder: Path, *words: str) -> Ran:
    done = ran(folder, "attest", *words)
    assert done.code == 0, done
    return done


def refused(folder: Path, words: tuple[str, ...], *told: str) -> None:
    before = {path: path.read_bytes() for path in (folder / "catalog").iterdir()}
    done = ran(folder, "attest", *words)
    assert done.code == 2, done
    for word in told:
        assert word in done.err
    assert "Traceback" not in done.err
    assert {path: path.read_bytes() for path in (folder / "catalog").iterdir()} == before


def entries(folder: Path) -> list[dict[str, object]]:
    read = yaml.safe_load((folder / "catalog" / "attestations.yaml").read_text("utf-8"))
    return list(read["attestations"])


def test_an_attestation_is_written_with_the_hash_of_its_evidence_and_of_the_map(shop: Path) -> None:
    done = attested(shop, *ASKED, "--reviewed-by", "dpo", "--capacity", "owner", "--evidence", "register.txt",
                    "--evidence", "https://wiki.example/requests", "--expires", "2027-03-31")  # fmt: skip
    assert "art-12-2026-10-01 appended to catalog/attestations.yaml" in done.out
    assert done.err == ""
    (entry,) = entries(shop)
    assert entry["evidence"] == [
        {"uri": "register.txt", "sha256": hashlib.sha256(b"42 requests\n").hexdigest()},
        {"uri": "https://wiki.example/requests"},
    ]
    assert len(str(entry["about"])) == 64
    assert (entry["question"], entry["made_by"], entry["reviewed_by"], entry["capacity"]) == (
        "12",
        "lead",
        "dpo",
        "owner",
    )
    assert str(entry["expires_on"]) == "2027-03-31"
    assert "scope" not in entry


def test_it_counts_after_the_next_scan_and_is_void_when_a_column_is_added(shop: Path) -> None:
    attested(shop, *ASKED, "--reviewed-by", "dpo", "--evidence", "register.txt")
    refused(shop, ASKED, "the map is older than its catalogs", "run `inventory scan` first")
    assert ran(shop, "scan").code == 0
    assert "| 12 | Are requests answered within a month, to the right person? | attest | yes | attested |" in audit(
        shop
    )
    catalog = shop / "catalog" / "shop.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace("[{name: price", "[{name: size}, {name: price"), "utf-8")
    assert ran(shop, "scan").code == 0
    assert "art-12-2026-10-01 says yes; void: what it was made about has changed" in audit(shop)


def audit(folder: Path) -> str:
    return ran(folder, "audit", "-f", "markdown").out.replace("\\", "")


@pytest.mark.parametrize("scope", [("shop",), ("shop.people",), ("shop.people", "shop.things")])
def test_what_is_bound_to_a_scope_is_bound_to_it_as_the_map_has_it(shop: Path, scope: tuple[str, ...]) -> None:
    attested(
        shop, *ASKED, "--reviewed-by", "dpo", "--evidence", "register.txt", *(w for s in scope for w in ("--scope", s))
    )
    assert ran(shop, "scan").code == 0
    assert "| attest | yes | attested |" in audit(shop)


def test_earlier_entries_and_comments_stay_as_they_are(shop: Path) -> None:
    first = "# Signed in the meeting.\nattestations:   # newest last\n- {id: a, statement: b, made_by: lead, made_on: 2026-01-01} # c\n# end\n"
    write(shop, {"catalog/attestations.yaml": first})
    (shop / "catalog" / "attestations.yaml").chmod(0o640)
    assert ran(shop, "scan").code == 0
    attested(shop, *ASKED)
    text = (shop / "catalog" / "attestations.yaml").read_text("utf-8")
    assert text.startswith(first.removesuffix("# end\n"))
    assert text.endswith("# end\n")
    assert [entry["id"] for entry in entries(shop)] == ["a", "art-12-2026-10-01"]
    assert stat.S_IMODE((shop / "catalog" / "attestations.yaml").stat().st_mode) == 0o640


def test_ids_are_never_given_twice_and_a_rule_can_be_attested_too(shop: Path) -> None:
    for matter in ("12", "12", "readers-unknown"):
        attested(shop, matter, *ASKED[1:])
        assert ran(shop, "scan").code == 0
    assert [entry["id"] for entry in entries(shop)] == [
        "art-12-2026-10-01", "art-12-2026-10-01-2", "readers-unknown-2026-10-01"
    ]  # fmt: skip
    assert entries(shop)[2]["rule"] == "readers-unknown"


def test_what_does_not_count_yet_is_said_at_once(shop: Path) -> None:
    done = attested(shop, *ASKED)
    assert "it does not count: it names no evidence and nobody reviewed it" in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("99", *ASKED[1:]), ("no question `99`", "hint")),
        ((*ASKED, "--reviewed-by", "lead"), ("`lead` can't review",)),
        ((*ASKED, "--reviewed-by", "nobody"), ("no catalog knows the owner `nobody`",)),
        ((*ASKED, "--made-by", "leed"), ("the owner `leed`", "did you mean `lead`?")),
        ((*ASKED, "--made-by", "team"), ("`team` is a team", "name `lead`, who leads it")),
        ((*ASKED, "--reviewed-by", "inbox"), ("`inbox` is a mailbox",)),
        ((*ASKED, "--reviewed-by", "old"), ("`old` left on 2020-01-01",)),
        ((*ASKED, "--scope", "shop.pepole"), ("`shop.pepole`", "did you mean `shop.people`?")),
        ((*ASKED, "--evidence", "missing.txt"), ("`missing.txt` can't be read",)),
        ((*ASKED, "--evidence", "../../../etc/passwd"), ("lies outside of the project's folder", "copy it there")),
        ((*ASKED, "--evidence", "/etc/passwd"), ("lies outside of the project's folder",)),
        ((*ASKED, "--evidence", "linked.txt"), ("lies outside of the project's folder",)),
        ((*ASKED, "--evidence", "https://me:word@wiki.example/"), ("holds a name or a password",)),
        ((*ASKED, "--expires", "2026-09-30"), ("would expire on 2026-09-30",)),
        ((*ASKED, "--made-on", "2999-01-01"), ("has not come yet",)),
        ((*ASKED, "--statement", "ann@shop.example agreed"), ("looks like somebody's address or number",)),
        ((*ASKED, "--statement", "  "), ("says nothing",)),
        ((*ASKED, "--to", "elsewhere/notes.yaml"), ("none of the project's catalogs",)),
        ((*ASKED, "--to", "inventory.yaml"), ("none of the project's catalogs",)),
    ],
    ids=lambda words: " ".join(words[-2:]) if len(words) > 2 else "",
)
def test_what_cannot_stand_is_refused_in_words_and_nothing_is_written(
    shop: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    (shop / "elsewhere").mkdir()
    (shop.parent / "others.txt").write_text("of somebody else")
    (shop / "linked.txt").symlink_to(shop.parent / "others.txt")
    refused(shop, words, *told)
    assert not list((shop / "elsewhere").iterdir())


@pytest.mark.parametrize(
    ("word", "question"), [("4(5)", "4(1), 4(5)"), ("30(1)", "30"), ("Art. 38", "37–39"), ("32(1)(c)", "32(1)(b), (c)")]
)
def test_an_article_that_one_question_asks_about_names_it(shop: Path, word: str, question: str) -> None:
    attested(shop, word, *ASKED[1:])
    assert entries(shop)[0]["question"] == question


@pytest.mark.parametrize(
    ("word", "questions"),
    [("32", ("29, 32(4)", "32(1)(a)", "32(1)(b), (c)", "32(1)(d)")), ("19", ("16, 19", "17, 19"))],
)
def test_an_article_of_several_questions_is_refused_with_their_names(
    shop: Path, word: str, questions: tuple[str, ...]
) -> None:
    refused(shop, (word, *ASKED[1:]), *(f"\n  `{question}`: " for question in questions))
    refused(shop, ("99", *ASKED[1:]), "the checklist has no question `99`")


def test_a_date_behind_the_day_that_the_project_pins_is_said_not_to_count_then(shop: Path) -> None:
    assert "pins" not in attested(shop, *ASKED).err
    assert ran(shop, "scan").code == 0
    late = attested(shop, *ASKED[:-1], "2026-11-02")
    assert "does not count on 2026-11-01, the day that the project file pins: it is dated 2026-11-02" in late.err
    assert "--made-on" in late.err


def test_without_a_project_there_is_nothing_to_attest(tmp_path: Path) -> None:
    assert "there is no project" in ran(tmp_path, "attest", *ASKED).err


def test_a_file_that_is_asked_for_becomes_a_catalog_where_the_project_reads_it(shop: Path) -> None:
    attested(shop, *ASKED, "--to", "catalog/signed.yaml")
    assert "art-12-2026-10-01" in (shop / "catalog" / "signed.yaml").read_text("utf-8")
    assert ran(shop, "scan").code == 0
    attested(shop, *ASKED, "--to", "catalog/shop.yaml")
    assert (shop / "catalog" / "shop.yaml").read_text("utf-8").startswith(CATALOG)


ITEM = {"id": "b", "statement": "c"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "attestations:\n- id: b\n  statement: c\n"),
        ("owners: [{id: x}]", "owners: [{id: x}]\n\nattestations:\n- id: b\n  statement: c\n"),
        ("attestations:\n", "attestations:\n- id: b\n  statement: c\n"),
        ("attestations:\nowners: []\n", "attestations:\n- id: b\n  statement: c\nowners: []\n"),
        ("attestations:\n  - id: a\n", "attestations:\n  - id: a\n  - id: b\n    statement: c\n"),
        ("attestations:\n- id: a", "attestations:\n- id: a\n- id: b\n  statement: c\n"),
        ("attestations:\r\n- id: a\r\n", "attestations:\r\n- id: a\r\n- id: b\r\n  statement: c\r\n"),
        (
            "attestations:\n- id: a\n  statement: >\n    long\n    words\n\n# why\nowners: []\n",
            "attestations:\n- id: a\n  statement: >\n    long\n    words\n\n- id: b\n  statement: c\n# why\nowners: []\n",
        ),
        (
            "attestations:\n- {id: a,\n   x: y}\n# e\n",
            "attestations:\n- {id: a,\n   x: y}\n- id: b\n  statement: c\n# e\n",
        ),
    ],
)
def test_an_item_is_put_behind_the_last_one_and_nothing_else_moves(before: str, after: str) -> None:
    assert appended("a.yaml", before, "attestations", ITEM) == after
    assert yaml.safe_load(after)["attestations"][-1] == ITEM


@pytest.mark.parametrize("text", ["attestations: []\n", "attestations: [{id: a}]\n", "{owners: []}\n"])
def test_a_list_in_brackets_has_no_last_line(text: str) -> None:
    with pytest.raises(RequestError, match="written in brackets"):
        appended("a.yaml", text, "attestations", ITEM)


def test_a_second_document_takes_what_is_appended() -> None:
    text = appended("a.yaml", "owners: [{id: x}]\n---\nzones: []\n", "attestations", {**ITEM, "made_by": "x"})
    assert not [
        p for p in read_catalogs([CatalogFile(path="a.yaml", content=text)]).diagnostics if "made_on" not in str(p)
    ]
