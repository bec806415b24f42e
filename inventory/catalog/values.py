"""The words and values that catalog objects are made of: ids, references, three-valued answers, periods."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, core_schema

from inventory.catalog.countries import COUNTRIES
from inventory.diagnostics import Span

PLACE = "\0place"
"""The key under which the reader hands an object its place; no YAML text can hold a NUL character."""


class Model(BaseModel):
    """A part of the catalog language: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=True,
        str_strip_whitespace=True,
    )


class Placed(Model):
    """A part that findings point at, so it knows where it was written."""

    span: SkipJsonSchema[Span] = Field(default=Span(path="<catalog>"), alias=PLACE, exclude=True, repr=False)


RefKind = Literal[
    "owner", "system", "dataset", "column", "store", "activity", "recipient", "role", "grantee", "log", "logged",
    "notice", "application", "category", "data_use", "subject",
]  # fmt: skip


@dataclass(frozen=True)
class Refers:
    """Marks a text as the id of another object, so that one walk over the models checks every reference."""

    kind: RefKind


@dataclass(frozen=True)
class Expects:
    """Says in a person's words what a value looks like; the reader puts them after `expected`."""

    words: str


Text = Annotated[str, StringConstraints(min_length=1), Expects("a text")]
Id = Annotated[
    str,
    StringConstraints(min_length=1, pattern=r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?$"),
    Expects("a name on one line"),
]
Whole = Annotated[int, Field(ge=0, le=10**12), Expects("a whole number such as 3870")]
OwnerRef = Annotated[Id, Refers("owner")]
SystemRef = Annotated[Id, Refers("system")]
DatasetRef = Annotated[Id, Refers("dataset")]
ColumnRef = Annotated[Id, Refers("column")]
StoreRef = Annotated[Id, Refers("store")]
"""A dataset, or a database for all its datasets."""
ActivityRef = Annotated[Id, Refers("activity")]
RecipientRef = Annotated[Id, Refers("recipient")]
RoleRef = Annotated[Id, Refers("role")]
GranteeRef = Annotated[Id, Refers("grantee")]
"""A role, the service account of an application, or `everyone`."""
LogRef = Annotated[Id, Refers("log")]
LoggedRef = Annotated[Id, Refers("logged")]
"""A dataset, a database or an application: what a log is kept of."""
NoticeRef = Annotated[Id, Refers("notice")]
ApplicationRef = Annotated[Id, Refers("application")]
CategoryRef = Annotated[Id, Refers("category")]
DataUseRef = Annotated[Id, Refers("data_use")]
SubjectRef = Annotated[Id, Refers("subject")]

NoneWord = Literal["none"]
"""Said to be absent. A blank or missing key says nothing: unknown."""

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(value: object) -> object:
    """Take a text as a date only when it is written out: pydantic would take `20261101` for seconds since 1970."""
    if not isinstance(value, str):
        return value
    if not DAY.fullmatch(value.strip()):
        raise ValueError("not a date")
    return date.fromisoformat(value.strip())


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not DAY.match(value.strip()):
        raise ValueError("not a date")
    return date.fromisoformat(value.strip()) if DAY.fullmatch(value.strip()) else datetime.fromisoformat(value.strip())


Day = Annotated[date, BeforeValidator(_day), Expects("a date such as 2026-11-01")]
Moment = Annotated[
    datetime | date,
    BeforeValidator(_moment),
    Expects("a date such as 2026-11-01, or with its time: 2026-11-01T09:30"),
]

EVERYONE = "everyone"
"""The grantee that stands for all staff, as PUBLIC does in SQL."""


def _no_for_none(value: object) -> object:
    return False if value == "none" else value


YesNo = Annotated[bool, BeforeValidator(_no_for_none), Expects("`yes` or `no`")]
"""`yes` or `no` (`none` is no); a field that is `YesNo | None` is unknown while nothing is said."""


def _country(value: object) -> object:
    code = value.strip().upper() if isinstance(value, str) else value
    if code not in COUNTRIES:
        raise ValueError("no country")
    return code


Country = Annotated[
    str,
    BeforeValidator(_country),
    Expects("a country's two letters such as DE"),
]
"""An ISO 3166-1 alpha-2 code."""

PERIOD = re.compile(r"^P(?=[0-9])(?:([0-9]{1,5})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?$")
Period = Annotated[
    str,
    StringConstraints(  # at least one part; said without a look-ahead, which pydantic's engine hasn't
        pattern=r"^P([0-9]+Y([0-9]+M)?([0-9]+W)?([0-9]+D)?|[0-9]+M([0-9]+W)?([0-9]+D)?|[0-9]+W([0-9]+D)?|[0-9]+D)$"
    ),
    Expects("a period such as P3Y, P18M or P180D"),
]
"""A length of time as ISO 8601 writes it, in whole days or more: `P3Y`, `P180D`, `P1Y6M`."""


def days(period: str) -> int:
    """How many days a period has, at 365 a year and 30 a month: for comparing periods, not for computing dates."""
    found = PERIOD.match(period)
    if not found:
        raise ValueError(f"not an ISO 8601 period: {period}")
    years, months, weeks, rest = (int(n or 0) for n in found.groups())
    return 365 * years + 30 * months + 7 * weeks + rest


@dataclass(frozen=True)
class Shorthand:
    """Lets a bare value stand for a mapping with one key: `retention: P3Y` for `retention: {period: P3Y}`."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._widen, handler(source))

    def _widen(self, value: Any) -> Any:
        return value if isinstance(value, Mapping | BaseModel) or value in (None, "none") else {self.key: value}


@dataclass(frozen=True)
class NotEmpty:
    """Refuses `[]`, of which nobody can tell whether it means that there is none or that nobody has looked."""

    advice: str
    """What to write instead."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._refuse, handler(source))

    def _refuse(self, value: Any) -> Any:
        if value == []:
            raise ValueError("an empty list")
        return value


@dataclass(frozen=True)
class Listed:
    """Lets one bare value stand for a list of it: `on: orders` for `on: [orders]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._widen, handler(source))

    def _widen(self, value: Any) -> Any:
        return value if value is None or isinstance(value, list) else [value]


class Count(Model):
    """A head count and the day it was taken."""

    n: Whole
    """How many."""
    as_of: Day | None = None
    """The day it was counted."""


Counted = Annotated[Count, Shorthand("n")]


class Retention(Model):
    """How long data is kept, from which event, and by which law."""

    period: Period | None = None
    """ISO 8601, such as `P3Y`."""
    from_: Text | None = Field(default=None, alias="from")
    """The event the period starts at, such as `order_closed`."""
    law: Text | None = None
    """The rule that asks for the period, such as `HGB § 257`."""
    criterion: Text | None = None
    """What decides the end where no period can be given (Art. 13(2)(a))."""
    reviewed_every: Period | None = None
    """How often the need is looked at again, where neither period nor criterion can be given (Recital 39)."""

    @property
    def stated(self) -> bool | None:
        """Whether an end is stated: unknown while the object says nothing of the three."""
        return True if self.period or self.criterion or self.reviewed_every else None


RetentionStated = Annotated[Retention, Shorthand("period")]


class Translated(Model):
    """A text in several languages."""

    en: Text | None = None
    """English."""
    de: Text | None = None
    """German."""
    fr: Text | None = None
    """French."""
    es: Text | None = None
    """Spanish."""
    it: Text | None = None
    """Italian."""
    nl: Text | None = None
    """Dutch."""
    pl: Text | None = None
    """Polish."""

    def __str__(self) -> str:
        return next((text for text in (self.en, self.de, self.fr, self.es, self.it, self.nl, self.pl) if text), "")


Wording = Annotated[Translated, Shorthand("en")]
