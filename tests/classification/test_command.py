"""`inventory classify`: what waits for a decision, why, and how a decision is written without touching anything else."""

import json
from pathlib import Path

import pytest
from support import Ran, project, ran

CATALOG = """\
# The shop.
databases:
- id: shop
  engine: postgres   # since 2019
  datasets:
  - {id: people, columns: [{name: email, data_categories: [user.contact.email]}, {name: cust_fname}]}   # flow
  - id: things
    columns:
    - name: price
      type: int   # cents
    - {name: dob}

    # what the terminal sends
    - name: card_number
      data_categories:   # nobody looked
      type: text
    - {name: zz}
  - id: bare
  - {id: tight}
"""
SQL = {
    "shop/a.sql": "create table copy as select email, phone_number from people;\n"
    'select phone, iban from things; select vorname, nachname, "Odd One" from bare; select plz from tight;\n'
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = project(tmp_path / "shop", CATALOG, SQL)
    assert ran(folder, "scan").code == 0
    return folder


def told(folder: Path, *words: str) -> Ran:
    done = ran(folder, "classify", *words)
    assert done.code == 0, done
    return done


WRITTEN = """\
# The shop.
databases:
- id: shop
  engine: postgres   # since 2019
  datasets:
  - {id: people, columns: [{name: email, data_categories: [user.contact.email]}, {name: cust_fname, data_categories: [user.name.first]}]}   # flow
  - id: things
    columns:
    - name: price
      type: int   # cents
      data_categories: none
    - {name: dob, data_categories: [user.demographic.age_range]}

    # what the terminal sends
    - name: card_number
      data_categories: [user.financial.credit_card]   # nobody looked
      type: text
    - {name: zz, data_categories: none}
    - {name: phone, data_categories: [user.contact.phone_number]}
    - {name: iban, data_categories: [user.financial.bank_account]}
  - id: bare
    columns:
    - {name: vorname, data_categories: [user.name.first]}
    - {name: nachname, data_categories: [user.name.last]}
  - {id: tight, columns: [{name: plz, data_categories: [user.contact.address.postal_code]}]}
"""


def refused(folder: Path, words: tuple[str, ...], *reasons: str) -> None:
    done = ran(folder, "classify", *words)
    assert done.code == 2, done
    for reason in reasons:
        assert reason in done.err
    assert (folder / "catalog.yaml").read_text("utf-8") == CATALOG


def test_what_nobody_classified_is_listed_with_what_it_may_be(shop: Path) -> None:
    rows = {row["column"]: row for row in json.loads(told(shop, "--format", "json").out)["columns"]}
    assert rows["shop.things.dob"]["category"] == "user.demographic.date_of_birth"
    assert rows["shop.people.cust_fname"]["category"] == "user.name.first"
    assert rows["shop.copy.email"]["confidence"] == "SQL"
    assert "shop.people.email" not in rows
    assert "shop.things.zz" not in rows
    assert "2 undetermined" in told(shop, "shop.things").out


def test_a_column_asked_for_is_told_with_all_reasons(shop: Path) -> None:
    out = told(shop, "shop.things.card_number").out
    assert "user.financial.credit_card" in out
    assert "for: `cardnumber` is a word for it" in out
    assert "no word of the name is known" in told(shop, "shop.things.zz").out
    refused(shop, ("shop.things.nope",), "shop.things.nope")


def test_a_name_is_explained_without_a_map(tmp_path: Path) -> None:
    done = ran(tmp_path, "classify", "--name", "exp_dt", "--table", "cards", "--beside", "card_number", "-f", "json")
    assert done.code == 0, done
    assert json.loads(done.out)["category"] == "user.financial.credit_card.expiry"
    assert "does not make it harmless" in ran(tmp_path, "classify", "--name", "zz").out


def test_what_is_accepted_is_written_and_every_other_character_stays(shop: Path) -> None:
    accepted = ("shop.people.cust_fname", "shop.things.dob=user.demographic.age_range", "shop.things.price=none",
                "shop.things.card_number", "shop.things.zz=none", "shop.things.phone", "shop.things.iban",
                "shop.bare.vorname", "shop.bare.nachname", "shop.tight.plz")  # fmt: skip
    done = told(shop, "--write", *(word for each in accepted for word in ("--accept", each)))
    assert done.out.startswith("10 columns classified in catalog.yaml")
    assert (shop / "catalog.yaml").read_text("utf-8") == WRITTEN


def test_a_decision_is_never_asked_for_again(shop: Path) -> None:
    told(shop, "--write", "--accept", "shop.things.dob=none", "--accept", "shop.people.cust_fname")
    assert ran(shop, "scan").code == 0
    rows = {row["column"] for row in json.loads(told(shop, "--format", "json").out)["columns"]}
    assert not rows & {"shop.things.dob", "shop.people.cust_fname"}
    done = ran(shop, "classify", "--write", "--accept", "shop.things.dob")
    assert done.code == 2
    assert "waits for a decision" in done.err


def test_all_that_is_sure_enough_is_accepted_together_where_there_is_a_place(shop: Path) -> None:
    told(shop, "--write", "--at-least", "0.7")
    after = (shop / "catalog.yaml").read_text("utf-8")
    assert "{name: dob, data_categories: [user.demographic.date_of_birth]}" in after
    assert "copy" not in after
    assert "Odd One" not in after


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    folder = project(tmp_path / "shop", CATALOG, SQL)
    (folder / "catalog.yaml").write_bytes(CATALOG.rstrip("\n").replace("\n", "\r\n").encode())
    assert ran(folder, "scan").code == 0
    told(
        folder,
        "--write",
        "--accept",
        "shop.things.price=none",
        "--accept",
        "shop.bare.vorname",
        "--accept",
        "shop.things.zz=none",
    )
    after = (folder / "catalog.yaml").read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"data_categories: none\r\n    - {name: dob}" in after


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--write",), "nothing was accepted"),
        (("--accept", "shop.things.dob"), "without `--write`"),
        (("--write", "--accept", "shop.things.nope"), "waits for a decision"),
        (("--write", "--accept", "shop.things.zz"), "undetermined"),
        (("--write", "--accept", "shop.things.zz=user.nope"), "no data category `user.nope`"),
        (("--write", "--accept", "shop.copy.email"), "no catalog has a place"),
        (("--write", "--accept", 'shop.bare."Odd One"=user.name'), "no catalog has a place"),
        (("--table", "t"), "add `--name`"),
        (("shop.things.dob", "--name", "dob"), "leave `--name` out"),
    ],
)
def test_what_can_t_be_done_is_said_and_nothing_is_written(shop: Path, words: tuple[str, ...], reason: str) -> None:
    refused(shop, words, reason)


def test_every_decision_that_can_t_be_written_is_told_and_that_none_was(shop: Path) -> None:
    words = ("shop.things.dob", "shop.things.nope", "shop.things.zz", "shop.copy.email")
    refused(shop, ("--write", *(word for each in words for word in ("--accept", each))),
            "no column `shop.things.nope` waits", "what shop.things.zz holds is undetermined",
            "no catalog has a place to say what shop.copy.email holds", "nothing was written")  # fmt: skip


def test_what_was_written_is_listed(shop: Path) -> None:
    done = told(shop, "--write", "--at-least", "0.7", "--accept", "shop.things.price=none")
    assert "\n  shop.things.dob: user.demographic.date_of_birth\n" in done.out
    assert "\n  shop.things.price: none\n" in done.out
    assert done.out.startswith(f"{done.out.count(': ')} columns classified")


def test_a_map_older_than_its_catalog_is_not_written_from(shop: Path) -> None:
    path = shop / "catalog.yaml"
    path.write_text(f"# moved\n{CATALOG}", "utf-8")
    done = ran(shop, "classify", "--write", "--accept", "shop.things.dob")
    assert done.code == 2
    assert "inventory scan" in done.err
    assert path.read_text("utf-8") == f"# moved\n{CATALOG}"


def test_what_a_comment_says_is_told_again_with_its_reason(tmp_path: Path) -> None:
    sql = "comment on column people.f1 is 'Krankenversichertennummer';\n"
    folder = project(tmp_path, "databases:\n- {id: shop, engine: postgres}\n", {"shop/a.sql": sql})
    for number in range(2):  # the second time from the kept traces
        (folder / "sql" / "shop" / f"{number}.sql").write_text("select 1;\n", "utf-8")
        assert ran(folder, "scan").code == 0
        out = told(folder, "shop.people.f1").out
        assert "insurance" in out
        assert "its comment speaks of `krankenversichertennummer`" in " ".join(out.split())
