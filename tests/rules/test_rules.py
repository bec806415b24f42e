"""Each rule's fixtures: catalogs and SQL in which the very lines that it must find are marked, and no others are found.

A case is a catalog `tests/rules/<family>/<rule>/<case>.yaml` with any number of SQL files beside it: `<case>.sql`,
`<case>.<more>.sql`. A line with `# gap: RULE` or `# unknown: RULE` (in SQL `-- gap: RULE`) is one that the rule must
find; a case without such a line is one in which it must stay silent. The first line of a SQL file says where it runs:
`-- system: orders, dialect: postgres`. All cases are looked at on one day.
"""

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from cases import AS_OF, CASES, HERE, RULES, Maps, found, kinds_of, maps, marked, told, unnoticed

import inventory.rules
from inventory.checks.run import REQUIRED, set_moment


@pytest.fixture(scope="module")
def drawn(name: str) -> Iterator[Maps]:
    """The maps of a rule's cases, drawn once for all that is asked of them."""
    with maps(name) as cases:
        yield cases


@pytest.mark.parametrize("name", RULES, scope="module")
def test_a_rule_finds_the_marked_lines_and_no_others_and_tells_of_them_as_written(name: str, drawn: Maps) -> None:
    rule = RULES[name]
    for case, connection in drawn.items():
        assert found(rule, connection) == marked(rule, case), case.name
    written = HERE / name / "findings.txt"
    assert written.exists(), f"python tests/rules/retell.py {rule.name} writes it, and names what no case notices"
    assert told(rule, drawn) == written.read_text("utf-8")


@pytest.mark.parametrize("name", RULES, scope="module")
def test_each_condition_of_a_rule_is_noticed_by_a_case(name: str, drawn: Maps) -> None:
    rule = RULES[name]
    changes = list(unnoticed(rule, drawn))
    if changes:
        told_the_same = "\n".join(changes)
        pytest.fail(
            f"{rule.name} tells the same of each case in tests/rules/{name} with one condition changed:\n{told_the_same}\n"
            "Add a case in which it makes a difference, or take the condition out of the query."
            f" `python tests/rules/retell.py {rule.name}` names them again.",
            pytrace=False,
        )


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_case_for_each_thing_it_can_say_and_one_in_which_it_is_silent(name: str) -> None:
    rule = RULES[name]
    kinds = Counter(kind for case in (HERE / name).glob("*.yaml") for kind in kinds_of(rule, case))
    assert kinds["gap"], "no case with a gap"
    assert kinds["silent"], "no case in which the rule stays silent"
    assert bool(kinds["unknown"]) == bool(rule.head.unknown), "a case of what is not known, where the rule can tell it"


def test_rules_their_table_and_their_fixtures_name_the_same() -> None:
    shipped = Path(inventory.rules.__file__).parent.glob("*/*.sql")
    assert {f"{path.parent.name}/{path.stem}" for path in shipped} == set(RULES)
    assert {case.parent.relative_to(HERE).as_posix() for case in CASES} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_can_be_asked_of_an_empty_map(name: str) -> None:
    connection = duckdb.connect()
    for part in ("schema.sql", "steps/views.sql"):
        connection.execute(files("inventory.datamap").joinpath(part).read_text("utf-8"))
    set_moment(connection, AS_OF)
    result = connection.execute(RULES[name].query)
    assert set(REQUIRED) <= {column[0] for column in result.description or ()}
    assert not result.fetchall()
