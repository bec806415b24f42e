"""What a name means at its place in a query: the sources in reach, and the one of them that has the column."""

from collections.abc import Iterator

from sqlglot import exp

from inventory import names
from inventory.sql.context import Clause, Context, Ctes, Indirect
from inventory.sql.dialects.reach import FIELDS_BY_DOT, LATERAL_ALIASES, ROW_BY_NAME
from inventory.sql.foreign import is_value
from inventory.sql.relations import (
    FunctionRelation,
    Output,
    Relation,
    TableRelation,
    merged,
    told_apart,
    without,
)
from inventory.sql.steps import Input


class Scope:
    """One SELECT, UPDATE, DELETE or MERGE: its sources, and the scope around it."""

    def __init__(self, context: Context, ctes: Ctes, parent: "Scope | None" = None) -> None:
        self.context = context
        self.ctes = ctes
        self.parent = parent
        self.relations: list[Relation] = []
        self.merged: dict[str, Output] = {}
        """Columns named by USING or common to a NATURAL JOIN."""
        self.aliases: dict[str, Output] = {}
        """Outputs named so far."""
        self.windows: dict[str, exp.Expr] = {}
        self.indirect: Indirect = {}
        self.clause: Clause = "from"
        self._memo: dict[tuple[str, ...], Output | None] = {}

    # ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, relation: Relation) -> None:
        self.relations.append(relation)
        self._memo.clear()

    def remove(self, relation: Relation) -> None:
        self.relations.remove(relation)
        self._memo.clear()

    def enter(self, clause: Clause) -> None:
        """Begin a clause: which of outputs and columns a name means differs between them."""
        self.clause = clause
        self._memo.clear()

    def decide(self, inputs: set[Input], step: int, node: exp.Expr) -> None:
        """Note that columns decide on the rows."""
        for dataset, column, _, masking in inputs:
            self.indirect.setdefault((dataset, column, step, masking), node)

    def window(self, alias: exp.Expr | None) -> exp.Expr | None:
        """A window defined by name in this SELECT."""
        return self.windows.get(self.context.name(alias)) if alias is not None else None

    def subquery(self, query: exp.Expr) -> set[Input]:
        """The inputs of a query used as a value; what decides on its rows decides on ours."""
        rows = self.context.read_query(self.context, query, self.ctes, self)
        for key, node in rows.indirect.items():
            self.indirect.setdefault(key, node)
        return set().union(*(output.inputs for output in rows.outputs))

    # ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def column(self, column: exp.Expr) -> set[Input]:
        """The inputs of a column; none when what it means is unknown."""
        if isinstance(column.this, exp.Star):
            return set().union(*(o.inputs for o in self.star(column)))
        found = self.output(column)
        return found.inputs if found is not None else set()

    def output(self, column: exp.Expr) -> Output | None:
        """The column of a source, or the output of this query, that a name means; None, noted, when unknown."""
        if isinstance(column.this, exp.Parameter):
            return self._by_place(column)
        if self._is_value(column):
            self.context.unknown(column, "?", "what stands in the place of a column is shaped as a value")
            return None
        key = (*self._qualifiers(column), self.context.name(column.this))
        if key not in self._memo:
            self._memo[key] = self._qualified(column, key) if len(key) > 1 else self._unqualified(column, key[0])
        return self._memo[key]

    def _is_value(self, column: exp.Expr) -> bool:
        """Whether no name is shaped like it, and nothing in reach is known to be called so."""
        if not is_value(column.name):
            return False
        name = self.context.name(column.this)
        return name not in self.aliases and not any(scope.knows(name) for scope in self._outwards())

    def _qualifiers(self, column: exp.Expr) -> tuple[str, ...]:
        """The canonical words before a column's own name; few columns have more than one."""
        args = column.args
        if args.get("table") is None:
            return ()
        words = [args["table"]] if args.get("db") is None else [args.get("catalog"), args["db"], args["table"]]
        return tuple([self.context.name(word, "table") for word in words if word is not None])

    def _by_place(self, column: exp.Expr) -> Output | None:
        """`$2`, or any column where it can't be told which is the second: Snowflake's names for columns of files."""
        if not column.this.name.isdigit():
            self.context.unknown(column, "@" + column.this.name, "a variable says which column it is")
            return None
        outputs, at = self.star(column), int(column.this.name)
        if len(outputs) >= at > 0 and all(o.star_of is None for o in outputs[:at]):
            return outputs[at - 1]
        return merged("", outputs)

    def _qualified(self, column: exp.Expr, key: tuple[str, ...]) -> Output | None:
        self.context.step(len(self.relations))
        *qualifier, name = key
        relation = self.relation(self._qualifier(column), tuple(qualifier))
        if relation is None and key[0] in self.context.variables:
            return Output(name, set(), None)
        if relation is None:
            field_of = self._field(column, key)
            if field_of is None:
                anywhere = tuple(c for r in self.relations for c in r.candidates(name))
                self.context.unknown(column, names.join(key), "no source in reach is called so", anywhere)
            return field_of
        found = relation.guess(name) if isinstance(relation, TableRelation) else relation.find(name)
        if found is None and (relation.is_open() or relation.is_element()):
            found = relation.guess(name)
        if found is None:
            reason = "several sources could have it" if relation.is_open() else "its source has no such column"
            self.context.unknown(column, names.join(key), reason, relation.candidates(name))
        return found

    def _qualifier(self, column: exp.Expr) -> str:
        """The qualifier folded as aliases are; empty when it has several parts."""
        table = column.args.get("table")
        return "" if table is None or column.args.get("db") is not None else self.context.name(table)

    def relation(self, alias: str, parts: tuple[str, ...]) -> Relation | None:
        """The source called so, the nearest first: by its alias, else by the end of its table's name."""
        for scope in self._outwards():
            found = [r for r in scope.relations if alias and r.alias == alias]
            found = found or [r for r in scope.relations if r.parts[-len(parts) :] == parts]
            if found:
                return found[0] if len(found) == 1 or found[0].alias == alias else None
        return None

    def _outwards(self) -> Iterator["Scope"]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def _field(self, column: exp.Expr, key: tuple[str, ...]) -> Output | None:
        """`a.b` where no source is called `a`: the field of a column `a`, if one source alone can have it."""
        if self.context.dialect not in FIELDS_BY_DOT:
            return None
        for at in range(len(key) - 1):
            name = self._folded(column, at, len(key))
            relation = self.relation(key[0], key[:at]) if at else None
            if at and relation is None:
                continue
            reach = [relation] if relation is not None else self.relations
            known = [r for r in reach if r.find(name) is not None]
            if len(known) == 1:
                return known[0].find(self._path(column, at, len(key))) or known[0].find(name)
            if len(reach) == 1 and reach[0].is_open() and self.parent is None:
                return reach[0].guess(name)
        return None

    def _folded(self, column: exp.Expr, at: int, parts: int) -> str:
        spelt = ("catalog", "db", "table", "this")[4 - parts + at]
        return self.context.name(column.args[spelt])

    def _path(self, column: exp.Expr, at: int, parts: int) -> str:
        """The name of a column that is known field by field, as `address.city`."""
        spelt = ("catalog", "db", "table", "this")[4 - parts + at :]
        path = ".".join(column.args[part].name for part in spelt)
        return names.identifier(path, quoted=False, dialect=self.context.dialect, kind="column")

    def _unqualified(self, column: exp.Expr, name: str) -> Output | None:
        self.context.step(len(self.relations))
        found, why = self._look(name)
        if why is not None:
            reason, candidates = why
            self.context.unknown(column, name, reason, candidates)
        return found

    def _look(self, name: str) -> tuple[Output | None, tuple[str, tuple[str, ...]] | None]:
        """What an unqualified name means; if nothing, why."""
        alias = self.aliases.get(name)
        if alias is not None and self.clause == "order":
            return alias, None
        if name in self.merged:
            return self.merged[name], None
        is_variable = name in self.context.variables
        if alias is None and self.parent is None and self._is_only_table(name) and not is_variable:
            return self.relations[0].guess(name), None  # nothing else could be meant: no need to ask
        known = [(r, o) for r in self.relations if (o := r.find(name)) is not None]
        if len(known) == 1:
            return known[0][1], None
        if known:
            return None, ("several sources have it", tuple(c for r, o in known for c in _ids(r, o, name)))
        if is_variable:
            return Output(name, set(), None), None
        unclear = [r for r in self.relations if r.is_open()]
        row = self._row(name) if self.context.dialect in ROW_BY_NAME else None
        if row is not None and (alias is None or self._goes_before_outputs()):
            return self._whole(row, name, unclear)
        if alias is not None and self._means_alias(alias, name, unclear):
            return alias, None
        if len(unclear) == 1:
            return self._guess(unclear[0], name)
        if unclear:
            here = tuple(c for r in unclear for c in r.candidates(name))
            return None, ("several sources could have it", (*here, *self._around(name)))
        return self._beyond(name)

    def _is_only_table(self, name: str) -> bool:
        """Whether there is one source, a table, that is not called by this name itself."""
        if len(self.relations) != 1 or not isinstance(self.relations[0], TableRelation):
            return False
        return name != self.relations[0].alias or self.context.dialect not in ROW_BY_NAME

    def _row(self, name: str) -> Relation | None:
        """The source that is called so, unless a query in between is known to have such a column."""
        for scope in self._outwards():
            if scope is not self and scope.knows(name):
                return None
            found = next((r for r in scope.relations if r.alias == name), None)
            if found is not None:
                # a table around us that has no name but its own: a column of a source of ours is as likely
                own = isinstance(found, TableRelation) and found.parts[-1:] == (name,)
                return None if own and scope is not self and any(r.is_open() for r in self.relations) else found
        return None

    def _goes_before_outputs(self) -> bool:
        """In a clause that does not see outputs, or not before the sources."""
        return self.clause in ("from", "select", "where", "having") and self.context.dialect not in LATERAL_ALIASES

    def _whole(
        self, row: Relation, name: str, unclear: list[Relation]
    ) -> tuple[Output | None, tuple[str, tuple[str, ...]] | None]:
        """All columns of a source as one value; told as unclear, too, where another could have a column called so."""
        others = [r for r in unclear if r is not row]
        here = tuple(c for r in others for c in r.candidates(name))
        why = ("several sources could have it", (*here, *row.candidates("*"))) if others else None
        return merged(name, row.star()), why

    def _means_alias(self, alias: Output, name: str, unclear: list[Relation]) -> bool:
        """Whether a name no known source has means an output rather than a column of an open source."""
        if self.clause == "from":
            return False
        if not unclear:
            return True
        if self.clause == "select" and self.context.dialect not in LATERAL_ALIASES:
            return False
        # `upper(name) as name`: the sources do have such a column, and a column goes before an output
        return all(column != name for _, column, _, _ in alias.inputs)

    def _guess(self, relation: Relation, name: str) -> tuple[Output | None, tuple[str, tuple[str, ...]] | None]:
        """The only open source has it, unless a query around this one is known to."""
        known = [o for scope in self._outwards() if scope is not self for o in scope.knows(name)]
        found = None if known else relation.guess(name)
        if found is not None:
            return found, None
        return None, ("several sources could have it", (*relation.candidates(name), *self._around(name)))

    def _around(self, name: str) -> Iterator[str]:
        """Where in the queries around this one a column could be."""
        for scope in self._outwards():
            for relation in scope.relations if scope is not self else ():
                known = relation.find(name)
                if known is not None:
                    yield from _ids(relation, known, name)
                elif relation.is_open():
                    yield from relation.candidates(name)

    def knows(self, name: str) -> list[Output]:
        """The columns so called that sources of this scope are known to have."""
        return [o for r in self.relations if (o := r.find(name)) is not None]

    def _beyond(self, name: str) -> tuple[Output | None, tuple[str, tuple[str, ...]] | None]:
        """No source here has it: a row as a whole, or a name of the query around."""
        for relation in self.relations:
            if relation.alias == name:
                return merged(name, relation.star()), None
        if self.parent is not None:
            return self.parent._look(name)
        return None, ("no source has such a column", ())

    # ── stars ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def star(self, node: exp.Expr) -> list[Output]:
        """The columns that `*` or `t.*` stands for, less those left out, and with those put in another's place."""
        star = node.this if isinstance(node, exp.Column) else node
        whose = isinstance(node, exp.Column) and node.args.get("table") is not None
        outputs = self._of_relation(node) if whose else self._of_all()
        hidden = frozenset(self._listed(star, "except_"))
        renamed = self.renamed(star)
        kept = [without(o, hidden, renamed) for o in outputs if o.name not in hidden]
        return [o.named(renamed.get(o.name, o.name)) for o in kept]

    def renamed(self, star: exp.Expr) -> dict[str, str]:
        """What `* RENAME (a AS b)` calls its columns."""
        return {self.context.name(a.this): self.context.name(a.args["alias"]) for a in star.args.get("rename") or ()}

    def _of_all(self) -> list[Output]:
        merged_names = frozenset(self.merged)
        rest = [without(o, merged_names, {}) for r in self.relations for o in r.star() if o.name not in merged_names]
        outputs = [*self.merged.values(), *rest]
        self.context.step(len(outputs))
        return told_apart(outputs)

    def _of_relation(self, node: exp.Expr) -> list[Output]:
        parts = self._qualifiers(node)
        relation = self.relation(self._qualifier(node), parts)
        if relation is None and self.context.dialect in FIELDS_BY_DOT:
            return self._of_field(node)
        if relation is None:
            self.context.unknown(node, names.join((*parts, "*")), "no source in reach is called so")
            return []
        return relation.star()

    def _of_field(self, node: exp.Expr) -> list[Output]:
        """The fields of a column, which nobody has told."""
        held = exp.Column(this=node.args["table"], table=node.args.get("db"), db=node.args.get("catalog"))
        found = self.output(held)
        if found is None:
            return []
        return [Output("*", found.inputs, node, FunctionRelation("", (), found.inputs, node, complete=False))]

    def _listed(self, star: exp.Expr, argument: str) -> list[str]:
        listed = star.args.get(argument) or ()
        return [self.context.name(i) for item in listed for i in item.find_all(exp.Identifier)]


def _ids(relation: Relation, output: Output, name: str) -> tuple[str, ...]:
    if isinstance(relation, TableRelation):
        return relation.candidates(name)
    return tuple(names.column_id(dataset, column) for dataset, column, _, _ in output.inputs)
