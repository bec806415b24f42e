"""What GRANT and REVOKE in SQL show of who can reach what."""

from support import drawn, rows

CLINIC = """\
databases:
- id: db
  engine: postgres
  default_schema: public
  owner: lead
  datasets:
  - {id: patient, columns: [{name: email, data_categories: [user.contact.email]}]}
  - {id: clinic.visit, columns: [{name: diagnosis, data_categories: [user.health_and_medical]}]}
  - {id: clinic.bill, columns: [{name: iban, data_categories: [user.financial.bank_account]}]}
owners: [{id: lead}]
roles:
- {id: nurses, members: [{n: 7}]}
grants:
- {role: nurses, on: [db.patient], privilege: [select], condition: case, reason: care}
"""

GRANTS = "select grantee, dataset_id, privilege, condition from grants order by all"


def test_rights_on_a_table_and_on_all_of_a_schema_are_grants_that_stand() -> None:
    sql = """
        grant select on patient to public;
        grant select, update (iban), references on all tables in schema clinic to reporting with grant option;
        grant all on sequence s to reporting;"""
    assert rows(drawn(CLINIC, sql), GRANTS) == [
        ("everyone", "db.patient", "select", "standing"),
        ("nurses", "db.patient", "select", "case"),
        ("reporting", "db.clinic.bill", "select", "standing"),
        ("reporting", "db.clinic.bill", "update", "standing"),
        ("reporting", "db.clinic.visit", "select", "standing"),
        ("reporting", "db.clinic.visit", "update", "standing"),
    ]


def test_a_role_no_catalog_lists_has_people_whom_nobody_counted() -> None:
    connection = drawn(CLINIC, "\ngrant select on clinic.visit to analyst; grant analyst to reporting, nurses")
    assert rows(connection, "select role_id, people, line from roles where role_id <> 'nurses' order by all") == [
        ("analyst", None, 2),
        ("reporting", None, 2),
    ]
    assert rows(connection, "select role_id, member_of from memberships order by all") == [
        ("nurses", "analyst"),
        ("reporting", "analyst"),
    ]
    assert rows(
        connection, "select role_id, people, exact from reach where dataset_id = 'db.clinic.visit' order by all"
    ) == [
        ("analyst", 1, False),
        ("nurses", 7, True),
        ("reporting", 1, False),
    ]


def test_what_a_catalog_says_of_a_grant_stands_alone() -> None:
    connection = drawn(CLINIC, "grant select on public.patient to nurses")
    assert rows(connection, GRANTS) == [("nurses", "db.patient", "select", "case")]


def test_what_the_same_script_takes_back_is_no_grant() -> None:
    scripts = {
        "a.sql": "grant select, update on patient to a; revoke all on patient from a;"
        "grant select, update on patient to b; revoke update on patient from b;"
        "grant select on patient to c; revoke grant option for select on patient from c;"
        "grant a to b; revoke a from b",
        "b.sql": "revoke select on patient from b",
    }
    connection = drawn(CLINIC, scripts)
    assert rows(connection, f"select grantee, privilege from ({GRANTS}) where grantee <> 'nurses'") == [
        ("b", "select"),
        ("c", "select"),
    ]
    assert rows(connection, "from memberships") == []


def test_who_a_person_is_stays_out_of_the_map() -> None:
    connection = drawn(CLINIC, 'grant select on patient to user "anna.muster"; grant select on patient to group staff')
    found = [role for (role,) in rows(connection, "select role_id from roles where role_id <> 'nurses' order by all")]
    assert found == ["account-" + found[0].removeprefix("account-"), "staff"]
    assert "anna" not in found[0]


def test_rights_on_tables_to_come_are_told_as_unknown() -> None:
    sql = "-- system: lake, dialect: snowflake\ngrant select on future tables in schema marts to role analyst"
    connection = drawn(CLINIC, sql)
    assert rows(connection, "select what, reason from unknowns") == [
        ("GRANT", "on which tables to come it bears is not told")
    ]


def test_what_a_role_may_that_everyone_has_everyone_may() -> None:
    sql = "grant select on clinic.bill to a; grant a to b; grant b, nurses to public"
    assert rows(drawn(CLINIC, sql), f"select dataset_id from ({GRANTS}) where grantee = 'everyone' order by all") == [
        ("db.clinic.bill",),
        ("db.patient",),
    ]
