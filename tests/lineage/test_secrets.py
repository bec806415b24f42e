"""No value of a literal, comment or credential gets out of the SQL it stands in, whatever becomes of the statement."""

import json
import logging

import pytest

from inventory.sql import read_script, to_json

WORD = "zebra7731"
NUMBER = "4929771177"

SCRIPTS = [
    ("postgres", "select a, 'W' as b from t where c = 'W' and d = N -- W\n/* W N */"),
    ("postgres", "select 'W', N from t group by 1 order by 2"),
    ("postgres", "insert into t values ('W', N) on conflict (a) do update set a = 'W'"),
    ("postgres", "select * from t where a = 'W"),
    ("postgres", "select from where 'W' and ( N"),
    ("postgres", "select $$W$$, E'W\\n', U&'W' from t"),
    ("postgres", "select data ->> 'W', data['W'] from t"),
    ("postgres", "create user x password 'W'; alter user x with password W; set password to W"),
    ("postgres", "create server s foreign data wrapper w options (password 'W')"),
    ("postgres", "do $$ begin raise notice 'W'; insert into a select b from c where d = 'W'; execute 'W'; end $$"),
    ("postgres", "create function f() returns int as $$ x = 'W' $$ language plpython3u"),
    ("postgres", "copy t from stdin;\n1\tW\tN\n\\.\nselect 1"),
    ("postgres", "\\connect postgres://ann:W@host/db\nselect 1"),
    ("redshift", "copy t from 's3://b/x' credentials 'aws_access_key_id=W;aws_secret_access_key=N' csv"),
    ("redshift", "unload ('select * from t where x=''W''') to 's3://b/x' credentials 'W'"),
    ("redshift", "unload ('select * from t where ((x=''W''') to 's3://b/x' credentials 'W'"),
    ("snowflake", "copy into t from 's3://b/x' credentials=(aws_key_id='W' aws_secret_key='W')"),
    ("snowflake", "create stage s url='s3://x' credentials=(aws_key_id='W')"),
    ("snowflake", "execute immediate 'insert into a select ''W'''"),
    ("oracle", "create user x identified by W; alter user x identified by \"W\""),
    ("oracle", "connect scott/W@db;\nselect 1 from dual"),
    ("mysql", "select * from t where a = \"W\" and b = x'N'"),
    ("mysql", "load data infile '/x' into table t fields terminated by 'W'"),
    ("bigquery", 'select r"W", b"W", """W""", date "W" from t'),
    ("bigquery", "create procedure p() begin insert into t select a from u where b = 'W'; execute immediate 'W'; end"),
    ("bigquery", "export data options(uri='gs://b/x?k=W', format='W') as select a from t where b='W'"),
    ("tsql", "select N'W', 0xN from t; exec p 'W'; insert into t values ('O'W', 'W')"),
    ("hive", "set hive.x=N; insert overwrite directory 's3://k:W@b/x?sig=W' select a from t"),
    ("duckdb", "select * from read_csv('https://u:W@h/x.csv?token=W', header=true); attach 'postgres://u:W@h/d'"),
    ("clickhouse", "select * from s3('https://b/x.csv', 'W', 'W')"),
    ("spark", "select /*+ hint(N) */ a, array('W') from t where b = 'W'"),
    ("ansi", "select case when a = 'W' then b end, interval 'N' day, a in ('W', N), x like 'W%' from t limit N"),
    ("ansi", "create table t (a text default 'W', b int check (b > N))"),
    ("ansi", "foo bar 'W' N"),
    ("spark", "insert into t select csv.`s3://k:W@b/x`.a from csv.`s3://k:W@b/x?sig=W`"),
    ("spark", "create table `s3://k:W@b/x` (a int); select z.`https://k:W@b/x` from foo.`abfss://c:W@b/x`"),
    ("duckdb", "select * from \"s3://k:W@b/x.parquet\"; create secret s (type s3, key_id W, secret W)"),
    ("tsql", ":setvar pw W\n:connect h -U a -P W\nselect 1"),
    ("tsql", "sqlcmd -S h -U a -P W -i x.sql\nbcp db.dbo.t out x.csv -P W\n!!echo W\ngo\nselect 1"),
    ("tsql", "exec sp_addlogin x, W; exec @r = dbo.p @pw = W"),
    ("ansi", ":setvar pw W\nexport PGPASS=W\nPGPASS=W psql -h x\n$ mysql -u root -pW db < x.sql\nselect 1"),
    ("ansi", "othertool -u x -p W"),
    ("snowflake", "!define pw=W\nselect 1; create storage integration i storage_aws_key = W"),
    ("oracle", "define pw = W\naccept pw char prompt W\nsqlplus a/W@b @x.sql\nselect 1 from dual"),
    ("oracle", "alter user x identified by W replace W"),
    ("redshift", "\\set pw W\ncopy t from 's3://x' access_key_id W secret_access_key W"),
    ("duckdb", ".open W\nselect 1"),
    ("mysql", "create user x identified with mysql_native_password by W; change master to master_password=W"),
    ("mysql", "load data infile 'x' into table t fields terminated by 'W' (a, @b) set c = concat(@b, 'W')"),
    ("mysql", "select a into outfile 'x' fields terminated by 'W' from t"),
    ("ansi", "merge into t using s on t.a = 'W' when matched and s.c = N then update set a = 'W' || s.d"),
    ("ansi", "merge into t using s on t.a = s.a when not matched then insert (a) values (concat(s.a, 'W'))"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "script"), SCRIPTS, ids=[f"{d}: {s[:40]}" for d, s in SCRIPTS])
def test_no_value_gets_out(
    dialect: str, script: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    sql = (
        script.replace("W", WORD)
        .replace("0xN", f"0x{NUMBER}")
        .replace(" N", f" {NUMBER}")
        .replace("\tN", f"\t{NUMBER}")
    )
    with caplog.at_level(logging.DEBUG):
        statements = read_script(sql, path="x.sql", dialect=dialect, columns_of=lambda _: None)
    told = json.dumps([to_json(s) for s in statements]) + repr(statements) + caplog.text + "".join(capfd.readouterr())
    assert statements
    assert WORD not in told
    assert NUMBER not in told
