"""Whether texts are cards' numbers, bank accounts or the numbers that states give to people, by their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from statistics import median

_NETWORKS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,13}|(?:6011|65\d\d|64[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|(?:2131|1800)\d{11}|62\d{14,17}"
    r"|(?:5018|5020|5038|5[678]\d\d|6304|6759|676[1-3]|6390|67\d\d|60\d\d)\d{8,15}"
)  # fmt: skip
"""The beginnings and lengths that the card networks use."""
_BESIDE = re.compile(r"[ \-]")
_NEAR = 100_000
"""Numbers whose neighbours are nearer than this were counted, not drawn."""

NATIONAL = (
    # country, library's module, and what a number has to look like besides its check digit
    ("at", "vnr", r"\d{4} ?\d{6}"), ("be", "nn", r"[\d. -]{11,15}"), ("bg", "egn", r"\d{10}"),
    ("cz", "rc", r"\d{6}/?\d{3,4}"), ("de", "idnr", r"[\d ]{11,14}"), ("dk", "cpr", r"\d{6}-?\d{4}"),
    ("ee", "ik", r"\d{11}"), ("es", "dni", r"\d{8}-?[A-Z]"), ("es", "nie", r"[XYZ]-?\d{7}-?[A-Z]"),
    ("fi", "hetu", r"\d{6}[-+A-FU-Y]\d{3}\w"), ("fr", "nir", r"[12][\dAB ]{12,20}"), ("gr", "amka", r"\d{11}"),
    ("hr", "oib", r"\d{11}"), ("ie", "pps", r"\d{7}[A-W][A-IW]?"), ("it", "codicefiscale", r"[A-Z]{6}\w{10}"),
    ("lt", "asmens", r"\d{11}"), ("lv", "pvn", r"\d{6}-?\d{5}"), ("nl", "bsn", r"[\d.]{9,11}"),
    ("pl", "pesel", r"\d{11}"), ("pt", "nif", r"[123]\d{8}"), ("pt", "cc", r"\d{8} ?\d ?[A-Z][A-Z0-9]\d"),
    ("ro", "cnp", r"\d{13}"), ("se", "personnummer", r"(?:\d\d)?\d{6}[-+]?\d{4}"), ("si", "emso", r"\d{13}"),
    ("sk", "rc", r"\d{6}/?\d{3,4}"), ("cy", "vat", r"\d{8}[A-Z]"),
    ("gb", "nhs", r"\d{3}[ -]\d{3}[ -]\d{4}"), ("ch", "ssn", r"756[\d.]{10,13}"), ("no", "fodselsnummer", r"\d{11}"),
    ("us", "ssn", r"\d{3}-\d\d-\d{4}"), ("us", "itin", r"9\d\d-\d\d-\d{4}"),
)  # fmt: skip
_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]")
"""A British National Insurance number: it has no check digit, and a form that is seldom met by chance."""
_MALTA = re.compile(r"\d{3,7}[MGAPLHBZ]")


def is_card(text: str) -> bool:
    from stdnum import luhn

    digits = _BESIDE.sub("", text)
    return bool(_NETWORKS.fullmatch(digits)) and luhn.is_valid(digits)


def are_counted(texts: Sequence[str]) -> bool:
    """Whether numbers lie so near to each other that somebody counts them: orders that happen to have check digits."""
    numbers = sorted(int(digits) for text in texts if (digits := _BESIDE.sub("", text)).isdecimal())
    gaps = [after - before for before, after in pairwise(numbers)]
    return len(gaps) > 1 and median(gaps) < _NEAR


def is_iban(text: str) -> bool:
    from stdnum import iban

    return bool(re.match(r"[A-Z]{2}\d\d", text)) and iban.is_valid(text, check_country=False)


def national_checks() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """For each country, whether a text is a number that it gives to a person."""
    from stdnum import luhn, verhoeff

    def hungarian(text: str) -> bool:
        """TAJ: nine digits, weighted 3 and 7."""
        digits = [int(each) for each in text.replace(" ", "") if each.isdecimal()]
        return bool(re.fullmatch(r"\d{3} ?\d{3} ?\d{3}", text)) and (
            sum(digit * (3, 7)[at % 2] for at, digit in enumerate(digits[:8])) % 10 == digits[8]
        )

    def luxembourgish(text: str) -> bool:
        """The day of birth, three digits, one by Luhn's rule and one by Verhoeff's."""
        return bool(re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{7}", text)) and (
            luhn.is_valid(text[:12]) and verhoeff.is_valid(text[:11] + text[12])
        )

    own: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("hu", hungarian),
        ("lu", luxembourgish),
        ("mt", lambda text: bool(_MALTA.fullmatch(text))),
        ("gb", lambda text: bool(_INSURANCE.fullmatch(text))),
    )
    return (*((country, _by_library(country, module, form)) for country, module, form in NATIONAL), *own)


@cache
def _by_library(country: str, module: str, form: str) -> Callable[[str], bool]:
    known, looks = import_module(f"stdnum.{country}.{module}"), re.compile(form)

    def is_valid(text: str) -> bool:
        return bool(looks.fullmatch(text)) and bool(known.is_valid(text))

    return is_valid
