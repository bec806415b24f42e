"""A first guess at a column's data category from plain patterns in its name; always marked as inferred."""

import re
from functools import lru_cache

PATTERNS: tuple[tuple[str, str], ...] = (
    # pattern over the words of a name, category; the first that matches holds
    (r"(cvc|cvv|cvv2|card_(security|verification)_(code|value))", "user.financial.credit_card.cvc"),
    (r"(pan|card_?(number|no|num)|cc_(number|no|num)|credit_?card(_number)?)", "user.financial.credit_card"),
    (r"(iban|bic|account_number|bank_account\w*|sort_code|routing_number)", "user.financial.bank_account"),
    (r"(e_?mail|email_(address|addr)|mail_address)", "user.contact.email"),
    (r"(phone|telephone|mobile|msisdn|fax|phone_(number|no|num)|tel)", "user.contact.phone_number"),
    (r"(first|given|fore)_?name", "user.name.first"),
    (r"(last|family|sur)_?name", "user.name.last"),
    (r"(full|customer|person|patient|employee|contact|holder)_?name", "user.name"),
    (r"(user_?name|login|login_name|screen_name|nick_?name)", "user.account.username"),
    (r"(password|passwd|password_hash|pwd)", "user.authorization.password"),
    (r"(street|street_(address|name|number)|address_?(line_?)?\d?|(home|postal|shipping|billing)_address)",
     "user.contact.address.street"),
    (r"(city|town)", "user.contact.address.city"),
    (r"(zip|zip_?code|post_?code|postal_code|plz)", "user.contact.address.postal_code"),
    (r"(birth_?date|date_of_birth|dob|birth_?day|birthday)", "user.demographic.date_of_birth"),
    (r"(gender|sex)", "user.demographic.gender"),
    (r"(ip|ip_?addr(ess)?|client_ip|remote_addr)", "user.device.ip_address"),
    (r"(device_id|imei|advertising_id|idfa|gaid)", "user.device.device_id"),
    (r"(cookie|cookie_id)", "user.device.cookie_id"),
    (r"(ssn|social_security_number|national_id(entification)?(_number)?|tax_id)",
     "user.government_id.national_identification_number"),
    (r"(passport(_(number|no))?)", "user.government_id.passport_number"),
    (r"(diagnosis|medication|prescription|blood_type|allergies)", "user.health_and_medical"),
    (r"(religion|religious_belief)", "user.demographic.religious_belief"),
    (r"(ethnicity|race)", "user.demographic.race_ethnicity"),
    (r"(latitude|longitude|lat|lng|geo_?location|gps)", "user.location.precise"),
    (r"(search_(query|term|text)|query_text)", "user.behavior.search_history"),
    (r"(customer|user|client|patient|employee|person|subscriber|member|visitor)_?(id|no|number|uuid|guid|key)",
     "user.unique_id"),
)  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
_COMPILED = tuple((re.compile(rf"(?:^|.*_){pattern}"), category) for pattern, category in PATTERNS)


@lru_cache(maxsize=1 << 16)
def guess(name: str) -> str | None:
    """The category a column of this name may hold, or None: no pattern knows it, which does not make it harmless."""
    words = _SEPARATORS.sub("_", _CAMEL.sub("_", name)).strip("_").lower()
    return next((category for pattern, category in _COMPILED if pattern.fullmatch(words)), None)
