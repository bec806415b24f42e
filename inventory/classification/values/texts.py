"""Whether texts are addresses, telephone numbers or what a device is known by."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from ipaddress import ip_address

import yaml

from inventory.classification.values.dates import as_date

_REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "PL", "AT", "CH", "BE", "IE", "SE")
"""Where a number without its country's prefix is looked for."""
_TELEPHONE = re.compile(r"(?:tel:)?\+?[\d\s()./\-]{7,24}(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)
_MAC = re.compile(r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}", re.IGNORECASE)
_PASSWORD = re.compile(
    r"\$(?:2[abxy]?|argon2(?:id|i|d)|5|6|y|scrypt|pbkdf2[\w-]*)\$.{20,}|\{SSHA\}.{20,}|pbkdf2_sha256\$.{20,}"
)
_POINT = re.compile(
    r"[(\[]?-?\d{1,2}\.\d{3,}\s?[,; ]\s?-?\d{1,3}\.\d{3,}[)\]]?|POINT ?\(-?\d{1,3}\.\d+ -?\d{1,2}\.\d+\)"
)
_EXPIRY = re.compile(r"(?:0[1-9]|1[0-2])[/-](?:\d\d|20\d\d)")
_DIAGNOSIS = re.compile(r"[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}")
_BLOOD = re.compile(r"(?:A|B|AB|0|O)(?: ?Rh)? ?[+\-−]")


def is_email(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    if text.count("@") != 1 or len(text) > 254:
        return False
    try:
        validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return False
    return True


def is_phone(text: str) -> bool:
    """Written as people write telephone numbers, and of a length that some country has."""
    import phonenumbers

    if (
        not _TELEPHONE.fullmatch(text)
        or as_date(text)
        or re.fullmatch(r"(?:\d{1,3}\.){3}\d{1,3}|\d{3}-\d\d-\d{4}|97[89][\d-]{10,14}", text)
    ):
        return False
    digits = sum(letter.isdigit() for letter in text)
    written = text[0] in "+(t" or len(re.findall(r"\d[\s()./\-]+(?=\d)", text)) >= 2
    led = bool(re.match(r"0[1-9]|00[1-9]\d", text)) and 9 <= digits <= 14
    if not 8 <= digits <= 18 or not (written or led) or re.fullmatch(r"-?\d+\.\d+", text):
        return False
    for region in (None,) if text.startswith("+") else _REGIONS:
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def is_ip(text: str) -> bool:
    """An address, and no version such as 1.2.3.4."""
    try:
        address = ip_address(text.partition("/")[0])
    except ValueError:
        return False
    return address.version == 6 or max(address.packed) > 40


def is_street(text: str) -> bool:
    """A street's word and a number; a number alone, or a word alone, is no address."""
    return any(letter.isdigit() for letter in text) and len(text) > 6 and " " in text and bool(_street().search(text))


@cache
def _street() -> re.Pattern[str]:
    forms = _forms()
    endings, whole = ("|".join(map(re.escape, forms[key].split())) for key in ("street_endings", "street_words"))
    return re.compile(rf"(?:{endings}|\b(?:{whole})\b)", re.IGNORECASE)


@cache
def _forms() -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load(files(__package__).joinpath("forms.yaml").read_text(encoding="utf-8"))
    return read


def is_mac(text: str) -> bool:
    return bool(_MAC.fullmatch(text))


def is_password_hash(text: str) -> bool:
    return bool(_PASSWORD.match(text))


def is_point(text: str) -> bool:
    return bool(_POINT.fullmatch(text))


def is_expiry(text: str) -> bool:
    return bool(_EXPIRY.fullmatch(text))


def is_diagnosis(text: str) -> bool:
    return bool(_DIAGNOSIS.fullmatch(text))


def is_blood_group(text: str) -> bool:
    return bool(_BLOOD.fullmatch(text))


def is_gender(text: str) -> bool:
    return text.lower() in _forms()["genders"].split()


def is_user_agent(text: str) -> bool:
    return text.startswith(("Mozilla/", "Opera/", "Dalvik/", "okhttp/"))
