"""A report as a value: a heading, what was not seen, and sections of rows. What every command answers with."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from inventory.messages import ENGLISH, Language, said

Cell = str | int | bool | date | None | tuple[str, ...]
"""What a row holds. None is not known; texts print one a line."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """Rows of one kind."""

    key: str
    """The name of its list in JSON."""
    heading: str
    columns: tuple[str, ...]
    """Names in snake case: JSON's keys as they are, a reader's headings with spaces."""
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "nothing"
    """What to say when there are no rows."""
    asked: bool = False
    """Whether heading and columns are the asker's own words, which no language translates."""

    @property
    def nothing(self) -> str:
        """The sentence that stands where no rows are."""
        return f"{self.empty[:1].upper()}{self.empty[1:]}."

    def filled(self) -> tuple[list[str], list[tuple[Cell, ...]]]:
        """A reader's headings, and the rows beneath, without columns that no row fills; the first always stands."""
        filled = [
            at for at in range(len(self.columns)) if at == 0 or any(row[at] not in (None, "", ()) for row in self.rows)
        ]
        headings = [self.columns[at].replace("_", " ") for at in filled]
        return headings, [tuple(row[at] for at in filled) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Something to look at, for formats that can show it."""

    heading: str
    svg: bytes


@dataclass(frozen=True, kw_only=True)
class Report:
    """One answer."""

    kind: str
    """The command, such as `where`."""
    title: str
    as_of: date
    manifest: str
    facts: tuple[tuple[str, str], ...] = ()
    """Short lines under the title: label and text. What was not seen comes first."""
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences under the sections."""
    pictures: tuple[Picture, ...] = ()
    """They stand behind the first section, in the formats that can show them."""
    language: Language = ENGLISH
    """What its texts are written in."""
    data: Any = None
    """What JSON holds besides the sections' rows, as a mapping of plain values; text leaves it out."""

    @property
    def of_its_day(self) -> str:
        """The title with the day it speaks of."""
        return self.language.say(said("{title} as of {day}", title=self.title, day=self.as_of))

    def made_from(self, digits: int) -> str:
        """The first digits of the manifest."""
        return self.language.say(said("manifest {manifest}…", manifest=self.manifest[:digits]))


def is_number(value: object) -> TypeGuard[int]:
    """Whether a cell is a number, and no yes or no."""
    return isinstance(value, int) and not isinstance(value, bool)


ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of characters that do something and show nothing: controls, marks that turn the direction of
writing, ends of lines and paragraphs, lone surrogates."""


def acts(char: str) -> bool:
    """Whether a character does something instead of being seen."""
    return unicodedata.category(char) in ACTING


def plain(words: str) -> str:
    """Text that does nothing to a terminal or a page: what acts is shown as its code."""
    if words.isprintable() or words.replace("\n", "").isprintable():
        return words
    return "".join(char if char == "\n" or not acts(char) else f"\\x{ord(char):02x}" for char in words)
