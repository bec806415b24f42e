"""What is wrong with a catalog is told with its place, in the language's words, all at once, without its values."""

import textwrap
import time
from typing import Any

import pytest
from pydantic import BaseModel, model_validator

from inventory.catalog import composing
from inventory.catalog.models import Catalog
from inventory.catalog.reader import CatalogFile, read_catalogs, read_documents
from inventory.catalog.values import Day, Placed
from inventory.diagnostics import InvalidInputError


def told(*contents: str | bytes) -> list[str]:
    files = [
        CatalogFile(path=f"{letter}.yaml", content=textwrap.dedent(content) if isinstance(content, str) else content)
        for letter, content in zip("abcdef", contents, strict=False)
    ]
    return [str(diagnostic) for diagnostic in read_catalogs(files).diagnostics]


@pytest.fixture(params=["libyaml", "without libyaml"])
def _either_composer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without libyaml":
        monkeypatch.setattr(composing, "Composer", composing.PythonComposer)


NOT_YAML = {
    "a tab": ("owners:\n\t- id: a\n", "a.yaml:2:1: a tab; indent with spaces"),
    "a tab in a text": ("owners:\n- id: a\n\ttitle: b\n", "a.yaml:3:1: a tab; indent with spaces"),
    "a colon between braces": (
        "owners:\n- {id: sales, title: Sales: north and south}\n",
        "a.yaml:2:27: a `:` where no key can stand\n  hint: a text with `: ` in it needs quotes",
    ),
    "a colon between brackets": ("owners: [a: b: c]\n", "a text with `: ` in it needs quotes"),
    "two values": ("owners: a: b\n", "a.yaml:1:10: a `:` where no key can stand"),
    "an open list": ("owners: [a\n", "a.yaml:2:1: a list opened with `[` isn't closed\n  a.yaml:1:9: it starts here"),
    "an open mapping": ("owners: {a\n", "a.yaml:2:1: a mapping opened with `{` isn't closed"),
    "an open quote": ("owners: 'a\n", "a quote isn't closed"),
    "a crooked key": ("owners:\n  - id: a\n owners: b\n", "a.yaml:3:2: not in line with the "),
    "a crooked item": ("- a\nb: c\n", "a.yaml:2:1: not in line with the "),
    "no anchor": ("owners: *nobody\n", "a.yaml:1:9: an alias (`*`) without an anchor (`&`) before it"),
    "two anchors": ("owners: &a []\nroles: &a []\n", "an anchor (`&`) with the name of an earlier one"),
    "an escape": ('owners: "\\q"\n', "an unknown escape in a text in double quotes"),
    "a control character": ("owners:\r\n- id: \x01\n", "a.yaml:2:7: a control character, which YAML doesn't allow"),
    "a stray line": ("owners: []\nroles\n", "a line that is neither a key"),
    "an unknown tag handle": ("owners: !x!y z\n", "a tag (`!`) that can't be read"),
    "an anchor without name": ("owners: & x\n", "a.yaml:1:10: not YAML"),
}


@pytest.mark.usefixtures("_either_composer")
@pytest.mark.parametrize("case", NOT_YAML)
def test_what_is_not_yaml_is_told_in_our_own_words(case: str) -> None:
    text, expected = NOT_YAML[case]
    [message] = told(text)
    assert expected in message


def test_a_mistake_in_one_document_leaves_those_before_it() -> None:
    read = read_catalogs([CatalogFile(path="a.yaml", content="owners: [{id: a}]\n---\nroles: [\n")])
    assert len(read.diagnostics) == 1
    assert read.catalog.owners[0].id == "a"


def test_bytes_that_are_not_utf_8_are_placed() -> None:
    assert told("owners:\n- id: ä\n".encode("latin-1")) == [
        "a.yaml:2:7: not UTF-8\n  hint: save the file as UTF-8",
    ]


def test_utf_16_is_not_utf_8() -> None:
    assert told("owners: []".encode("utf-16"))[0].startswith("a.yaml:1:1: not UTF-8")


def test_a_lone_surrogate_in_a_text_is_not_utf_8() -> None:
    assert told("owners: \ud800")[0].startswith("a.yaml:1:9: not UTF-8")


@pytest.mark.parametrize("content", ["", "   \n", "# nothing yet\n", "---\n", "\ufeff"])
def test_an_empty_file_is_a_warning(content: str) -> None:
    [diagnostic] = read_catalogs([CatalogFile(path="a.yaml", content=content)]).diagnostics
    assert (str(diagnostic), diagnostic.severity) == ("a.yaml:1:1: note: holds nothing", "warning")


def test_a_list_or_a_single_value_is_no_catalog() -> None:
    expected = "where a catalog is a mapping with keys such as `organization`, `owners`, `databases`"
    assert told("- a\n", "text\n") == [f"a.yaml:1:1: a list, {expected}", f"b.yaml:1:1: a single value, {expected}"]


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    assert told("""\
        databases:
        - id: crm
          datasets:
          - id: people
            columns:
            - {name: mail, data_catgories: [user.contact.email]}
    """) == ["a.yaml:6:20: unknown key `data_catgories`\n  hint: did you mean `data_categories`?"]


def test_an_unknown_key_that_is_near_nothing_is_told_with_all_there_are() -> None:
    assert told("owners: [{id: a, zzz: b}]") == [
        "a.yaml:1:18: unknown key `zzz`\n  hint: expected `id`, `kind`, `title`, `lead`, `deputy` or `left`"
    ]


def test_an_unknown_key_with_nothing_behind_it_is_told_too() -> None:
    assert told("owners: [{id: a, kin: }]") == ["a.yaml:1:18: unknown key `kin`\n  hint: did you mean `kind`?"]


def test_a_text_cut_by_a_comma_between_braces_is_told() -> None:
    hint = "between braces a comma ends a value; a text with a comma needs quotes"
    assert told("activities: [{id: a, purpose: {en: Find, and bind, de: x, y: }}]") == [
        f"a.yaml:1:42: unknown key\n  hint: {hint}",
        f"a.yaml:1:59: unknown key `y`\n  hint: {hint}",
    ]


def test_a_duplicate_and_another_mistake_in_one_place_can_be_sorted() -> None:
    problems = read_catalogs(
        [CatalogFile(path="a.yaml", content="owners:\n- id: a\n- kin: x\n  id: a\n")],
    ).diagnostics
    assert len(InvalidInputError(problems).diagnostics) == 2


def test_a_key_stated_twice_is_told_with_both_places() -> None:
    assert told("owners:\n- id: a\n  title: b\n  title: c\n") == [
        "a.yaml:4:3: key `title` stated twice\n  a.yaml:3:3: first stated here"
    ]


def test_a_merged_key_is_not_stated_twice() -> None:
    assert told("owners:\n- &a {id: a, title: x}\n- {<<: *a, id: b}\n") == []


def test_a_merge_of_something_else_is_told() -> None:
    assert told("owners:\n- {id: a, <<: b}\n") == ["a.yaml:2:15: `<<` merges mappings; expected an alias of one"]


def test_a_list_as_a_key_is_told() -> None:
    assert told("owners:\n- {id: a, [b]: c}\n") == [
        "a.yaml:2:11: a list or mapping as a key; keys are single words",
    ]


@pytest.mark.parametrize("text", ["owners: !include b.yaml", "owners:\n- !!binary id: a", "!x\nowners: []"])
def test_custom_tags_are_no_part_of_the_language(text: str) -> None:
    assert "a tag (`!`); tags are no part of the catalog language" in told(text)[0]


WRONG_VALUES = {
    "databases: [{id: a, country: UK}]": "hint: write `GB` for the United Kingdom",
    "databases: [{id: a, country: el}]": "hint: write `GR` for Greece",
    "databases: [{id: a, country: EU}]": "hint: the Union is no country: name the country where the servers stand",
    "databases: [{id: a, country: XX}]": "`country`: expected a country's two letters such as DE",
    "databases: [{id: a, environment: prod}]": "did you mean `production`?",
    "databases: [{id: a, reviewed: 2026-02-30}]": "`reviewed`: there is no 30 February",
    "databases: [{id: a, reviewed: 2026-02-29}]": "`reviewed`: there is no 29 February in that year",
    "databases: [{id: a, reviewed: 2026-11-1}]": "`reviewed`: expected a date such as 2026-11-01",
    "databases: [{id: a, datasets: [{id: b, retention: 3 yrs}]}]": "hint: write `P3Y`",
    "databases: [{id: a, datasets: [{id: b, retention: 18 Months}]}]": "hint: write `P18M`",
    "databases: [{id: a, datasets: [{id: b, columns: [{name: c, data_categories: []}]}]}]": "an empty list under `data_categories`\n  hint: write `none`, or name categories",
    "roles: [{id: a, members: 12}]": "hint: write `{n: 12}`",
    "roles: [{id: a, members: twelve}]": "or a list; found a single value",
    "applications: [{id: b}]\naccess_logs: [{id: a, of: b, kept: 1 year}]": "hint: write `P1Y`",
    "databases: [{id: a, country: Germany}]": (
        "`country`: expected a country's two letters such as DE\n  hint: write `DE`"
    ),
    "databases: [{id: a, country: Österreich}]": "hint: write `AT`",
    "notices: [{id: a, countries: [FRANCE]}]": "hint: write `FR`",
    "databases: [{id: a, reviewed: 2026-13-01}]": "`reviewed`: there is no month 13",
    "databases: [{id: a, reviewed: 20261101}]": "`reviewed`: expected a date such as 2026-11-01",
    "databases: [{id: a, encryption: {at_rest: maybe}}]": "`at_rest`: expected `yes` or `no`",
    "databases: [{id: a, encryption: yes}]": (
        "`encryption`: expected a mapping with keys such as `at_rest`, `in_transit`"
    ),
    "databases: [{id: a, datasets: [{id: b, subject_count: many}]}]": (
        "`subject_count`: expected a whole number such as 3870, or a mapping with keys such as `n`, `as_of`"
    ),
    "databases: [{id: a, datasets: [{id: b, retention: 3 years}]}]": (
        "`retention`: expected a period such as P3Y, P18M or P180D, or a mapping with keys such as "
        "`period`, `from`, `law`, or `none`"
    ),
    "databases: [{id: a, datasets: [{id: b, retention: {period: P}}]}]": (
        "`period`: expected a period such as P3Y, P18M or P180D"
    ),
    "databases: [{id: a, datasets: [{id: b, subjects: customer}]}]": (
        "`subjects`: expected a list of data subjects; found a single value"
    ),
    "databases: [{id: a, owner: [b]}]": "`owner`: expected the id of an owner, or `none`; found a list",
    "databases: [{id: a, title: {b: c}}]": "`title`: expected a text; found a mapping",
    "databases: [{id: '  '}]": "`id`: expected a name on one line; found an empty text",
    'databases: [{id: "a\\nb"}]': "`id`: expected a name on one line",
    "databases: {id: a}": (
        "`databases`: expected a list of mappings with keys such as `id`, `title`, `owner`; found a mapping"
    ),
    "databases: [a]": "`databases`: expected a mapping with keys such as `id`, `title`, `owner`",
    "databases: [[]]": "`databases`: expected a mapping with keys such as `id`, `title`, `owner`; found a list",
    "databases: [~]": "a blank item under `databases`\n  hint: expected a mapping with keys such as",
    "databases: [{title: b}]": "`id` is missing\n  hint: expected a name on one line",
    "databases: [{id: b}]\ncopies: [{of: ~, to: b.c}]": "`of` is missing\n  hint: expected the id of a dataset",
    "roles: [{id: a, members: {n: -1}}]": "`n`: expected a whole number such as 3870",
    "roles: [{id: a, members: many}]": (
        "`members`: expected a mapping with keys such as `n`, `employer`, `country`, or a list"
    ),
    "incidents: [{id: a, aware_at: noon}]": "`aware_at`: expected a date such as 2026-11-01, or with its time",
    "notices: [{id: a, countries: NO}]": "`countries`: expected a list of values, each a country's two letters",
    "organization: {controller: {contact: a}}": "`name` is missing",
    "activities: [{id: a, legal_basis: 6(1)(x)}]": "`legal_basis`: expected `6(1)(a)`, `6(1)(b)`, ",
    "databases: [{id: a, environment: prodction}]": (
        "unknown word `prodction` for `environment`\n"
        "  hint: did you mean `production`? Expected `production`, `staging`, `test`, `development`, `analytics`, "
        "`backup`, `desktop` or `saas`"
    ),
    "databases: [{id: a, exposure: everywhere}]": (
        "unknown word `everywhere` for `exposure`\n  hint: expected `internet`, `partner` or `internal`"
    ),
    "databases: [{id: a, exposure: max@example.com}]": "`exposure`: expected `internet`, `partner` or `internal`",
    "grants: [{role: everyone, on: [], privilege: read}]": (
        "unknown word `read` for `privilege`\n  hint: did you mean `select`? Expected `select`, `insert`"
    ),
    "grants: [{role: everyone, on: [], privilege: banana}]": (
        "unknown word `banana` for `privilege`\n  hint: expected `select`, `insert`"
    ),
    "grants: [{role: everyone, on: [], privilege: selct}]": (
        "unknown word `selct` for `privilege`\n  hint: did you mean `select`?"
    ),
    "access_logs: [{id: a, of: [], events: [reed]}]": "unknown word `reed` for `events`\n  hint: did you mean `read`?",
}


@pytest.mark.parametrize("text", WRONG_VALUES)
def test_a_wrong_value_is_told_with_what_was_expected(text: str) -> None:
    [message] = told(text)
    assert WRONG_VALUES[text] in message


def test_the_place_is_that_of_the_value() -> None:
    assert told("databases:\n- id: a\n  country: Germany\n")[0].startswith("a.yaml:3:12: ")


def test_everything_wrong_in_all_files_is_told_at_once_sorted_by_place() -> None:
    messages = told("owners:\n- id: [a]\n- id: b\n  kin: team\n", "roles: [\n", b"\xff", "zones: [{id: z}]\n")
    places = [message.split(": ")[0] for message in messages]
    assert places == ["a.yaml:2:7", "a.yaml:4:3", "b.yaml:2:1", "c.yaml:1:1", "d.yaml:1:9", "d.yaml:1:9"]


def test_one_organization_is_stated_once() -> None:
    assert told("organization: {controller: A}\n", "\norganization: {controller: B}\n") == [
        "b.yaml:2:15: organization defined twice\n  a.yaml:1:15: first defined here"
    ]


def test_one_id_defined_twice_is_told_with_both_places() -> None:
    assert told("owners:\n- {id: lead}\n", "owners:\n- {id: other}\n- {id: lead}\n") == [
        "b.yaml:3:3: owner `lead` defined twice\n  a.yaml:2:3: first defined here"
    ]


def test_a_dataset_and_a_column_are_the_same_when_their_engine_says_so() -> None:
    text = """\
        databases:
        - id: a
          engine: {engine}
          datasets:
          - {{id: people, columns: [{{name: mail}}, {{name: Mail}}]}}
          - {{id: People}}
          - {{id: '"People"'}}
          - {{id: s3://bucket/People/}}
          - {{id: s3://bucket/people/}}
    """
    assert told(textwrap.dedent(text).format(engine="mysql")) == [
        "a.yaml:5:42: column `Mail` defined twice\n  a.yaml:5:28: first defined here",
        "a.yaml:7:5: dataset defined twice\n  a.yaml:6:5: first defined here",
    ]
    assert told(textwrap.dedent(text).format(engine="postgres")) == [
        "a.yaml:5:42: column `Mail` defined twice\n  a.yaml:5:28: first defined here",
        "a.yaml:6:5: dataset `People` defined twice\n  a.yaml:5:5: first defined here",
    ]


def test_the_same_dataset_in_two_databases_is_no_duplicate() -> None:
    assert told("databases: [{id: a, datasets: [{id: t}]}, {id: b, datasets: [{id: t}]}]") == []


# ── files that would exhaust the machine ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("_either_composer")
@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000, "[ # ]\n" * 50_000])
def test_deep_nesting_is_refused(text: str) -> None:
    started = time.perf_counter()
    assert told(text) == ["a.yaml:1:1: nested deeper than 64 levels"]
    assert time.perf_counter() - started < 10


@pytest.mark.usefixtures("_either_composer")
def test_aliases_that_unfold_into_billions_are_refused_at_once() -> None:
    lines = ["x0: &x0 [lol, lol]"] + [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    assert told("\n".join(lines)) == [
        "a.yaml:1:1: its aliases (`*`) repeat more than a catalog can hold\n  hint: write fewer"
    ]
    assert time.perf_counter() - started < 0.5


def test_a_chain_of_aliases_deeper_than_a_catalog_is_refused() -> None:
    lines = ["x0: &x0 [a]"] + [f"x{n}: &x{n} [*x{n - 1}]" for n in range(1, 3000)]
    [message] = told("\n".join(lines))
    assert "nested deeper than 64 levels" in message


def test_a_chain_of_merges_deeper_than_a_catalog_is_refused() -> None:
    lines = ["x0: &x0 {a0: b}"] + [f"x{n}: &x{n} {{<<: *x{n - 1}, a{n}: b}}" for n in range(1, 3000)]
    [message] = told("\n".join(lines))
    assert "nested deeper than 64 levels" in message


@pytest.mark.parametrize("text", ["owners: &a [*a]", "owners: [&a {id: b, <<: *a}]", "&a {owners: *a}"])
def test_an_alias_that_holds_itself_is_refused(text: str) -> None:
    [message] = told(text)
    assert "an alias (`*`) that holds itself" in message


def test_thousands_of_mistakes_are_told_in_seconds() -> None:
    rows = "\n".join(f"    - {{name: c{n}, data_catgory: x}}" for n in range(8_000))
    started = time.perf_counter()
    assert len(told(f"databases:\n- id: a\n  datasets:\n  - id: b\n    columns:\n{rows}")) == 8_000
    assert time.perf_counter() - started < 20


# ── no value of a file is repeated ───────────────────────────────────────────────────────────────────────────────────

CANARIES = ("Canary Jane Doe", "canary@example.org", "4111111111111111", "canary 12 Nightingale Road")
PLANTED = (
    "owners:\n- id: a\n  title: [{c}]\n",
    "owners:\n- id: a\n  kind: '{c}'\n",
    "owners:\n- id: a\n  left: '{c}'\n",
    "owners:\n- id: a\n  lead: '{c}'\n",
    "owners:\n- {{id: '{c}'}}\n- {{id: '{c}'}}\n",
    "owners:\n- id: a\n  '{c}': b\n  '{c}': c\n",
    "'{c}': a\n",
    "{c}\n",
    "- {c}\n",
    "owners: '{c}'\n",
    "owners: '{c}\n",
    'owners: "{c}\\q"\n',
    "owners: [{c}\n",
    "owners: {{{c}\n",
    "owners:\n- id: {c}: b\n",
    "# {c}\nowners: [\n",
    "owners: !{c} a\n",
    "owners:\n\t{c}\n",
    "owners: *{c}\n",
    "roles:\n- {{id: a, members: {{n: '{c}', country: '{c}', employer: ['{c}']}}}}\n",
    "databases:\n- id: a\n  country: '{c}'\n  reviewed: '{c}'\n  encryption: '{c}'\n  environment: '{c}'\n",
    "databases:\n- id: a\n  datasets:\n  - {{id: b, retention: '{c}', subject_count: '{c}', subjects: ['{c}']}}\n",
    "databases:\n- id: a\n  datasets:\n  - id: b\n    columns:\n    - {{name: c, data_categories: ['{c}']}}\n",
    "attestations:\n- id: a\n  statement: ['{c}']\n  made_by: '{c}'\n  made_on: '{c}'\n  answer: '{c}'\n",
    "incidents:\n- {{id: a, aware_at: '{c}', reasons: {{b: '{c}'}}}}\n",
)


@pytest.mark.usefixtures("_either_composer")
@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("planted", PLANTED)
def test_no_message_repeats_a_value_that_may_be_about_somebody(planted: str, canary: str) -> None:
    messages = told(planted.format(c=canary))
    assert messages
    assert not [message for message in messages for word in canary.split() if word in message and len(word) > 2]


# ── what only a model knows ──────────────────────────────────────────────────────────────────────────────────────────


class Spell(Placed):
    """Some days."""

    first: Day
    last: Day

    @model_validator(mode="after")
    def _in_order(self) -> "Spell":
        if self.first > self.last:
            raise ValueError("ends before it starts")
        return self


class Calendar(BaseModel):
    """Spells."""

    spell: Spell


def test_a_rule_of_a_model_that_no_shape_tells_of_names_the_key_it_is_about() -> None:
    content = "spell: {first: 2026-02-02, last: 2026-01-01}"
    read = read_documents(CatalogFile(path="a.yaml", content=content), Calendar, "a calendar")
    assert [str(problem) for problem in read.problems] == ["a.yaml:1:1: `spell` can't be read as meant"]
    assert read.documents == ()


def test_reading_leaves_the_models_as_they_are_for_everyone_else() -> None:
    """Objects can be made in Python, too, by the names of their attributes."""
    made: Any = Catalog.model_validate({"owners": [{"id": "a", "left": "2026-01-01"}]})
    assert made.owners[0].span.path == "<catalog>"
