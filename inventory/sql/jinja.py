"""Render Jinja in its sandbox with the words that dbt defines, bounded in steps and in size.

https://docs.getdbt.com/reference/dbt-jinja-functions
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any

from jinja2 import Template, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from inventory.sql.branches import Branches, make_conditions_ask
from inventory.sql.dbt import LINE, Hole, StoppedError, Told
from inventory.sql.macros import defined_for
from inventory.sql.templates import TAGS, Plain

MAX_MADE = 100_000
"""How long a text may be that `*` or a filter makes."""

LEFT = "its template has more branches than are read"
UNTOLD = "a branch of its template, or a text that it runs, can't be rendered"
RUNS_UNKNOWN = "its template runs a text that is known only when it runs"

FILTERS = frozenset({
    "abs", "as_bool", "as_native", "as_number", "as_text", "capitalize", "count", "d", "default", "dictsort", "e",
    "escape", "first", "float", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "sort", "string", "sum",
    "title", "tojson", "trim", "unique", "upper",
})  # fmt: skip
"""Those that make nothing much larger than what they are given."""

BLOCKS = (
    # https://docs.getdbt.com/reference/snapshot-configs
    re.compile(r"\{%-?\s*(?:end)?snapshot\b[^%]*%\}"),
    re.compile(r"\{%-?\s*(?:data_)?test\b[^%]*%\}.*?\{%-?\s*end(?:data_)?test\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*materialization\b[^%]*%\}.*?\{%-?\s*endmaterialization\s*-?%\}", re.S),
    re.compile(r"\{%-?\s*docs\b[^%]*%\}.*?\{%-?\s*enddocs\s*-?%\}", re.S),
)
"""Tags that dbt adds to Jinja: what holds a query is read, what only defines something is not."""


OTHERWISE = re.compile(r"^\s*\{%-?\s*(?:elif|else)\b(?:(?!%\}).)*?(?:-%\}\s*|%\})")
"""What begins another branch, to which the mark before it does not belong."""


BEFORE_WORDS = re.compile(r"(?:\s*\x00\d+\x00)+")


def render(text: str, name: str, macros: str = "") -> Plain:
    """The SQL that a template comes to; `name` is the model's, if it is one, `macros` what is defined elsewhere."""
    told = Told(name)
    environment = _Environment(told)
    prepared = text.replace("\x00", "")
    for pattern in BLOCKS:
        prepared = pattern.sub(_blank, prepared)
    try:
        template = environment.from_string(defined_for(prepared, macros) + _with_lines(prepared))
        first, *others = _renderings(template, told, text)
    except SecurityError:
        return Plain(text="", problem="its template takes too many steps, or asks for what no template may have")
    except Exception:  # noqa: BLE001  # a template is a program: it may raise anything
        return Plain(text="", problem="its template can't be rendered")
    if told.branches.are_left:
        told.caveats[LEFT] = None
    return replace(first, caveats=tuple(told.caveats), others=tuple(others))


def _renderings(template: Template, told: Told, text: str) -> list[Plain]:
    model = told.model
    found = list(_branches(template, told, text))
    # `this` may stand before the words that name it
    return found if told.model == model else list(_branches(template, told, text))


def _branches(template: Template, told: Told, text: str) -> Iterator[Plain]:
    """The template once for each answer to what only its run knows."""
    told.branches = Branches()
    for _ in told.branches:
        told.ran, told.line = [], 1
        try:
            yield _plain(_written(template, told), told, text)
        except StoppedError:
            continue
        except Exception:
            if told.branches.rendered == 1:
                raise
            told.caveats[UNTOLD] = None


def _written(template: Template, told: Told) -> str:
    pieces: list[str] = []
    for piece in map(str, template.generate(told.words())):
        pieces.append(piece)
        told.step(len(piece) // 50)  # what is long counts as many steps
        told.line = max(told.line, *map(int, LINE.findall(piece)), 0)
    return "".join(pieces)


def _plain(written: str, told: Told, text: str) -> Plain:
    sql, lines = _lines_of(written)
    return Plain(
        text=sql,
        lines=lines,
        holes=told.holes,
        model=told.model if told.is_model else None,
        is_view=told.is_view,
        beside=tuple(_beside(ran, line, told, text) for ran, line in told.ran),
        original=text,
    )


def _beside(ran: object, line: int, told: Told, text: str) -> Plain:
    """A text that the template runs by itself; hooks are templates again."""
    if not isinstance(ran, str):
        return Plain(text="", lines=(line,), problem=RUNS_UNKNOWN)
    try:
        ran = _written(told.environment.from_string(ran), told) if TAGS.search(ran) else ran
    except (SecurityError, StoppedError):
        raise
    except Exception:  # noqa: BLE001  # as above
        return Plain(text="", lines=(line,), problem=UNTOLD)
    sql, lines = _lines_of(ran, line)
    return Plain(text=sql, lines=lines, holes=told.holes, original=text)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _with_lines(text: str) -> str:
    """The template with a mark at the beginning of each line, unless a tag goes over its end."""
    marked: list[str] = []
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        mark = f"\x00{number}\x00"
        marked.append(line if depth > 0 else mark + OTHERWISE.sub(rf"\g<0>{mark}", line))
        depth += len(re.findall(r"\{[{%#]", line)) - len(re.findall(r"[}%#]\}", line))
        depth = max(depth, 0)
    return "\n".join(marked)


def _lines_of(rendered: str, at: int = 1) -> tuple[str, tuple[int, ...]]:
    """The text without its marks, and for each of its lines the template's."""
    lines: list[int] = []
    told: list[str] = []
    for line in rendered.split("\n"):
        marks = LINE.findall(line)
        before_words = BEFORE_WORDS.match(line)
        leading = LINE.findall(before_words[0]) if before_words else marks[:1]
        at = int(leading[-1]) if leading else at
        lines.append(at)
        at = int(marks[-1]) if marks else at
        told.append(LINE.sub("", line))
    return "\n".join(told), tuple(lines)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with bounds on steps, and with few filters."""

    concat = staticmethod(lambda pieces: "".join(map(str, pieces)))
    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, told: Told) -> None:
        super().__init__(extensions=["jinja2.ext.do"], keep_trailing_newline=True)
        self._told = told
        told.environment = self
        self.undefined = self._hole  # type: ignore[assignment]
        self._conditions: dict[str, int] = {}
        tests: dict[str, Any] = dict(self.tests)
        self.tests = {name: _open(test) for name, test in tests.items()}
        self.filters = {name: f for name, f in {**self.filters, **DBT_FILTERS}.items() if name in FILTERS}
        self.globals["range"] = told.range

    def _hole(self, *_: object, name: str | None = None, **__: object) -> "Hole":
        return Hole(self._told, name or "?")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        make_conditions_ask(tree, self._conditions)
        for loop in tree.find_all(nodes.For):  # so that every turn counts
            width = nodes.Const(len(loop.target.items) if isinstance(loop.target, nodes.Tuple) else 0)
            loop.iter = nodes.Call(nodes.Name("loop_over", "load"), [loop.iter, width], [], None, None)
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


def _open(test: Callable[..., Any]) -> Callable[..., Any]:
    """A test whose answer is as unknown as what it is asked of."""

    @wraps(test)
    def answer(*given: Any) -> Any:
        return next((value for value in given if isinstance(value, Hole)), None) or test(*given)

    return answer


def _size(value: Any) -> int:
    """How much a factor makes of the other."""
    if isinstance(value, (str, list, tuple)):
        return max(1, len(value))
    return abs(value) if isinstance(value, int) else 1
