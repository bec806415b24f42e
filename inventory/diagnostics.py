"""What can be wrong with the input or the run, and where: spans, diagnostics and the one tree of errors."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """A place in an input file. Lines and columns count from 1; paths are relative to the project's folder."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True, order=True)
class Diagnostic:
    """Something in the input that can't be read as meant: what is wrong, where, and what would put it right."""

    span: Span
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    """Other places that belong to the same mistake, each with a word on what is there."""
    severity: Severity = field(default="error", compare=False)

    def __str__(self) -> str:
        note = "note: " if self.severity == "warning" else ""
        lines = [f"{self.span}: {note}{self.message}"]
        lines += [f"  {span}: {word}" for span, word in self.related]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class InventoryError(Exception):
    """The run can't go on. The message says what, where and what to do; the command line prints it and exits 3."""


class RequestError(InventoryError):
    """What was asked for can't be read as meant: a name nobody knows, options that don't go together; exit code 2."""


class InvalidInputError(InventoryError):
    """The catalogs can't be read as meant. Carries every problem found, sorted by place; exit code 2."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(
            sorted(set(diagnostics), key=lambda d: (d.span.path, d.span.line, d.span.column, str(d)))
        )
        super().__init__("\n".join(map(str, self.diagnostics)))
