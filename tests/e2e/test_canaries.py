"""What stands in SQL as a value, and what a catalog says where it can't be read, is found nowhere afterwards.

Each canary is a word of its own, planted where secrets and people's data stand. After every command in every format no
byte of the private folder, of what was printed, or of a report holds one. What people write to be read is another
matter, and is shown on purpose: names of stores, columns, roles and files, the descriptions, reasons and purposes of a
catalog. So are schema comments, which `COMMENT 'words'` says to readers; what they say of columns is kept with
the traces and the map, and tells the classification what the columns may hold.
Columns that a PIVOT calls after its values have those for names. In SQL of a dialect that nobody told, what that
dialect alone takes for a value (`"words"`, unless it is shaped as an address or a number is) or a comment (`# words`) can't be told from a name.
"""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from support import Ran, project, ran, write

CANARY = re.compile(rb"(?i)canary[a-z0-9_]*|4929\d{6,}|c2VjcmV0[A-Za-z0-9+/=]*")

CATALOG = """\
databases:
- id: shop
  engine: {engine}
  datasets:
  - {{id: people, columns: [{{name: id}}, {{name: email, data_categories: [user.contact.email]}}, {{name: card}}]}}
- {{id: lab, engine: postgres}}
"""

STATEMENTS = {
    "postgres": r"""
-- canary_line_comment
/* canary_block_comment 4929123456789012 */
select email from people where email = 'canary@example.com' and card = 4929000000000001; -- canary_trailing
select /*+ canary_hint */ * from people where email like 'canary%' escape 'canary' or id in (4929000000000002, 'canary_in');
create table copy as select email, 'canary_constant' as kind, 'canary_unnamed', 4929000000000003 from people;
create view v as select case when email = 'canary_case' then 'canary_then' else 'canary_else' end as x from people;
insert into people (id, email) values (4929000000000004, 'canary_values');
update people set email = 'canary_set' where id = 4929000000000005;
delete from people where email = 'canary_delete';
merge into people t using (select 'canary_merge' as email, 1 as id) s on t.id = s.id
  when matched then update set email = 'canary_matched' when not matched then insert (email) values ('canary_new');
create table typed (a text default 'canary_default', b text check (b in ('canary_check')), c int default 4929000000000006);
create type mood as enum ('canary_enum');
select email::text || 'canary_concat', E'canary_escaped\n', U&'canary_unicode', $$canary_dollars$$, $x$canary_tag$x$ from people;
select data->>'canary_key', data #>> '{canary_path}' from people;
select interval 'canary interval', date 'canary-date', x'c2VjcmV0', b'1010' from people;
copy people to 's3://canary_user:canary_password@bucket/x.csv' with (format csv, delimiter 'canary_delimiter');
copy people from 's3://bucket/y.csv?X-Amz-Signature=canary_signature&token=canary_token';
copy people to program 'curl -H canary_header https://example.com';
create user someone with password 'canary_user_password';
alter role someone password 'canary_role_password';
create server s foreign data wrapper w options (host 'canary_host', password 'canary_option');
create function f() returns text as $$ select 'canary_body'; begin; execute 'canary_dynamic'; end $$ language plpgsql;
do $$ begin perform 'canary_do'; end $$;
set session my.secret = 'canary_setting';
prepare p as select * from people where email = 'canary_prepared'; execute p('canary_argument');
select who from people p join copy c on p.email = c.email || 'canary_join' group by 'canary_group' order by 'canary_order';
select email from people limit 4929000000000007 offset 4929000000000008;
select percentile_cont(0.5) within group (order by id), string_agg(email, 'canary_separator') from people;
select * from people where email ~ 'canary_regex' and position('canary_position' in email) > 0;
select missing_column, 'canary_beside_unknown' from people, copy where nobody.x = 'canary_unresolved';
values ('canary_bare_values', 4929000000000009);
comment on table people is 'words for readers';
select email from people where email = ‘canary_typographic@example.com’ or card in (“4929000000000021”, „canary_low“, «canary_angle»);
select email from people where email = ’canary wrong way; round’ and id = 4929000000000022;
select email from people where email = ‘canary_never closed
;
select "canary_as_name@example.com" as x, "4929 1234 5678 9012" from people where email = "canary_where@example.com";
create table leaked as select "canary_column@example.com" from people;
nonsense 'canary_nonsense' (4929000000000010;
select 'canary_unterminated;
""",
    "snowflake": r"""
copy into people from @stage/x.csv credentials = (aws_key_id = 'canary_key_id' aws_secret_key = 'canary_secret_key');
copy into 's3://bucket/out/' from people encryption = (master_key = 'c2VjcmV0a2V5') file_format = (type = csv null_if = ('canary_null'));
create stage st url = 's3://bucket' credentials = (aws_key_id = 'canary_stage_key' aws_secret_key = 'canary_stage_secret');
create table t as select parse_json('{"canary_json": 1}'):a::string as x, data:field['canary_index'] as y from people;
select "canary_as_name@example.com" from people;
create or replace procedure p() returns string language javascript as $$ var x = 'canary_javascript'; $$;
create user u password = 'canary_password' ;
set v = 'canary_variable'; select $v;
alter session set query_tag = 'canary_tag';
select * from table(generator(rowcount => 4929000000000011));
""",
    "redshift": r"""
unload ('select * from people where email = ''canary_inner'' ') to 's3://bucket/p_' credentials 'aws_access_key_id=canary_id;aws_secret_access_key=canary_secret';
unload ('select email from people') to 's3://bucket/q_' iam_role 'arn:aws:iam::492912345678:role/canary_role';
copy people from 's3://bucket/in' access_key_id 'canary_access' secret_access_key 'canary_secret_access' session_token 'canary_session';
create external schema e from data catalog database 'canary_database' iam_role 'canary_iam';
""",
    "mysql": r"""
select email from people where email = "canary_double" and card = 0x4929000000000012;
create table copy (kind enum('canary_enum_a', 'canary_enum_b') comment 'words', s set('canary_set_a'));
load data infile '/tmp/x.csv' into table people fields terminated by 'canary_terminated' set email = 'canary_load';
create user 'canary_account'@'localhost' identified by 'canary_identified';
set password for someone = 'canary_set_password';
change master to master_password = 'canary_master';
insert into people (email) values ("canary_inserted") on duplicate key update email = "canary_duplicate";
select * from people where match (email) against ('canary_against');
grant select on people to someone identified by 'canary_granted';
# canary_hash_comment
select email from people where email = $$canary_dollars@example.com$$ or email = $x$canary_tagged$x$;
select /*! email, "canary_executed", */ id from people; /*!50001 insert into people (email) values ("canary_run") */;
/*!40101 set names 'canary_versioned' */;
select email from people into outfile 'people.csv' fields enclosed by 'canary_enclosed';
select "canary_broken
""",
    "bigquery": r'''
create table t options (description = "words", labels = [("canary_label", "canary_value")]) as select email from people;
select r"canary_raw", """canary_triple""", b"canary_bytes", json '{"canary": 1}', timestamp "canary 2026" from people;
export data options (uri = "gs://bucket/x/*.csv", format = "csv") as select email from people where email = "canary_export";
select * from people where email in unnest(["canary_unnest"]) and card = 4929000000000013;
declare x string default "canary_declare"; execute immediate "select 'canary_immediate'";
create model m options (model_type = "canary_model") as select * from people;
''',
    "spark": r"""
insert overwrite table people partition (dt = 'canary_partition') select email from people where dt = 'canary_dt';
create table t using jdbc options (url 'jdbc:x://host', user 'canary_jdbc_user', password 'canary_jdbc_password');
create table u using parquet tblproperties ('canary_property' = 'canary_property_value') as select email from people;
select "canary_spark_double", regexp_replace(email, 'canary_pattern', 'canary_replacement') from people;
add jar 'canary.jar'; set spark.secret=canary_unquoted_setting;
""",
    "tsql": r"""
select email from people where email = $$canary_dollars; canary_more@example.com$$ or email = N‘canary_national_typographic’;
select N'canary_national', 'canary_plain' as [kind] into copy from people where email = N'canary_where';
bulk insert people from 'x.csv' with (data_source = 'canary_source', fieldterminator = 'canary_field');
create login someone with password = 'canary_login';
exec sp_executesql N'select ''canary_dynamic''';
exec my_procedure @secret = 'canary_parameter', @n = 4929000000000014;
open symmetric key k decryption by password = 'canary_symmetric';
select * from openrowset('SQLNCLI', 'Server=x;UID=canary_uid;PWD=canary_pwd', 'select 1');
print 'canary_print'; raiserror('canary_raised', 16, 1); declare @x varchar(10) = 'canary_declared';
""",
    "oracle": r"""
insert into people (email) values ("canary_as_name@example.com", "Canary Street 1, 4929123456 Town");
select email from people where email = $$canary_dollars$$;
select q'[canary_quoted]', nq'{canary_national}' from people;
create user someone identified by canary_bare_password;
create database link l connect to someone identified by canary_link_password using 'canary_using';
alter user someone identified by "canary_quoted_password";
begin insert into people (email) values ('canary_block'); execute immediate 'canary_immediate'; end;
/
""",
    "clickhouse": r"""
insert into people format CSV canary_csv,4929000000000031
insert into people (id, email) format JSONEachRow {"email": "canary_json"}{"email": "canary; more"};
insert into people settings async_insert = 1 format Values (canary_bare, 'canary_values');
insert into people format TabSeparated canary_tabs	4929000000000032
""",
}

FORMATS = ("text", "json", "markdown")
QUESTIONS = (
    ("where", "user"),
    ("trace", "shop.people.email"),
    ("copies",),
    ("transfers",),
    ("who", "shop.people"),
    ("audit",),
    ("gaps", "--all"),
    ("query", "select * from statements"),
    ("query", "select * from flows"),
    ("query", "select * from unknowns"),
    ("query", "select * from columns"),
    ("query", "select * from datasets"),
    ("scan", "--strict"),
)

FEW = (("trace", "shop.people.email"), ("gaps", "--all"), ("query", "select * from statements"), ("scan", "--strict"))


def nothing_in(told: Ran | bytes, where: object) -> None:
    """No canary was found."""
    data = told if isinstance(told, bytes) else f"{told.out}\n{told.err}".encode()
    found = sorted(set(CANARY.findall(data)))
    assert not found, (where, found)


def nothing_kept(folder: Path) -> None:
    """No canary in the rows of the map, nor in any byte of any file of the private folder."""
    with duckdb.connect(str(folder / ".inventory/map.duckdb"), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            nothing_in(repr(connection.execute(f"from {table}").fetchall()).encode(), table)
    for path in (folder / ".inventory").rglob("*"):
        if path.is_file():
            nothing_in(path.read_bytes(), path.name)


@pytest.mark.parametrize("dialect", STATEMENTS)
def test_no_value_in_sql_is_kept_or_shown_anywhere(dialect: str, tmp_path: Path) -> None:
    folder = project(tmp_path, CATALOG.format(engine=dialect), {"shop/a.sql": STATEMENTS[dialect]})
    nothing_in(ran(folder, "scan"), "scan")
    nothing_kept(folder)
    every = dialect == "postgres"  # the map holds nothing, so for the others a few are enough
    for words in QUESTIONS if every else FEW:
        for format in FORMATS if every else ("json",):
            done = ran(folder, *words, "--format", format)
            assert done.code == (2 if words == ("scan", "--strict") and done.err else 0), done
            nothing_in(done, words)
    nothing_in(ran(folder, "gaps", "-f", "sarif"), "sarif")
    for words in (("map",), ("map", "--system", "shop"), ("map", "--focus", "shop.people")) if every else ():
        nothing_in(ran(folder, *words), words)


@pytest.mark.parametrize("dialect", STATEMENTS)
def test_no_value_is_kept_or_shown_where_statements_stand_alone(dialect: str, tmp_path: Path) -> None:
    """One file for each line, so that one that can't be parsed does not hide the others."""
    lines = [line for line in STATEMENTS[dialect].strip().split("\n") if line]
    folder = project(
        tmp_path, CATALOG.format(engine=dialect), {f"shop/{n:02}.sql": line for n, line in enumerate(lines)}
    )
    nothing_in(ran(folder, "scan", "--strict"), "scan")
    nothing_kept(folder)


def test_sql_in_a_dialect_that_nobody_told_keeps_no_value_in_single_quotes(tmp_path: Path) -> None:
    for dialect, text in STATEMENTS.items():
        plain = "\n".join(line for line in text.split("\n") if not re.search(r'["\[]|^#', line))
        write(tmp_path, {f"shop/{dialect}_{n}.sql": line for n, line in enumerate(plain.split("\n"))})
    nothing_in(ran(tmp_path, "scan", "shop", "--strict"), "scan")
    nothing_kept(tmp_path)


def test_rows_that_follow_a_statement_are_not_kept_over_many_lines(tmp_path: Path) -> None:
    rows = "insert into people (email)\nformat CSV\ncanary_one,1\n'canary_two,2\n\ncanary_three,3\n"
    after = ";\nselect email from people;\n"
    folder = project(tmp_path, CATALOG.format(engine="clickhouse"), {"shop/a.sql": rows + after})
    nothing_in(ran(folder, "scan"), "scan")
    nothing_kept(folder)
    assert "select email from people" in ran(folder, "query", "select text from statements").out


WRONG: dict[str, tuple[str, str]] = {
    "a date": ("holds_since: 2026-01-01", "holds_since: canary@example.com"),
    "a date like a number": ("holds_since: 2026-01-01", "holds_since: 4929000000000001"),
    "a word of a choice": ("kind: table", "kind: canary secret value"),
    "a count": ("subject_count: 10", "subject_count: canary 4929000000000001"),
    "yes or no": ("synthetic: no", "synthetic: canary is no answer"),
    "a country": ("country: DE", "country: canaryland"),
    "a period": ("retention: P1Y", "retention: canary@example.com"),
    "a list": ("lookup_keys: [id]", "lookup_keys: {canary: 4929000000000001}"),
    "a text": ("description: words", "description: {canary: [canary, canary]}"),
    "a reference to an address": ("owner: lead", "owner: canary@example.com"),
    "a reference to a number": ("owner: lead", "owner: 4929000000000001"),
    "a category that is an address": ("[user.contact.email]", "[canary@example.com]"),
    "no YAML": ("description: words", 'description: "canary'),
    "no YAML either": ("description: words", "description: [canary, {"),
    "a tag": ("description: words", "description: !canary 'canary secret'"),
    "an alias": ("description: words", "description: *canary@example.com"),
    "a tab": ("description: words", "description: words\n\tcanary: canary"),
    "a key that is an address": ("description: words", "canary@example.com: 4929000000000001"),
    "a key given twice": ("description: words", "description: canary words\n    description: canary others"),
}
FULL = """\
owners: [{id: lead}]
databases:
- id: shop
  engine: postgres
  country: DE
  datasets:
  - id: people
    description: words
    owner: lead
    kind: table
    holds_since: 2026-01-01
    subject_count: 10
    synthetic: no
    retention: P1Y
    lookup_keys: [id]
    columns: [{name: id}, {name: email, data_categories: [user.contact.email]}]
"""


@pytest.mark.parametrize("wrong", WRONG)
def test_no_value_of_a_catalog_is_shown_where_it_cannot_be_read_as_meant(wrong: str, tmp_path: Path) -> None:
    right, planted = WRONG[wrong]
    assert right in FULL
    folder = project(tmp_path, FULL.replace(right, planted))
    for command in ("scan", "validate"):
        done = ran(folder, command)
        assert done.code == 2, done
        assert "Traceback" not in done.err
        nothing_in(done, wrong)
    assert not (folder / ".inventory/map.duckdb").exists()


def test_what_stands_beside_a_mistake_is_not_shown(tmp_path: Path) -> None:
    catalog = (
        FULL.replace("words", "canary words").replace("engine:", "engin:").replace("id: lead", "id: lead, left: x")
    )
    folder = project(tmp_path, catalog)
    done = ran(folder, "validate")
    assert done.code == 2
    nothing_in(done, "validate")


@pytest.mark.parametrize(
    "settings",
    [
        "suppressions: [{rule: owner-missing, on: x, reason: canary, author: canary, until: canary@example.com}]",
        "thresholds: {large_scale: canary 4929000000000001}",
        "as_of: canary@example.com",
        "rules: {canary: canary}",
        "title: [canary]",
        "canary@example.com: 4929000000000001",
        "sql: 'canary",
        "suppressions: [{rule: canary@example.com, on: x, reason: x, author: x, until: 2027-01-01}]",
    ],
)
def test_no_value_of_a_project_file_is_shown_where_it_cannot_be_read_as_meant(settings: str, tmp_path: Path) -> None:
    folder = project(tmp_path, FULL)
    text = (folder / "inventory.yaml").read_text("utf-8")
    key = settings.split(":")[0]
    kept = [line for line in text.splitlines() if not line.startswith(f"{key}:")]
    (folder / "inventory.yaml").write_text("\n".join([*kept, settings]) + "\n", "utf-8")
    for command in ("scan", "validate"):
        done = ran(folder, command)
        assert done.code == 2, done
        nothing_in(done, settings)


def test_a_bug_while_a_statement_is_read_shows_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import inventory.sql.script

    def broken(*_: Any, **__: Any) -> Any:
        raise ValueError("canary in a message")

    monkeypatch.setattr(inventory.sql.script, "read_statement", broken)
    folder = project(tmp_path, FULL, {"shop/a.sql": "select 'canary_value' from people"})
    done = ran(folder, "scan", "--strict")
    assert done.code == 2
    nothing_in(done, "scan")
    nothing_kept(folder)


def test_what_people_write_to_be_read_is_shown(tmp_path: Path) -> None:
    """The other side of the coin: a name and a reason are told as they are."""
    settings = (
        "suppressions: [{rule: readers-unknown, on: '*', reason: canary reason, author: dpo, until: 2027-01-01}]\n"
    )
    folder = project(tmp_path, FULL.replace("id: people", "id: canary_people"), settings=settings)
    ran(folder, "scan")
    assert "canary_people" in ran(folder, "where", "user").out
    assert "canary reason" in ran(folder, "gaps", "-f", "json").out
