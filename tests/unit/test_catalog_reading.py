"""What a catalog says when it is read: values typed by their field, blanks, anchors, many files, places."""

import textwrap
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inventory.catalog import composing
from inventory.catalog.reader import CatalogFile, ReadCatalog, read_catalogs
from inventory.diagnostics import Span


def read(*texts: str | bytes) -> ReadCatalog:
    files = [
        CatalogFile(path=f"{letter}.yaml", content=textwrap.dedent(text) if isinstance(text, str) else text)
        for letter, text in zip("abcdef", texts, strict=False)
    ]
    return read_catalogs(files)


def well_read(*texts: str | bytes) -> ReadCatalog:
    result = read(*texts)
    assert result.diagnostics == ()
    return result


@pytest.fixture(params=["libyaml", "without libyaml"])
def either_composer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without libyaml":
        monkeypatch.setattr(composing, "Composer", composing.PythonComposer)


@pytest.mark.usefixtures("either_composer")
class TestValues:
    def test_values_are_typed_by_their_field_and_not_by_yaml(self) -> None:
        catalog = well_read("""
            databases:
            - id: 0123
              country: NO
              title: 12:30
              default_schema: 1e3
              legal_entity: yes
        """).catalog
        database = catalog.databases[0]
        assert (database.id, database.country, database.title) == ("0123", "NO", "12:30")
        assert (database.default_schema, database.legal_entity) == ("1e3", "yes")

    def test_dates_counts_and_answers_become_what_they_mean(self) -> None:
        catalog = well_read("""
            databases:
            - id: crm
              encryption: {at_rest: Yes, in_transit: none}
              reviewed: 2026-11-01
              datasets:
              - {id: people, subject_count: 31000000, synthetic: false}
            incidents:
            - {id: one, indicated: 2026-11-01, aware_at: "2026-11-01T09:30:00Z", notified: 2026-11-02 10:00}
        """).catalog
        database = catalog.databases[0]
        assert database.encryption is not None
        assert (database.encryption.at_rest, database.encryption.in_transit) == (True, False)
        assert database.reviewed == date(2026, 11, 1)
        assert database.datasets[0].subject_count is not None
        assert database.datasets[0].subject_count.n == 31_000_000
        assert database.datasets[0].synthetic is False
        incident = catalog.incidents[0]
        assert incident.indicated == date(2026, 11, 1)
        assert not isinstance(incident.indicated, datetime)
        assert incident.aware_at == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
        assert incident.notified == datetime(2026, 11, 2, 10)

    @pytest.mark.parametrize("blank", ["", "~", "null", "Null", "NULL"])
    def test_blank_says_nothing(self, blank: str) -> None:
        catalog = well_read(f"databases:\n- id: crm\n  owner: {blank}\n  datasets: {blank}\n").catalog
        assert catalog.databases[0].owner is None
        assert catalog.databases[0].datasets == []

    @pytest.mark.parametrize("absent", ["none", "None", "no", "NO"])
    def test_none_and_no_say_that_there_is_none(self, absent: str) -> None:
        catalog = well_read(f"activities:\n- id: a\n  lia: {absent}\n  retention: {absent}\n").catalog
        assert catalog.activities[0].lia == "none"
        assert catalog.activities[0].retention == "none"

    def test_no_in_quotes_is_a_text(self) -> None:
        assert well_read('activities:\n- {id: a, lia: "no"}\n').catalog.activities[0].lia == "no"

    def test_norway_is_no_absence(self) -> None:
        catalog = well_read("notices:\n- {id: a, countries: [NO, no, SE]}\n- {id: b, countries: none}\n").catalog
        assert catalog.notices[0].countries == ["NO", "NO", "SE"]
        assert catalog.notices[1].countries == "none"

    def test_short_forms_stand_for_mappings_and_lists(self) -> None:
        catalog = well_read("""
            databases:
            - id: crm
              datasets:
              - {id: people, retention: P3Y}
            roles:
            - {id: agents, members: {n: 3, country: ph}}
            grants:
            - {role: agents, on: crm.people, privilege: select}
        """).catalog
        retention = catalog.databases[0].datasets[0].retention
        assert retention is not None
        assert retention != "none"
        assert retention.period == "P3Y"
        assert catalog.roles[0].members is not None
        assert catalog.roles[0].members[0].country == "PH"
        assert (catalog.grants[0].on, catalog.grants[0].privilege) == (["crm.people"], ["select"])

    def test_standard_tags_change_nothing(self) -> None:
        assert well_read("owners:\n- id: !!str 12\n").catalog.owners[0].id == "12"

    def test_anchors_aliases_and_merge_keys_are_unfolded(self) -> None:
        catalog = well_read("""
            databases:
            - &first
              id: one
              country: DE
              encryption: &encrypted {at_rest: yes}
              datasets: [{id: t, columns: [&mail {name: mail, data_categories: [user.contact.email]}]}]
            - <<: *first
              id: two
              encryption:
                <<: [{in_transit: no}, *encrypted]
              datasets: [{id: u, columns: [*mail]}]
        """).catalog
        one, two = catalog.databases
        assert (two.id, two.country) == ("two", "DE")
        assert two.encryption is not None
        assert (two.encryption.at_rest, two.encryption.in_transit) == (True, False)
        assert two.datasets[0].columns == one.datasets[0].columns
        assert (one.span.line, two.span.line) == (3, 8)

    def test_a_byte_order_mark_and_windows_line_ends_are_fine(self) -> None:
        catalog = well_read("\ufeffowners:\r\n- id: a\r\n- id: b\r\n".encode()).catalog
        assert [(owner.id, owner.span.line, owner.span.column) for owner in catalog.owners] == [
            ("a", 2, 3),
            ("b", 3, 3),
        ]

    def test_several_documents_in_a_file_are_one_catalog(self) -> None:
        catalog = well_read("owners: [{id: a}]\n---\nowners: [{id: b}]\n---\n").catalog
        assert [owner.id for owner in catalog.owners] == ["a", "b"]

    def test_a_text_may_be_given_instead_of_bytes(self) -> None:
        assert well_read("owners: [{id: ä}]").catalog.owners[0].id == "ä"


def test_the_first_example_of_the_language_is_read_as_meant() -> None:
    catalog = well_read(Path(__file__).with_name("test_catalog_example.yaml").read_bytes()).catalog
    purchases = catalog.databases[0].datasets[0]
    assert [column.name for column in purchases.columns] == ["customer_id", "item"]
    assert str(catalog.activities[0].purpose) == "Resolve a customer's open case"
    assert catalog.access_logs[1].reviewed == "none"


def test_lists_over_many_files_are_joined_in_the_order_of_the_files() -> None:
    catalog = well_read("owners: [{id: b}]", "organization: {controller: Shop}", "owners: [{id: a}]").catalog
    assert [owner.id for owner in catalog.owners] == ["b", "a"]
    assert catalog.organization is not None
    assert catalog.organization.controller == "Shop"


def test_an_object_knows_where_it_begins_and_ends() -> None:
    catalog = well_read(
        """\
        databases:
        - id: crm
          title: Customers
          datasets:
          - id: people

            columns:
            - name: mail
              description: |
                Where we write to.
                All of it.

            # a comment
            - {name: phone,
               free_text: no}
          country: DE

        # another

        owners: []
        """
    ).catalog
    database = catalog.databases[0]
    people = database.datasets[0]
    assert database.span == Span(path="a.yaml", line=2, column=3, end_line=16)
    assert people.span == Span(path="a.yaml", line=5, column=5, end_line=15)
    assert [(column.span.line, column.span.end_line) for column in people.columns] == [(8, 11), (14, 15)]


def test_an_object_that_ends_with_an_alias_ends_on_the_line_of_the_alias() -> None:
    catalog = well_read("databases:\n- id: a\n  encryption: &e\n    at_rest: yes\n- id: b\n  encryption: *e\n").catalog
    assert [(one.span.line, one.span.end_line) for one in catalog.databases] == [(2, 4), (5, 6)]


def test_what_can_be_read_is_read_in_spite_of_mistakes() -> None:
    result = read("""
        databases:
        - id: crm
          country: nowhere
          datasets:
          - id: people
            columns:
            - {name: mail, data_categories: [user.contact.email], wrong: x}
            - {nam: phone}
        - owner: nobody-has-an-id
        roles: {}
        owners: [{id: lead}]
    """)
    assert len(result.diagnostics) == 6
    assert [database.id for database in result.catalog.databases] == ["crm"]
    people = result.catalog.databases[0].datasets[0]
    assert [column.name for column in people.columns] == ["mail"]
    assert people.columns[0].data_categories == ["user.contact.email"]
    assert [owner.id for owner in result.catalog.owners] == ["lead"]
