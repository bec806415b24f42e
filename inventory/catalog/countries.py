"""The countries of ISO 3166-1, by their two letters, and what is often written in their place.

Source: the officially assigned codes of ISO 3166-1 alpha-2, 249 of them, https://www.iso.org/obp/ui/#search/code/.
"""

from functools import cache

CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ
OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

COUNTRIES = frozenset(CODES.split())

SPOKEN = ("en", "de", "fr", "es", "it", "nl", "pl")
"""Languages in which a catalog's texts may be written, and so a country's name."""

SERVERS = "name the country where the servers stand"

INSTEAD = {
    "UK": "write `GB` for the United Kingdom",
    "EL": "write `GR` for Greece",
    "EU": f"the Union is no country: {SERVERS}",
    "EEA": f"the EEA is no country: {SERVERS}",
    "USA": "write `US` for the United States",
    "GREAT BRITAIN": "write `GB`",
    "ENGLAND": "write `GB`",
    "HOLLAND": "write `NL`",
    "CZECH REPUBLIC": "write `CZ`",
    "XK": "Kosovo has no code in ISO 3166-1; say it in a description",
}
"""What to write where somebody wrote something else."""


def advice(written: str) -> str | None:
    """What to write in the place of a word that is no country's code."""
    word = written.strip()
    code = _by_name().get(word.casefold())
    return INSTEAD.get(word.upper()) or (f"write `{code}`" if code else None)


@cache
def _by_name() -> dict[str, str]:
    """Codes by the names of countries, as the CLDR has them; loaded where a catalog is wrong and never else."""
    from babel import Locale

    return {
        name.casefold(): code
        for language in SPOKEN
        for code, name in Locale(language).territories.items()
        if code in COUNTRIES
    }
