"""Read the statements that change what names mean from there on: USE, SET search_path."""

from sqlglot import exp

from inventory.sql.effects import Effects
from inventory.sql.scopes import Rows
from inventory.sql.session import Session

USE_NAMES_A_CATALOG = frozenset({"snowflake", "tsql", "fabric"})
"""`USE x` picks a database that holds schemas; elsewhere it picks the schema."""

NO_ROWS = Rows(outputs=[], indirect={})


def use(effects: Effects, node: exp.Expr) -> Rows:
    """USE, USE SCHEMA, USE CATALOG, USE DATABASE."""
    session, kind = effects.context.session, node.args.get("kind")
    word = kind.name.upper() if isinstance(kind, exp.Expr) else ""
    table = node.this
    if not isinstance(table, exp.Table) or word in ("ROLE", "WAREHOUSE", "SECONDARY"):
        return NO_ROWS
    name = effects.context.name(table.this, "table")
    above = table.args.get("db")
    if isinstance(above, exp.Expr):
        session.default_catalog, session.default_schema = effects.context.name(above, "table"), name
    elif word == "CATALOG" or _names_a_catalog(session, word):
        session.default_catalog, session.default_schema = name, None
    else:
        session.default_schema = name
    return NO_ROWS


def _names_a_catalog(session: Session, word: str) -> bool:
    return session.dialect in USE_NAMES_A_CATALOG and word in ("", "DATABASE")


def set_(effects: Effects, node: exp.Expr) -> Rows:
    """SET search_path = a, …: the first schema is where an unqualified name is made and, mostly, found."""
    for item in node.expressions:
        assignment = item.this if isinstance(item, exp.SetItem) else None
        if isinstance(assignment, exp.EQ) and assignment.this.name.lower() == "search_path":
            chosen = assignment.expression
            chosen = chosen.expressions[0] if chosen.expressions else chosen
            effects.context.session.default_schema = effects.context.name(
                chosen.find(exp.Identifier) or chosen, "table"
            )
    return NO_ROWS
