"""Every SQL file in the folders here is a script in the folder's dialect, with what must come of it in its comments.

Beneath a statement stand the flows that must be found, no more and no fewer, one to a line:

    insert into report select lower(email) as address from orders where id > 1;
    -- orders.email -> report.address TRANSFORMATION
    -- orders.id -> report FILTER

Data that goes to no dataset has none before the dot (`-> .address`, `-> .`); `masking` follows the subtype where a mask
stands between. Other lines, each only where it is to be tested:

    -- reads: a, b            -- writes: c              -- drops: d            -- temporary: c
    -- defines: table c(x, y)                           -- unknown: x of a.x, b.x
    -- failed: the reason

The first lines may say what is known beforehand: `-- schema: orders(id, email)`, `-- default: catalog.schema`.
"""

import re
from pathlib import Path

import pytest

from inventory import names
from inventory.sql import Statement, read_script

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.sql"))
SAID = re.compile(r"-- (?:(reads|writes|drops|temporary|defines|unknown|failed): ?(.*)|(.* -> .*))")
SCHEMA = re.compile(r"-- schema: (.+?)\((.+)\)")


@pytest.mark.parametrize("file", FILES, ids=[str(f.relative_to(HERE)) for f in FILES])
def test_statements_mean_what_stands_beneath_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    statements = read(text, file.parent.name)
    ends = [*(s.span.line for s in statements[1:]), len(lines) + 1]
    told, expected = [], []
    for statement, end in zip(statements, ends, strict=True):
        last = statement.span.end_line or statement.span.line
        beneath = [found for line in lines[last : end - 1] if (found := SAID.fullmatch(line))]
        asked = {found[1] for found in beneath if found[1]}
        title = f"{file.name}:{statement.span.line} {statement.kind}"
        expected.append((title, sorted(found[0] for found in beneath)))
        told.append((title, sorted(f"-- {line}" for line in describe(statement, asked))))
    assert told == expected


def read(text: str, dialect: str) -> tuple[Statement, ...]:
    known = {t: tuple(c.strip() for c in columns.split(",")) for t, columns in SCHEMA.findall(text)}
    default = re.search(r"^-- default: (?:(\w+)\.)?(\w+)$", text, re.M)
    return read_script(
        text,
        path="script.sql",
        dialect=dialect,
        columns_of=known.get,
        default_catalog=default[1] if default else None,
        default_schema=default[2] if default else None,
    )


def describe(statement: Statement, asked: set[str]) -> list[str]:
    """What a statement was read as; beside flows, unknowns and failures only what is asked for."""
    lines = [
        f"{names.column_id(flow.source.dataset or '', flow.source.column or '')} -> "
        f"{flow.target.dataset or ('' if flow.target.column else '.')}"
        f"{'' if flow.target.column is None else _column(flow.target.dataset, flow.target.column)} {flow.subtype}"
        f"{' masking' if flow.masking else ''}"
        for flow in statement.flows
    ]
    lines += [f"unknown: {u.what} of {', '.join(u.candidates)}".removesuffix(" of ") for u in statement.unknowns]
    lines += [f"failed: {statement.reason}"] if statement.outcome == "failed" else []
    for word, listed in (
        ("reads", statement.sources),
        ("writes", statement.targets),
        ("drops", statement.drops),
        ("temporary", statement.temporary),
    ):
        lines += [f"{word}: {', '.join(listed)}"] if word in asked else []
    if "defines" in asked:
        lines += [
            f"defines: {d.kind} {d.dataset}({', '.join(name for name, _ in d.columns or ())})"
            for d in statement.defines
        ]
    return lines


def _column(dataset: str | None, column: str) -> str:
    return names.column_id(dataset, column).removeprefix(dataset) if dataset else f".{column}"
