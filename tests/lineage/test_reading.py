"""What a caller of `trace` and `read_script` may rely on."""

import json
import subprocess
import sys
from pathlib import Path
from time import thread_time

import pytest

import inventory
from inventory.diagnostics import Span
from inventory.sql import ColumnRef, Flow, from_json, read_script, to_json, trace

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "lineage"


def test_a_flow_says_what_stands_between_and_where() -> None:
    (statement,) = read_script(
        "-- mails\ninsert into mails\nselect\n  lower(email) || '@x' as address\nfrom people",
        path="etl/mails.sql",
        dialect="postgres",
        columns_of=lambda _: None,
    )
    assert statement.span == Span(path="etl/mails.sql", line=2, column=1, end_line=5)
    assert statement.text == "insert into mails select lower(email) || ? as address from people"
    assert statement.flows == (
        Flow(
            source=ColumnRef("people", "email"),
            target=ColumnRef("mails", "address"),
            kind="DIRECT",
            subtype="TRANSFORMATION",
            masking=False,
            expression="LOWER(email) || ?",
            line=4,
            column=3,
        ),
    )


def test_a_column_handed_on_keeps_the_expression_that_made_it() -> None:
    result = trace(
        "with a as (select md5(email) as e from t),\nb as (select e from a) select e from b", dialect="postgres"
    )
    (flow,) = result.flows
    assert (flow.expression, flow.masking, flow.line, flow.column) == ("MD5(email)", True, 1, 19)


def test_columns_are_asked_for_only_where_they_matter() -> None:
    asked = []

    def columns_of(dataset: str) -> tuple[str, ...] | None:
        asked.append(dataset)
        return ("a", "b") if dataset == "shop.t" else None

    read_script(
        "select a from t; select u.a from t join u on t.b = u.b", path="", dialect="postgres", columns_of=columns_of
    )
    assert asked == []
    read_script("select * from t", path="", dialect="postgres", columns_of=columns_of, default_schema="shop")
    assert asked == ["shop.t"]


def test_names_in_the_schema_are_read_as_the_dialect_writes_them() -> None:
    schema = {'"Shop".people': {"NAME": "TEXT", '"email"': "TEXT"}}
    result = trace('select * from "Shop".People', dialect="snowflake", schema=schema)
    assert [flow.source for flow in result.flows] == [('"Shop".people', "name"), ('"Shop".people', '"email"')]


def test_a_script_adds_up_to_what_is_still_there() -> None:
    result = trace("create table a as select x from s; create table b as select x from a; drop table a", dialect="ansi")
    assert (result.sources, result.targets, result.outcome) == (("s",), ("b",), "traced")
    renamed = trace("insert into a select x from s; alter table a rename to c; select y from b, c", dialect="ansi")
    assert renamed.targets == ("c",)
    assert (renamed.outcome, len(renamed.unknowns)) == ("partial", 1)


def test_one_statement_that_cannot_be_read_spoils_no_other() -> None:
    result = trace("insert into a select x from s; insert into where; insert into b select y from s", dialect="ansi")
    assert [s.outcome for s in result.statements] == ["traced", "failed", "traced"]
    assert result.statements[1].reason == "can't be parsed at line 1, column 44"
    assert result.outcome == "failed"


def test_a_quote_that_never_ends_spoils_no_line_before_it() -> None:
    result = trace("insert into a select x from s;\ninsert into b select 'y from s;\n", dialect="ansi")
    assert [s.outcome for s in result.statements] == ["traced", "failed"]
    assert result.statements[1].span.line == 2


@pytest.mark.parametrize(
    "sql",
    [
        "select " + "(" * 3000 + "1" + ")" * 3000,
        "select * from " + "(select * from " * 2000 + "t" + ")" * 2000,
        "select " + "f(" * 2000 + "a" + ")" * 2000 + " from t",
    ],
)
def test_what_nests_too_deeply_fails_with_its_reason(sql: str) -> None:
    (statement,) = trace(sql, dialect="ansi").statements
    assert (statement.outcome, statement.reason) == ("failed", "nested too deeply")


def test_long_is_not_deep() -> None:
    terms = trace("select " + " + ".join(["a"] * 5000) + " as s from t", dialect="ansi")
    branches = trace(" union all ".join(["select a from t"] * 2000), dialect="ansi")
    assert [len(r.flows) for r in (terms, branches)] == [1, 1]


SELF_JOINS = "".join(f", a{n} as (select * from a{n - 1} x join a{n - 1} y on x.id = y.id)" for n in range(2, 25))


@pytest.mark.parametrize(
    ("sql", "outcome"),
    [
        (f"with a1 as (select * from t x join t y on x.id = y.id){SELF_JOINS} select * from a24", "traced"),
        (f"with a1 as (select * from u x join u y on x.id = y.id){SELF_JOINS} select * from a24", "partial"),
        ("with a0 as (select id from t)" + "".join(f", a{n} as (select id from a{n - 1})" for n in range(1, 1000))
         + " select id from a999", "traced"),
        ("select id from t where " + " and ".join(f"id <> {n}" for n in range(20_000)), "traced"),
        ("select " + ", ".join(f"lower(c{n}) as c{n}" for n in range(5_000)) + " from u", "traced"),
        ("select * from " + "(" * 20_000 + "t" + ")" * 20_000, "failed"),
        ("select id from t" + " join t" * 20_000 + " on true" * 20_000, "failed"),
        ("select id" + "[1]" * 20_000 + " from t", "failed"),
        ("select sum(id)" + " over (order by id)" * 20_000 + " from t", "failed"),
        ("select cast(id as " + "array<" * 20_000 + "int" + ">" * 20_000 + ") from t", "failed"),
    ],
    ids=lambda value: value[:24],
)  # fmt: skip
def test_a_statement_of_any_size_ends_soon_and_the_next_is_read(sql: str, outcome: str) -> None:
    began = thread_time()
    first, second = trace(f"{sql};\nselect id from t", dialect="duckdb", schema={"t": {"id": "", "b": ""}}).statements
    assert (first.outcome, second.outcome) == (outcome, "traced")
    assert thread_time() - began < 30


def test_many_small_things_are_not_deep() -> None:
    types = ", ".join(f"c{n} array<struct<a int>>" for n in range(500))
    joins = " union all ".join(["select t.id from t cross join u"] * 500)
    sums = " + ".join(["sum(t.id) over (order by t.id)"] * 300)
    for sql in (f"create table v ({types})", joins, f"select {sums} as s from t"):
        assert trace(sql, dialect="bigquery").outcome == "traced"


def test_what_takes_too_long_fails_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inventory.sql.limits.SECONDS", -1.0)
    first, second = trace(
        "select " + ", ".join(f"lower(c{n})" for n in range(500)) + " from t; drop table t", dialect="ansi"
    ).statements
    assert (first.outcome, first.reason) == ("failed", "reading it takes longer than 10 seconds")
    assert second.outcome == "traced"


def test_what_is_too_long_is_not_read_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inventory.sql.limits.MAX_TOKENS", 10)
    first, second = trace("select a, b, c, d, e, f from t; drop table t", dialect="ansi").statements
    assert (first.outcome, first.reason) == ("failed", "longer than 10 words")
    assert second.outcome == "traced"


def test_a_trace_goes_to_json_and_back() -> None:
    sql = "create or replace view v (a) as select lower(b) from t join u using (id); select c from t, u; huh"
    for statement in read_script(sql, path="a.sql", dialect="spark", columns_of=lambda _: None):
        assert from_json(json.loads(json.dumps(to_json(statement)))) == statement


def test_sqlglot_is_loaded_only_when_sql_is_read() -> None:
    code = "import sys, inventory; assert not any(m.split('.')[0] == 'sqlglot' for m in sys.modules); inventory.trace"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError):
        _ = inventory.no_such_name


BARS = {
    ("sqllineage", "columns"): 182,
    ("sqllineage", "tables"): 284,
    ("openlineage", "columns"): 22,
    ("openlineage", "tables"): 91,
}
"""How many of the other tools' cases agree; never fewer than once reached."""


@pytest.mark.skipif(not CORPORA.exists(), reason=f"no corpora at {CORPORA}")
@pytest.mark.parametrize("suite", ["sqllineage", "openlineage"])
def test_other_tools_suites_agree_as_far_as_they_did(suite: str) -> None:
    scorer = CORPORA.parents[1] / "tools" / "score_lineage.py"
    result = subprocess.run(
        [sys.executable, str(scorer), str(CORPORA / f"{suite}.jsonl")], check=True, capture_output=True, text=True
    )
    words = result.stdout.split()
    for what, score in zip(words[1::2], words[2::2], strict=True):
        assert int(score.split("/")[0]) >= BARS[suite, what], result.stdout


TEMPLATES = {
    "many turns": "{% for i in range(999) %}{% for j in range(999) %}{% endfor %}{% endfor %}select a from t",
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }} select a from t"
    ),
    "a long text": "select '{{ 'x' * 1000000000 }}', a from t",
    "a wide text": "select '{{ '%999999999d' % 1 }}', a from t",
    "a wide filter": "select '{{ 'x' | center(999999999) }}', a from t",
    "a power": "select '{{ 9 ** 999999999 }}', a from t",
    "broken": "{% if %}select a from t",
    "a macro that is not here around a text": "{% call f() %}select a from t{% endcall %}",
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_that_asks_too_much_is_read_as_far_as_it_goes(template: str) -> None:
    begun = thread_time()
    (statement,) = trace(template, dialect="postgres").statements
    assert thread_time() - begun < 2
    assert (statement.outcome, statement.sources) == ("partial", ("t",))


def test_a_loop_that_is_cut_says_so() -> None:
    result = trace("{% for i in range(99999999) %}select 1;{% endfor %}", dialect="postgres")
    assert {s.outcome for s in result.statements} == {"partial"}
    assert result.unknowns[0].reason == "a loop of its template goes over more than 1,000 numbers; it is cut there"


def test_branches_that_are_too_many_are_told() -> None:
    columns = "".join(f"{{% if v{n} %}}, c{n}{{% endif %}}" for n in range(30))
    (statement,) = trace(f"select a{columns} from t", dialect="postgres").statements
    assert len(statement.flows) == 16
    assert statement.unknowns[0].reason == "its template has more branches than are read"


def test_a_branch_that_refuses_to_run_runs_nothing() -> None:
    refuses = "{% if not var('x') %}{{ exceptions.raise_compiler_error('no x') }}{% endif %}"
    assert trace(f"{refuses}select a from t", dialect="postgres").outcome == "traced"
    assert trace("{{ exceptions.raise_compiler_error('no') }}select a from t", dialect="postgres").outcome == "failed"


def test_hooks_of_a_model_are_read_beside_it() -> None:
    model = (
        "{{ config(alias='sold', pre_hook='insert into log select who from {{ this }}',\n"
        "          post_hook=[{'sql': 'create table copied as select email from people'}, elsewhere()]) }}\n"
        "select a from {{ ref('sales') }}"
    )
    made, before, after, hidden = read_script(model, path="m.sql", dialect="postgres", columns_of=lambda _: None)
    assert (made.targets, before.sources, before.targets, after.targets) == (
        ("sold",),
        ("sold",),
        ("log",),
        ("copied",),
    )
    assert (hidden.outcome, hidden.reason) == ("failed", "its template runs a text that is known only when it runs")


def test_a_macro_that_can_not_be_parsed_hides_no_model() -> None:
    macros = "{% macro broken(a) %}{% if %}{% endmacro %} words {% macro low(a) %}lower({{ a }}){% endmacro %}"
    (statement,) = read_script(
        "select {{ low('a') }} as a, {{ broken('b') }} as b from t",
        path="m.sql",
        dialect="postgres",
        columns_of=lambda _: None,
        macros=macros,
    )
    assert [f.source.column for f in statement.flows] == ["a", "b"]
    assert [u.what for u in statement.unknowns] == ["broken"]


def test_a_template_reaches_nothing_of_the_program() -> None:
    for asked in (
        "''.__class__.__mro__",
        "cycler.__init__.__globals__",
        "ref.__globals__",
        "config.__init__",
        "self._",
    ):
        result = trace("select {{ " + asked + " }} as x from t", dialect="postgres")
        assert not any(word in repr(result).lower() for word in ("object at", "<class", "module", "builtin"))


def test_places_are_those_in_the_template() -> None:
    template = "{# a\ncomment #}\n{% for c in ['a', 'b'] %}\nselect {{ c }}_x,\n  lower(y) as y\nfrom t;\n{% endfor %}"
    first, second = read_script(template, path="m.sql", dialect="postgres", columns_of=lambda _: None)
    assert (first.span.line, first.span.end_line) == (second.span.line, second.span.end_line) == (4, 6)
    assert [(f.source.column, f.line, f.column) for f in second.flows] == [("b_x", 4, 1), ("y", 5, 3)]


def test_macros_of_other_files_write_what_they_are_called_for() -> None:
    macros = (
        "{% macro cents(column) %}{{ return(adapter.dispatch('cents')(column)) }}{% endmacro %}\n"
        "{% macro default__cents(column) -%} ({{ column }} / 100)::numeric {%- endmacro %}\n"
    )
    model = (
        "select {{ cents('price') }} as price, {{ dbt.date_trunc('day', 'sold_at') }} as day\nfrom {{ ref('sales') }}"
    )
    (statement,) = read_script(model, path="x/sold.sql", dialect="postgres", columns_of=lambda _: None, macros=macros)
    assert (statement.outcome, statement.targets, statement.span.line) == ("traced", ("sold",), 1)
    assert [(f.source.column, f.target.column) for f in statement.flows] == [("price", "price"), ("sold_at", "day")]


def test_a_statement_of_many_megabytes_fails_at_once_and_the_next_is_read() -> None:
    long = "select " + ",".join(f"a{n} + 1" for n in range(500_000)) + " from t;\n"
    begun = thread_time()
    before, failed, after = trace(f"select a from b;\n{long}select c from d", dialect="postgres").statements
    assert thread_time() - begun < 2
    assert (failed.outcome, failed.reason, failed.span.line) == ("failed", "longer than 4,000,000 characters", 2)
    assert (before.sources, after.sources, after.span.line) == (("b",), ("d",), 3)
    data = f"insert into t values ('{'x' * 5_000_000}')"
    assert trace(data, dialect="postgres").targets == ("t",)


def test_what_if_asks_is_read_and_both_its_branches() -> None:
    sql = (
        "if exists (select 1 from people where id = 1) insert into a (x) select y from b else delete from c where z = 2"
    )
    asked, *branches = trace(sql, dialect="tsql").statements
    assert asked.sources == ("people",)
    assert [(s.kind, s.sources, s.targets) for s in branches] == [("INSERT", ("b",), ("a",)), ("DELETE", (), ("c",))]
