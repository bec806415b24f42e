"""Names and locations, whatever they are made of."""

from hypothesis import given
from hypothesis import strategies as st

from inventory.names import CASES, column_id, identifier, is_location, join, location, split

TEXTS = st.text(min_size=1, max_size=12)
DIALECTS = st.sampled_from([*CASES, "ansi"])
WORDS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)


@given(TEXTS, st.booleans(), DIALECTS)
def test_a_canonical_name_is_no_location_and_has_one_part(text: str, quoted: bool, dialect: str) -> None:
    name = identifier(text, quoted=quoted, dialect=dialect)
    assert split(name) == (name,)
    assert not is_location(name)


@given(st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=4), DIALECTS)
def test_what_is_joined_splits_into_the_same_parts(spelt: list[tuple[str, bool]], dialect: str) -> None:
    parts = tuple(identifier(text, quoted=quoted, dialect=dialect) for text, quoted in spelt)
    assert split(join(parts)) == parts


@given(WORDS, DIALECTS)
def test_without_quotes_case_does_not_matter_unless_the_dialect_minds_it(word: str, dialect: str) -> None:
    same = identifier(word.upper(), quoted=False, dialect=dialect, kind="column") == identifier(
        word.lower(), quoted=False, dialect=dialect, kind="column"
    )
    assert same or CASES.get(dialect, ("", ""))[1] == "sensitive"


@given(TEXTS, TEXTS, DIALECTS)
def test_two_quoted_names_are_one_only_if_they_differ_in_case_alone(one: str, other: str, dialect: str) -> None:
    if identifier(one, quoted=True, dialect=dialect) == identifier(other, quoted=True, dialect=dialect):
        assert one.lower() == other.lower()


PATHS = st.lists(
    st.one_of(
        st.from_regex(r"[a-zA-Z0-9_.=*-]{1,12}", fullmatch=True),
        st.sampled_from(["2026", "11", "dt=2026-11-01", "part-00000", "2026-11-01", "x_20261101T1200.csv", ""]),
    ),
    min_size=1,
    max_size=6,
).map("/".join)
SCHEMES = st.sampled_from(
    ["s3://bucket/", "S3A://b/", "https://u:p@h/", "wasbs://c@a.blob.core.windows.net/", "/", "@stage/"]
)


@given(SCHEMES, PATHS)
def test_a_location_stays_as_it_is(scheme: str, path: str) -> None:
    once = location(scheme + path)
    assert location(once) == once
    assert is_location(once)
    assert split(column_id(once, "email")) == (once, "email")


@given(st.text(max_size=40))
def test_any_text_has_a_location(text: str) -> None:
    assert is_location(location(text))


@given(SCHEMES, PATHS, st.from_regex(r"[A-Za-z0-9]{12}", fullmatch=True))
def test_a_signature_never_gets_through(scheme: str, path: str, secret: str) -> None:
    assert f"Zz{secret}" not in location(f"{scheme}{path}?sig=Zz{secret}")
