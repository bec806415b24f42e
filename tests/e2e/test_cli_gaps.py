"""`inventory gaps`: the first page, what other programs read, and when a build fails."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from commands import clean, fails
from support import ran, write


def test_the_first_page_fits_forty_lines(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert len(ran(store, "gaps").out.splitlines()) <= 40


def test_gaps_are_told_as_sarif(store: Path) -> None:
    told = json.loads(clean(ran(store, "gaps", "--format", "sarif")).out)
    assert told["version"] == "2.1.0"
    gaps = json.loads(ran(store, "gaps", "-f", "json").out)
    assert len(told["runs"][0]["results"]) == len(gaps["findings"]) + len(gaps["accepted"])


def test_paths_in_sarif_start_at_the_root_of_the_repository(shop: Path) -> None:
    (shop.parent / ".git").mkdir()
    ran(shop, "scan")
    assert '"uri": "shop/sql/shop/a.sql"' in ran(shop, "gaps", "-f", "sarif").out


def test_gaps_are_told_to_spreadsheets_and_build_servers(store: Path) -> None:
    found = json.loads(clean(ran(store, "gaps", "-f", "json")).out)["findings"]
    lines = list(csv.DictReader(io.StringIO(clean(ran(store, "gaps", "-f", "csv")).out, newline="")))
    assert {line["id"] for line in lines} == {finding["id"] for finding in found}
    assert len(lines) == sum(len(finding["places"]) for finding in found)
    suites = ElementTree.fromstring(clean(ran(store, "gaps", "-f", "junit")).out.encode())
    assert len([*suites.iter("failure"), *suites.iter("error")]) == len(found)


def test_gaps_are_told_by_owner_and_the_rest_is_counted(store: Path) -> None:
    found = json.loads(ran(store, "gaps", "-f", "json").out)["findings"]
    owner = found[0]["owner"]
    told = json.loads(clean(ran(store, "gaps", "--owner", owner, "-f", "json")).out)
    assert told["findings"] == [finding for finding in found if finding["owner"] == owner]
    assert told["facts"]["not_told_here"].startswith(f"{len(found) - len(told['findings'])} finding")
    fails(ran(store, "gaps", "--owner", "nobody-like-that"), 2, "no finding of the owner", owner)


def test_findings_alone_are_no_failure(store: Path) -> None:
    clean(ran(store, "gaps"), 0)


def test_findings_as_grave_as_asked_or_graver_end_with_1(shop: Path) -> None:
    ran(shop, "scan")
    severities = {finding["severity"] for finding in json.loads(ran(shop, "gaps", "-f", "json").out)["findings"]}
    assert severities == {"high", "medium"}
    for grave, code in (("critical", 0), ("high", 1), ("medium", 1), ("low", 1)):
        clean(ran(shop, "gaps", "--fail-on", grave), code)


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


def test_a_suppression_that_matches_nothing_is_noted(shop: Path) -> None:
    with (shop / "inventory.yaml").open("a") as file:
        file.write("suppressions: [{rule: owner-missing, on: gone, reason: x, author: dpo, until: 2027-01-01}]\n")
    ran(shop, "scan")
    assert "1 suppression covers no finding: `owner-missing` on `gone`" in ran(shop, "gaps").err


@pytest.mark.parametrize("words", [("--fail-on", "low"), ("-f", "sarif")], ids=" ".join)
def test_nothing_hangs_on_a_map_older_than_its_inputs(shop: Path, words: tuple[str, ...]) -> None:
    ran(shop, "scan")
    write(shop / "sql", {"shop/b.sql": "select 1"})
    done = ran(shop, "gaps", *words)
    fails(done, 2, "older than its catalogs or SQL", "run `inventory scan`")
    assert done.out == ""
