"""What sampled values show: generated people of eight countries beside what only looks like their data."""

import logging
import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from faker import Faker
from stdnum import luhn

from inventory.classification import classify

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL")
Make = Callable[[], object]
DRAWN = random.Random(5)


def digits(count: int) -> str:
    return "".join(DRAWN.choice("0123456789") for _ in range(count))


def with_check_digit(prefix: str, length: int) -> str:
    body = prefix + digits(length - len(prefix) - 1)
    return body + luhn.calc_check_digit(body)


def personal(fake: Faker, locale: str) -> Iterator[tuple[str, str, Make]]:
    """A category, a column's name, and what fills it. `c7` says nothing; last names are too many to list."""
    yield "user.contact.email", "c7", fake.email
    yield "user.name", "c7", fake.name
    yield "user.name.first", "c7", fake.first_name
    yield "user.name.last", "c7" if locale[:2] in ("en", "fr") else "surname", fake.last_name
    yield "user.contact.phone_number", "c7", fake.phone_number
    yield "user.contact.address.street", "c7", fake.street_address
    yield "user.demographic.date_of_birth", "c7", fake.date_of_birth
    yield "user.demographic.date_of_birth", "c7", lambda: fake.date_of_birth().strftime("%d.%m.%Y")
    yield "user.device.ip_address", "c7", fake.ipv4
    yield "user.device.ip_address", "c7", fake.ipv6
    yield "user.device.device_id", "c7", fake.mac_address
    yield "user.financial.credit_card", "c7", fake.credit_card_number
    yield "user.financial.bank_account", "c7", fake.iban
    yield "user.demographic.gender", "c7", lambda: DRAWN.choice(["female", "male"])
    if locale == "en_GB":
        letters = "ABCEGHJKLMNPRSWXYZ"
        yield (
            "user.government_id.national_identification_number",
            "c7",
            lambda: f"{DRAWN.choice(letters)}{DRAWN.choice(letters)}{digits(6)}{DRAWN.choice('ABCD')}",
        )
    elif locale != "fr_FR":  # its numbers have wrong check digits
        yield "user.government_id.national_identification_number", "c7", fake.ssn


def decoys(fake: Faker) -> Iterator[tuple[str, Make]]:
    counter = iter(range(4_000_123_450_000_000, 4_000_123_450_900_000, 370))

    def counted() -> str:
        body = str(next(counter))[:15]
        return body + luhn.calc_check_digit(body)

    serial = iter(range(4_000_123_4500, 4_000_124_4500, 7))
    yield "orders counted, with a check digit", counted
    yield "orders like a card, counted", lambda: (body := f"4000{next(serial)}") + luhn.calc_check_digit(body)
    for length in (9, 10, 12, 16):
        yield f"orders of {length} digits with a check digit", lambda length=length: with_check_digit("9", length)
    yield "orders with their year", lambda: f"ORD-{DRAWN.randrange(2015, 2026)}-{digits(6)}"
    yield "orders with a bare year", lambda: f"{DRAWN.randrange(2015, 2026)}-{digits(6)}"
    yield "padded numbers", lambda: f"{DRAWN.randrange(10**6):010d}"
    yield "prices", lambda: f"{DRAWN.randrange(1, 99999) / 100:.2f}"
    yield "amounts", lambda: DRAWN.randrange(1, 99999) / 100
    yield "UUIDs", fake.uuid4
    yield "years", lambda: str(DRAWN.randrange(1950, 2026))
    yield "nine digits", lambda: DRAWN.randrange(10**8, 10**9)
    yield "eleven digits", lambda: DRAWN.randrange(10**10, 10**11)
    yield "days of orders", lambda: fake.date_between(date(2022, 1, 1), date(2026, 1, 1))
    yield "days of contracts", lambda: fake.date_between(date(2016, 1, 1), date(2028, 1, 1))
    yield "moments", lambda: fake.date_time_between(date(2018, 1, 1), date(2026, 1, 1))
    yield "words", fake.word
    yield "sentences", fake.sentence
    yield "products", lambda: f"{fake.color_name()} {fake.word().title()} {DRAWN.randrange(100, 999)}"
    yield "colours", fake.color_name
    yield "EANs", fake.ean13
    yield "ISBNs", fake.isbn13
    yield "addresses of pages", fake.url
    yield "files", fake.file_name
    yield "versions", lambda: ".".join(str(DRAWN.randrange(20)) for _ in range(4))
    yield "hashes", fake.sha256
    yield "currencies", fake.currency_code
    yield "countries", fake.country
    yield "cities", fake.city
    yield "companies", fake.company
    yield "sizes", lambda: DRAWN.choice(["S", "M", "L", "XL"])
    yield "periods", lambda: DRAWN.choice(["d", "w", "m"])
    yield "shelves", lambda: f"{DRAWN.choice('ABCDEFG')}{DRAWN.randrange(10, 99)}"
    yield "lots", lambda: f"{DRAWN.randrange(100, 999)}-{DRAWN.randrange(10, 99)}/{DRAWN.randrange(10, 99)}"
    yield "changes", lambda: f"{DRAWN.uniform(-30, 30):+.3f}"


def test_generated_people_are_found_and_what_looks_like_them_is_not() -> None:
    DRAWN.seed(5)
    Faker.seed(5)
    hit = right = missed = wrong = 0
    for locale in LOCALES:
        fake = Faker(locale)
        for category, name, make in personal(fake, locale):
            found = classify(name, values=[make() for _ in range(60)]).category
            hit += found is not None
            missed += found is None
            right += found == category
        for _, make in decoys(fake):
            wrong += classify("c7", values=[make() for _ in range(60)]).category is not None
    assert hit + missed > 100
    assert hit / (hit + wrong) >= 0.97
    assert hit / (hit + missed) >= 0.97
    assert right / (hit + missed) >= 0.97


@pytest.mark.parametrize(
    "number",
    ["1237 010180", "85.07.30-033 28", "7523169263", "33392005961", "710319/2745", "36 574 261 809", "211062-5629",
     "36805280109", "54362315K", "311280-888Y", "2 95 10 99 126 111 93", "01013099997", "6433435F", "RCCMNL83S18D969H",
     "33309240064", "161175-19997", "111222333", "44051401359", "1630615123457", "880320-0016"],
)  # fmt: skip
def test_a_number_of_a_state_is_known_by_its_own_rule(number: str) -> None:
    from inventory.classification.values.numbers import national_checks

    assert any(is_valid(number) for _, is_valid in national_checks())


def test_values_speak_louder_than_a_name_that_misleads() -> None:
    cards = [with_check_digit("4539", 16) for _ in range(40)]
    found = classify("reference", dataset="settlements", values=cards)
    assert found.category == "user.financial.credit_card"
    assert classify("email", values=[f"batch {number}" for number in range(40)]).category is None
    assert classify("birthday", dataset="people", values=[f"{n}.50" for n in range(40)]).category is None


def test_a_few_values_prove_nothing() -> None:
    assert classify("c7", values=["a@example.org", "b@example.org"]).category is None
    assert classify("c7", values=[None, "", " "]).category is None


def test_no_value_is_in_what_is_told_or_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    planted = [f"canary{number}.planted@example.org" for number in range(50)]
    samples = [
        planted,
        [f"+49 30 {number} CANARY" for number in range(50)],
        [f"4539CANARY{number}" for number in range(50)],
    ]
    with caplog.at_level(logging.DEBUG):
        told = repr(
            [classify(name, values=values) for values in samples for name in ("c7", "email", "phone", "card_number")]
        )
    out, err = capfd.readouterr()
    assert "50 of 50 different values are valid e-mail addresses" in told
    for text in (told, caplog.text, out, err):
        assert "canary" not in text.lower()
        assert "planted" not in text


def test_without_the_extra_values_are_refused_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    from inventory.classification import values
    from inventory.diagnostics import InventoryError

    monkeypatch.setattr(values, "find_spec", lambda _: None)
    with pytest.raises(InventoryError, match=r"gdpr-inventory\[values\]"):
        classify("c7", values=["x"])
