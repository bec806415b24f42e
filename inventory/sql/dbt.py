"""The words that dbt defines for its templates, and the holes that stand for what only a run knows.

https://docs.getdbt.com/reference/dbt-jinja-functions
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Environment, Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro

from inventory.sql.branches import Branches

MAX_STEPS = 100_000
MAX_TURNS = 1000
"""How far `range` counts."""

CUT = f"a loop of its template goes over more than {MAX_TURNS:,} numbers; it is cut there"
WRAPPED = "a macro that is not here takes this text, and what it makes of it is not known"

STATEMENT = re.compile(r"\s*(?:select|with|insert|update|delete|merge|create|alter|drop|truncate|copy|grant)\b", re.I)

LINE = re.compile("\x00(\\d+)\x00")
"""A mark at the beginning of a line of a template, with its number."""


class StoppedError(Exception):
    """A branch that ends in an error of its own: nothing of it runs."""


class Told:
    """What a template asks for while it is rendered."""

    environment: Environment

    def __init__(self, name: str) -> None:
        self.name = name
        self.schema: str | None = None
        self.alias: str | None = None
        self.is_model = self.is_view = False
        self.holes: dict[str, str] = {}
        self.steps = 0
        self.asked = 0
        """How often something was decided by what only a run knows."""
        self.branches = Branches()
        self.caveats: dict[str, None] = {}
        self.ran: list[tuple[object, int]] = []
        """Texts that are run beside what the template writes, each with its line."""
        self.line = 1

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

    def run(self, text: object) -> "Hole":
        """What `run_query` gives back is known only then."""
        self.ran.append((text, self.line))
        return Hole(self, "run_query")

    def answered(self, number: int, is_open: bool, asked: int, value: object) -> bool:
        """A condition's answer; where it rests on what only a run knows, the one that is read in this rendering."""
        default = bool(value)
        return self.branches.answer(number, default) if is_open or self.asked > asked else default

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
            "run_query": self.run,
            "statement": self._statement,
            "exceptions": _Exceptions(),
            "answered": self.answered,
            "asked_so_far": lambda: self.asked,
            "flags": {"FULL_REFRESH": True},
            "return": lambda value="": value,
            "log": lambda *_, **__: "",
            "print": lambda *_: "",
            "set": lambda values: list(dict.fromkeys(values)),
            "run_started_at": Hole(self, "run_started_at"),
            "target": Hole(self, "target"),
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
        return default if default is not None else Hole(self, str(name))

    def _statement(self, *_: object, caller: Callable[[], str] = lambda: "", **__: object) -> str:
        """https://docs.getdbt.com/reference/dbt-jinja-functions/statement-blocks"""
        self.run(caller())
        return ""

    def over(self, values: Iterable[Any], width: int = 0) -> Iterator[Any]:
        """The turns of a loop that puts each value into as many names; one turn where a run knows how many."""
        if isinstance(values, Hole):
            values = [[values] * width if width else values]
        for value in values:
            self.step()
            yield value

    def range(self, *ends: Any) -> Iterable[Any]:
        if any(isinstance(end, Undefined) for end in ends):
            return Hole(self, "range")
        numbers = range(*ends)
        if numbers[MAX_TURNS:]:
            self.caveats[CUT] = None
        return numbers[:MAX_TURNS]


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


class _Exceptions:
    """https://docs.getdbt.com/reference/dbt-jinja-functions/exceptions"""

    @staticmethod
    def raise_compiler_error(*_: object) -> str:
        raise StoppedError

    @staticmethod
    def warn(*_: object) -> str:
        return ""


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

    def __init__(self, told: Told) -> None:
        self._told = told

    def generate_surrogate_key(self, columns: Iterable[str]) -> str:
        return f"md5(concat({', '.join(map(str, columns))}))"

    surrogate_key = generate_surrogate_key

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(self._told, f"dbt_utils.{name}")


class _Config:
    """`config(…)` and `config.get(…)`, which write nothing."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def __call__(self, *_: object, **settings: object) -> str:
        told = self._told
        told.is_model = True
        told.is_view = told.is_view or settings.get("materialized") in ("view", "materialized_view")
        for key in ("alias", "schema"):
            if isinstance(settings.get(key), str):
                setattr(told, key, settings[key])
        for key in ("pre_hook", "post_hook", "pre-hook", "post-hook"):
            given = settings.get(key, ())
            for hook in given if isinstance(given, (list, tuple)) else [given]:
                told.run(hook.get("sql") if isinstance(hook, dict) else hook)
        return ""

    def get(self, _name: str, default: object = None, **_: object) -> object:
        return default

    require = get


class Hole(Undefined):
    """Something that no template can know: any part of it, and any call of it, is one as well."""

    def __init__(self, told: Told, name: str, arguments: str | None = None) -> None:
        super().__init__(name=name)
        self._told, self._label, self._arguments = told, name, arguments

    def __str__(self) -> str:
        hole = self._told.hole(self._label)
        return hole if self._arguments is None else f"{hole}({self._arguments})"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(self._told, f"{self._label}.{name}")

    def __getitem__(self, name: object) -> "Hole":  # type: ignore[override]
        return Hole(self._told, f"{self._label}.{name}")

    def __call__(self, *given: object, **named: object) -> "Hole | str":  # type: ignore[override]
        """What a macro that is not here would write, as a call: what it is given flows."""
        caller = named.pop("caller", None)
        if isinstance(caller, Macro):
            body = str(caller())
            if STATEMENT.match(LINE.sub("", body)):
                self._told.caveats[WRAPPED] = None
                return body
            given = (*given, body)
        told = (str, int, float, list, tuple, Undefined)
        values = (value for value in (*given, *named.values()) if isinstance(value, told))
        return Hole(self._told, self._label, ", ".join(map(_argument, values)))

    def __iter__(self) -> Iterator[Any]:
        self._told.hole(self._label)
        self._told.asked += 1
        return iter(())

    def __bool__(self) -> bool:
        self._told.asked += 1
        return False

    __hash__ = Undefined.__hash__

    def _same(self, *_: object) -> "Hole":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __truediv__ = __neg__ = _same  # type: ignore[assignment]
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = _same  # type: ignore[assignment]


PARTS_OF_DATES = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year"})


def _argument(value: object) -> str:
    """What a macro is given, as SQL: most often the name of a column, or an expression."""
    if isinstance(value, (list, tuple)):
        return ", ".join(_argument(one) for one in value)
    text = str(value)
    return f"'{text}'" if text.lower() in PARTS_OF_DATES or not text.strip() else text
