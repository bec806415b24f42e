"""The example estates: what is planted in them is found, and nothing else."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from enlarge import enlarge
from estates import CATALOGS, Fault, all_told, copied, faults, found, repair, scanned
from typer.testing import CliRunner

from inventory.checks.rule import shipped_rules
from inventory.cli.app import app
from inventory.project import PROJECT_FILE

EVERYTHING = CATALOGS / "everything-store"
PLANTED = faults(EVERYTHING)


@pytest.fixture(scope="module")
def seen_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The estate with the map of a first scan, so that a repair costs the scan of what it changes."""
    estate = copied("everything-store", tmp_path_factory.mktemp("seen"))
    with scanned(estate):
        return estate


def test_the_findings_of_everything_store_are_the_planted_faults_and_nothing_more(tmp_path: Path) -> None:
    estate = copied("everything-store", tmp_path)
    assert found(estate) == all_told(estate, PLANTED)


def test_the_command_line_tells_the_same(tmp_path: Path) -> None:
    estate = copied("everything-store", tmp_path)
    _run("scan", estate)
    told = _run("gaps", estate)["findings"]
    assert Counter((f["rule"], f["status"], f["path"], f["line"]) for f in told) == all_told(estate, PLANTED)


def test_where_the_cards_are_says_since_when_nobody_knows_who_read_them(tmp_path: Path) -> None:
    estate = copied("everything-store", tmp_path)
    _run("scan", estate)
    told = json.dumps(_run("where", estate, "user.financial.credit_card"))
    for column in ("payments.cards.card_number", "payments.cards.expiry_month", "payments.cards.expiry_year",
                   "payments.masked_cards.last_four", "payments.settlement_lines.instrument_ref",
                   "exports.settlement_files.remark"):  # fmt: skip
        assert column in told
    assert "2019-04-01 to 2026-01-31" in told


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.id)
def test_repairing_a_fault_removes_exactly_its_findings(fault: Fault, seen_before: Path, tmp_path: Path) -> None:
    estate = Path(shutil.copytree(seen_before, tmp_path / "estate"))
    repair(estate, fault)
    assert found(estate) == all_told(estate, [other for other in PLANTED if other is not fault])


def test_repairing_all_faults_leaves_nothing_to_tell(tmp_path: Path) -> None:
    estate = copied("everything-store", tmp_path)
    for fault in PLANTED:
        repair(estate, fault)
    assert not found(estate)


def test_every_rule_finds_a_planted_fault() -> None:
    assert {told["rule"] for fault in PLANTED for told in fault.findings} == {rule.name for rule in shipped_rules()}


def test_corner_shop_is_silent(tmp_path: Path) -> None:
    assert not found(copied("corner-shop", tmp_path))


def test_everything_store_is_as_large_as_is_said(tmp_path: Path) -> None:
    with scanned(copied("everything-store", tmp_path)) as connection:
        sizes = connection.execute("""
            select
                (select count(*) from systems where declared),
                (select count(distinct country) from systems where declared),
                (select count(*) from datasets where declared),
                (select count(*) from columns where declared),
                (select count(*) from statements)
        """).fetchone()
        dialects = connection.execute("select distinct dialect from statements").fetchall()
    assert sizes
    systems, countries, datasets, columns, statements = sizes
    assert systems >= 10
    assert countries >= 4
    assert datasets >= 35
    assert columns >= 300
    assert statements >= 45
    assert {dialect for (dialect,) in dialects} == {"postgres", "mysql", "snowflake", "bigquery", "spark"}


@pytest.mark.parametrize("name", ["corner-shop", "everything-store"])
def test_every_statement_of_the_estates_is_traced_but_the_planted_one(name: str, tmp_path: Path) -> None:
    planted = {told["file"] for fault in PLANTED for told in fault.findings if told["rule"] == "statement-untraced"}
    with scanned(copied(name, tmp_path)) as connection:
        missed = connection.execute("""
            select path, line, kind, outcome, reason
            from statements
            where outcome <> 'traced'
                or kind not like 'DROP%' and statement_id not in (
                    select statement_id from statement_datasets union select statement_id from same_rows
                )
        """).fetchall()
    assert {path for path, *_ in missed} == (planted if name == "everything-store" else set())


def test_no_column_of_the_estates_is_known_from_sql_alone_but_where_a_store_is_undeclared(tmp_path: Path) -> None:
    with scanned(copied("everything-store", tmp_path)) as connection:
        unlisted = connection.execute("""
            select c.column_id
            from columns as c
            join datasets as d using (dataset_id)
            where d.declared and not c.declared
        """).fetchall()
    assert unlisted == []


def test_card_numbers_reach_the_export_over_two_statements(tmp_path: Path) -> None:
    with scanned(copied("everything-store", tmp_path)) as connection:
        outside = connection.execute("""
            select column_id, basis, hops, origin
            from column_categories as c
            join columns using (column_id)
            join datasets as d using (dataset_id)
            where c.category = 'user.financial.credit_card' and d.system_id <> 'payments'
        """).fetchall()
    assert outside == [("exports.settlement_files.remark", "propagated", 2, "payments.cards.card_number")]


def test_an_enlarged_estate_has_every_fault_as_many_times(tmp_path: Path) -> None:
    large = enlarge(EVERYTHING, tmp_path / "large", times=3)
    told, planted = found(large), all_told(EVERYTHING, PLANTED)
    assert {finding: times for finding, times in told.items() if finding[2] != PROJECT_FILE} == {
        (rule, status, f"{copy}/{path}", line): times
        for (rule, status, path, line), times in planted.items()
        for copy in (("01",) if _same_decision(rule, path, line) else ("01", "02", "03"))
        if path != PROJECT_FILE
    }
    in_one_file = [finding for finding in told.elements() if finding[2] == PROJECT_FILE]
    assert len(in_one_file) == 3 * sum(finding[2] == PROJECT_FILE for finding in planted.elements())


def _same_decision(rule: str, path: str, line: int) -> bool:
    """Whether all copies wait for one decision: on a country, or on what is everybody's right."""
    right = (EVERYTHING / path).read_text("utf-8").splitlines()[line - 1]
    return rule == "transfer-unassessed" or "role: everyone" in right


def _run(command: str, estate: Path, *words: str) -> Any:
    done = CliRunner().invoke(app, [command, *words, "--project", str(estate), "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)
