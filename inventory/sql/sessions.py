"""Read the statements that change what names mean from there on: USE in its forms."""

from sqlglot import exp

from inventory.sql.context import Rows
from inventory.sql.effects import Effects
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


def set_schema(effects: Effects, node: exp.Expr) -> Rows:
    """SET search_path = a: one schema, which sqlglot reads as a setting."""
    for setting in node.find_all(exp.EQ):
        value = setting.expression
        if setting.this.name.lower() == "search_path" and isinstance(value, exp.Expr) and value.name:
            schema = exp.to_identifier(value.name, quoted=isinstance(value, exp.Literal))
            effects.context.session.default_schema = effects.context.name(schema, "table")
    return NO_ROWS


def _names_a_catalog(session: Session, word: str) -> bool:
    return session.dialect in USE_NAMES_A_CATALOG and word in ("", "DATABASE")
