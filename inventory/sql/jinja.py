"""Render Jinja in its sandbox with the words that dbt defines, bounded in steps and in size.

https://docs.getdbt.com/reference/dbt-jinja-functions
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import TemplateError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from inventory.sql.templates import Plain

MAX_STEPS = 100_000
MAX_MADE = 100_000
"""How long a text may be that `*` or a filter makes."""

FILTERS = frozenset({
    "abs", "as_bool", "as_native", "as_number", "as_text", "capitalize", "count", "d", "default", "dictsort", "e",
    "escape", "first", "float", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "sort", "string", "sum",
    "title", "tojson", "trim", "unique", "upper",
})  # fmt: skip
"""Those that make nothing much larger than what they are given."""

LINE = re.compile("\x00(\\d+)\x00")

BLOCKS = (
    # https://docs.getdbt.com/reference/snapshot-configs
    re.compile(r"\{%-?\s*(?:end)?snapshot\b[^%]*%\}"),
    re.compile(r"\{%-?\s*(?:data_)?test\b[^%]*%\}.*?\{%-?\s*end(?:data_)?test\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*materialization\b[^%]*%\}.*?\{%-?\s*endmaterialization\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*docs\b[^%]*%\}.*?\{%-?\s*enddocs\s*-?%\}", re.S),
)
"""Tags that dbt adds to Jinja: what holds a query is read, what only defines something is not."""


def render(text: str, name: str, macros: str = "") -> Plain:
    """The SQL that a template comes to; `name` is the model's, if it is one, `macros` what is defined elsewhere."""
    told = _Told(name)
    environment = _Environment(told)
    prepared, defined = text.replace("\x00", ""), macros.replace("\x00", "")
    for pattern in BLOCKS:
        prepared, defined = pattern.sub(_blank, prepared), pattern.sub(_blank, defined)
    try:
        template = environment.from_string(defined + _with_lines(prepared))
        pieces: list[str] = []
        for piece in template.generate(told.words()):
            pieces.append(piece)
            told.step(len(piece) // 50)  # what is long counts as many steps
    except SecurityError:
        return Plain(text="", problem="its template takes too many steps, or asks for what no template may have")
    except (TemplateError, RecursionError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
        return Plain(text="", problem="its template can't be rendered")
    sql, lines = _lines_of("".join(pieces))
    return Plain(
        text=sql,
        lines=lines,
        holes=told.holes,
        model=told.model if told.is_model else None,
        is_view=told.is_view,
        original=text,
    )


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _with_lines(text: str) -> str:
    """The template with a mark at the beginning of each line, unless a tag goes over its end."""
    marked: list[str] = []
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        marked.append(line if depth > 0 else f"\x00{number}\x00{line}")
        depth += len(re.findall(r"\{[{%#]", line)) - len(re.findall(r"[}%#]\}", line))
        depth = max(depth, 0)
    return "\n".join(marked)


def _lines_of(rendered: str) -> tuple[str, tuple[int, ...]]:
    """The text without its marks, and for each of its lines the template's."""
    at, lines, told = 1, [], []
    for line in rendered.split("\n"):
        marks = LINE.findall(line)
        at = int(marks[0]) if marks else at
        lines.append(at)
        at = int(marks[-1]) if marks else at
        told.append(LINE.sub("", line))
    return "\n".join(told), tuple(lines)


class _Told:
    """What a template asks for while it is rendered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.schema: str | None = None
        self.alias: str | None = None
        self.is_model = self.is_view = False
        self.holes: dict[str, str] = {}
        self.steps = 0

    @property
    def model(self) -> str:
        name = self.alias or self.name
        return f"{self.schema}.{name}" if self.schema else name

    def step(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise SecurityError("too many steps")

    def hole(self, name: str) -> str:
        """A name for what only a run can know."""
        hole = "__" + re.sub(r"\W+", "_", name)[:60].lower() + "__"
        self.holes[hole] = name[:60]
        return hole

    def words(self) -> dict[str, Any]:
        return {
            "ref": self._ref,
            "source": self._source,
            "config": _Config(self),
            "var": self._var,
            "env_var": self._var,
            "this": _Name(self.model),
            "is_incremental": lambda: False,
            "execute": False,
            "flags": {"FULL_REFRESH": True},
            "return": lambda value="": value,
            "log": lambda *_, **__: "",
            "print": lambda *_: "",
            "set": lambda values: list(dict.fromkeys(values)),
            "run_started_at": _Hole(self, "run_started_at"),
            "target": _Hole(self, "target"),
            "loop_over": self.over,
            "adapter": _Adapter(),
            "dbt": _Functions(),
            "dbt_utils": _Utils(self),
        }

    def _ref(self, *names: str, **_: object) -> str:
        """The table of another model, in a package at times."""
        self.is_model = True
        return _Name(str(names[-1]))

    def _source(self, source: str, table: str) -> str:
        self.is_model = True
        return _Name(f"{source}.{table}")

    def _var(self, name: str, default: object = None) -> object:
        return default if default is not None else _Hole(self, str(name))

    def over(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values if not isinstance(values, Undefined) else ():
            self.step()
            yield value


class _Name(str):
    """The name of a table; asked for a part of itself, as dbt's relations are, it answers with a name too."""

    __slots__ = ()

    @property
    def identifier(self) -> str:
        return self.rpartition(".")[2]

    name = table = identifier

    @property
    def schema(self) -> str:
        return self.rpartition(".")[0]

    def render(self) -> str:
        return self


class _Adapter:
    """https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch"""

    @staticmethod
    @pass_context
    def dispatch(context: Context, name: str, *_: object, **__: object) -> object:
        """The macro of this name for any database, if it is defined here."""
        found = context.resolve(f"default__{name}")
        return context.resolve(name) if isinstance(found, Undefined) else found


class _Functions:
    """What dbt writes as a function of the same name, whatever the database calls it.

    https://docs.getdbt.com/reference/dbt-jinja-functions/cross-database-macros
    """

    def __getattr__(self, name: str) -> Callable[..., str]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name.startswith("type_"):
            return lambda: name.removeprefix("type_").replace("string", "varchar")
        return lambda *given, **named: f"{name}({', '.join(_argument(value) for value in (*given, *named.values()))})"


class _Utils:
    """The package that most projects use, as far as what its macros write is plain.

    https://github.com/dbt-labs/dbt-utils#sql-generators
    """

    def __init__(self, told: _Told) -> None:
        self._told = told

    def generate_surrogate_key(self, columns: Iterable[str]) -> str:
        return f"md5(concat({', '.join(map(str, columns))}))"

    surrogate_key = generate_surrogate_key

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Hole(self._told, f"dbt_utils.{name}")


class _Config:
    """`config(…)` and `config.get(…)`, which write nothing."""

    def __init__(self, told: _Told) -> None:
        self._told = told

    def __call__(self, *_: object, **settings: object) -> str:
        told = self._told
        told.is_model = True
        told.is_view = told.is_view or settings.get("materialized") in ("view", "materialized_view")
        for key in ("alias", "schema"):
            if isinstance(settings.get(key), str):
                setattr(told, key, settings[key])
        return ""

    def get(self, _name: str, default: object = None, **_: object) -> object:
        return default

    require = get


class _Hole(Undefined):
    """Something that no template can know: any part of it, and any call of it, is one as well."""

    def __init__(self, told: _Told, name: str, arguments: str | None = None) -> None:
        super().__init__(name=name)
        self._told, self._label, self._arguments = told, name, arguments

    def __str__(self) -> str:
        hole = self._told.hole(self._label)
        return hole if self._arguments is None else f"{hole}({self._arguments})"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Hole(self._told, f"{self._label}.{name}")

    def __getitem__(self, name: object) -> "_Hole":  # type: ignore[override]
        return _Hole(self._told, f"{self._label}.{name}")

    def __call__(self, *given: object, **named: object) -> "_Hole":  # type: ignore[override]
        """What a macro that is not here would write, as a call: what it is given flows."""
        told = (str, int, float, list, tuple, Undefined)
        values = (value for value in (*given, *named.values()) if isinstance(value, told))
        return _Hole(self._told, self._label, ", ".join(map(_argument, values)))

    def __iter__(self) -> Iterator[Any]:
        self._told.hole(self._label)
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __eq__(self, _other: object) -> bool:
        return False

    __hash__ = Undefined.__hash__

    def _same(self, *_: object) -> "_Hole":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __truediv__ = __neg__ = _same  # type: ignore[assignment]

    def _never(self, *_: object) -> bool:
        return False

    __lt__ = __gt__ = __le__ = __ge__ = _never  # type: ignore[assignment]


PARTS_OF_DATES = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year"})


def _argument(value: object) -> str:
    """What a macro is given, as SQL: most often the name of a column, or an expression."""
    if isinstance(value, (list, tuple)):
        return ", ".join(_argument(one) for one in value)
    text = str(value)
    return f"'{text}'" if text.lower() in PARTS_OF_DATES or not text.strip() else text


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with bounds on steps, and with few filters."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, told: _Told) -> None:
        super().__init__(extensions=["jinja2.ext.do"], keep_trailing_newline=True)
        self._told = told
        self.undefined = self._hole  # type: ignore[assignment]
        self.filters = {name: f for name, f in {**self.filters, **DBT_FILTERS}.items() if name in FILTERS}
        self.globals["range"] = lambda *ends: range(*ends)[:1000]

    def _hole(self, *_: object, name: str | None = None, **__: object) -> "_Hole":
        return _Hole(self._told, name or "?")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):  # so that every turn counts
            loop.iter = nodes.Call(nodes.Name("loop_over", "load"), [loop.iter], [], None, None)
        return tree

    def call(self, context: Context, obj: Any, *given: Any, **named: Any) -> Any:
        self._told.step()
        return super().call(context, obj, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return left if isinstance(left, Undefined) else right
        if operator == "**" or (operator == "*" and _size(left) * _size(right) > MAX_MADE):
            raise SecurityError("too large")
        if operator == "%" and isinstance(left, str) and re.search(r"%\S{0,4}\d{3,}", left):
            raise SecurityError("too large")
        return super().call_binop(context, operator, left, right)


DBT_FILTERS: dict[str, Any] = {name: lambda value: value for name in ("as_bool", "as_native", "as_number", "as_text")}


def _size(value: Any) -> int:
    """How much a factor makes of the other."""
    if isinstance(value, (str, list, tuple)):
        return max(1, len(value))
    return abs(value) if isinstance(value, int) else 1
