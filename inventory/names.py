"""What a thing is called: the one identity on which catalogs, SQL, grants and logs are joined.

A *part* of a name is kept as canonical text: bare and lower-case where the database would fold it so, else in double
quotes with inner quotes doubled, so that two texts are equal exactly when the database means the same object. A *name*
is parts joined by dots. A *location* is the normalised URL of a file, a folder or a stage.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["table", "column"]
Case = Literal["lower", "upper", "insensitive", "sensitive"]
"""What the database does to case: folds unquoted names to lower or to upper, ignores case, or minds it everywhere."""

CASES: dict[str, tuple[Case, Case]] = {
    # dialect: (tables and what holds them, columns)
    # https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
    "athena": ("insensitive", "insensitive"),
    # https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#case_sensitivity
    "bigquery": ("sensitive", "insensitive"),
    # https://clickhouse.com/docs/sql-reference/syntax#identifiers
    "clickhouse": ("sensitive", "sensitive"),
    # https://docs.databricks.com/en/sql/language-manual/sql-ref-identifiers.html
    "databricks": ("insensitive", "insensitive"),
    # https://www.ibm.com/docs/en/db2/11.5?topic=elements-identifiers
    "db2": ("upper", "upper"),
    # https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers#case-sensitivity-of-identifiers
    "duckdb": ("insensitive", "insensitive"),
    # https://docs.exasol.com/db/latest/sql_references/basiclanguageelements.htm#SQLIdentifier
    "exasol": ("upper", "upper"),
    # https://learn.microsoft.com/en-us/fabric/data-warehouse/collation
    "fabric": ("sensitive", "sensitive"),
    # https://techdocs.broadcom.com/us/en/vmware-tanzu/data-solutions/tanzu-greenplum/7/greenplum-database/ref_guide-SQL-92-Conformance.html
    "greenplum": ("lower", "lower"),
    # https://hive.apache.org/docs/latest/language/languagemanual-ddl/
    "hive": ("insensitive", "insensitive"),
    # https://mariadb.com/kb/en/identifier-case-sensitivity/
    "mariadb": ("sensitive", "insensitive"),
    # https://materialize.com/docs/sql/identifiers/#case-sensitivity
    "materialize": ("lower", "lower"),
    # https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html
    "mysql": ("sensitive", "insensitive"),
    # https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Database-Object-Names-and-Qualifiers.html
    "oracle": ("upper", "upper"),
    # https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
    "postgres": ("lower", "lower"),
    # https://prestodb.io/docs/current/language/reserved.html
    "presto": ("insensitive", "insensitive"),
    # https://docs.aws.amazon.com/redshift/latest/dg/r_names.html
    "redshift": ("insensitive", "insensitive"),
    # https://docs.risingwave.com/sql/identifiers
    "risingwave": ("lower", "lower"),
    # https://docs.snowflake.com/en/sql-reference/identifiers-syntax
    "snowflake": ("upper", "upper"),
    # https://spark.apache.org/docs/latest/sql-ref-identifier.html
    "spark": ("insensitive", "insensitive"),
    # https://www.sqlite.org/lang_keywords.html
    "sqlite": ("insensitive", "insensitive"),
    # https://docs.starrocks.io/docs/sql-reference/System_limit/
    "starrocks": ("sensitive", "insensitive"),
    # https://docs.teradata.com/r/Enterprise_IntelliFlex_VMware/SQL-Fundamentals/Basic-SQL-Syntax/Object-Names
    "teradata": ("insensitive", "insensitive"),
    # https://trino.io/docs/current/language/reserved.html#sql-identifiers
    "trino": ("insensitive", "insensitive"),
    # https://learn.microsoft.com/en-us/sql/relational-databases/collations/collation-and-unicode-support
    "tsql": ("insensitive", "insensitive"),
    # https://docs.vertica.com/latest/en/sql-reference/language-elements/identifiers/
    "vertica": ("insensitive", "insensitive"),
}
"""How each dialect treats the case of a name; any other is taken to ignore it."""

ALIASES = {
    "doris": "starrocks",
    "mssql": "tsql",
    "postgresql": "postgres",
    "spark2": "spark",
    "sparksql": "spark",
    "sqlserver": "tsql",
}
"""Other words for the same dialect."""

BARE = re.compile(r"[a-z_][a-z0-9_$]*")
QUOTED = re.compile(r'"(?:[^"]|"")*"')
PART = re.compile(r'"(?:[^"]|"")*"|[^."]+')


@lru_cache(maxsize=1 << 16)
def identifier(text: str, *, quoted: bool, dialect: str, kind: Kind = "table") -> str:
    """The canonical text of one identifier, as the dialect would understand it."""
    dialect = dialect.lower()
    cases = CASES.get(ALIASES.get(dialect, dialect), ("insensitive", "insensitive"))
    match cases[0] if kind == "table" else cases[1]:
        case "upper":
            stored = text if quoted else text.upper()
            return stored.lower() if stored == stored.upper() and BARE.fullmatch(stored.lower()) else _quote(stored)
        case "insensitive":
            stored = text.lower()
        case "lower":
            stored = text if quoted else text.lower()
        case "sensitive":
            stored = text
    return stored if BARE.fullmatch(stored) else _quote(stored)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def join(parts: Iterable[str]) -> str:
    """The name made of canonical parts."""
    return ".".join(parts)


def split(name: str) -> tuple[str, ...]:
    """The canonical parts of a name; a location is one part, followed by its column where there is one."""
    if is_location(name):
        return tuple(name.split("#", 1))
    return tuple(PART.findall(name))


def column_id(dataset: str, column: str) -> str:
    """The id of a column: the dataset's, then the column's canonical name."""
    return f"{dataset}#{column}" if is_location(dataset) else f"{dataset}.{column}"


def is_location(name: str) -> bool:
    """Whether a name is a location: no bare part holds a slash or opens with `@`."""
    bare = QUOTED.sub("", name) if '"' in name else name
    return "/" in bare or bare.startswith("@")


# ── locations ────────────────────────────────────────────────────────────────────────────────────────────────────────

SCHEMES = {"s3a": "s3", "s3n": "s3", "gcs": "gs", "abfs": "abfss", "wasb": "abfss", "wasbs": "abfss", "maprfs": "hdfs"}
CONTAINER_AT_ACCOUNT = ("abfss",)
URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?=/)")
DRIVE = re.compile(r"([A-Za-z]):[\\/]")
YEAR = re.compile(r"(?:19|20)\d\d|\*")
MONTH_DAY_HOUR = re.compile(r"[0-3]?\d|\*")
PARTITION = re.compile(r"(\w+)=.*")
DATE = r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12]\d|3[01]))?"
TIME = r"(?:[T_-]?[0-2]\d[:_-]?[0-5]\d(?:[:_-]?[0-5]\d)?(?:\.\d+)?Z?)?"
UUID = r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}"
VARYING = re.compile(
    rf"(?<![0-9A-Za-z])(?:{UUID}|{DATE}{TIME})(?![0-9A-Za-z])"  # a run, or the day it ran
    r"|(?<=part)[-_]?\d+(?:-c\d+)?"  # part-00000-….c000
    r"|(?<=[-_.])\d{3,}(?![0-9A-Za-z])"  # a number of a file
    r"|(?<=[A-Za-z])(?:_\d+){2,}(?![0-9A-Za-z])"  # data_0_1_0
    r"|(?<=\*-)c\d+(?![0-9A-Za-z])"
)
STARS = re.compile(r"[-_]?\*(?:[-_.]?\*)+")


def location(url: str) -> str:
    """The normalised URL of a file, a folder, a prefix or a stage.

    What a run adds is folded to `*`, so that all files of one export are one location; what is secret (user, password,
    signature) is left out. A slash at the end is kept: it tells a folder from the beginning of a file's name.
    """
    url = url.strip().replace("\\", "/") if DRIVE.match(url.strip()) else url.strip()
    if url.startswith("@"):
        return _folded(_plain(url))
    if DRIVE.match(url):
        return "file:///" + url[0].lower() + _folded(_plain(url[1:]))
    found = URL.match(url)
    if found is None:
        path = _folded(_plain(url))
        if path.startswith("/"):
            return "file:///" + path.lstrip("/")
        return path if "/" in path else "./" + path
    scheme = found[1].lower()
    scheme = SCHEMES.get(scheme, scheme)
    rest = url[found.end() :]
    if not rest.startswith("//"):
        return f"{scheme}:///" + _folded(_plain(rest)).lstrip("/")
    host, slash, path = _plain(rest[2:]).partition("/")
    return f"{scheme}://{_host(scheme, host)}{slash}{_folded(path)}"


def _plain(text: str) -> str:
    """Without query and fragment, where signatures live; a quote would blur where a name ends."""
    return re.split(r"[?#]", text, maxsplit=1)[0].replace('"', "%22")


def _host(scheme: str, host: str) -> str:
    if (
        scheme in CONTAINER_AT_ACCOUNT
    ):  # https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-introduction-abfs-uri
        container, at, account = host.rpartition("@")
        account = account.lower().replace(".blob.core.", ".dfs.core.")
        return container.split("@")[0].split(":")[0] + at + account
    host = host.rpartition("@")[2]
    return host if scheme in ("dbfs", "file") else host.lower()


def _folded(path: str) -> str:
    segments = path.split("/")
    folded: list[str] = []
    dated = 0  # how many segments of a date went before: year, month, day, hour
    for segment in segments:
        if PARTITION.fullmatch(segment):
            segment = PARTITION.sub(r"\1=*", segment)
        elif dated < 4 and (MONTH_DAY_HOUR if dated else YEAR).fullmatch(segment):
            segment = "*"
        else:
            segment = _without_run(segment)
        dated = dated + 1 if segment == "*" else 0
        folded.append(segment)
    return "/".join(folded)


def _without_run(segment: str) -> str:
    before = None
    while segment != before:
        before, segment = segment, STARS.sub(_one_star, VARYING.sub(_star, segment))
    return segment


def _star(found: re.Match[str]) -> str:
    return "-*" if found[0].startswith("-") else "_*" if found[0].startswith("_") else "*"


def _one_star(found: re.Match[str]) -> str:
    return found[0][0] + "*" if found[0][0] in "-_" else "*"


# ── names in the map ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How a system's SQL names become ids in the map."""

    system: str
    dialect: str
    default_catalog: str | None = None
    default_schema: str | None = None
    """Both as canonical parts; left out of ids, so that `db.public.purchases` is `orders.purchases`."""

    def dataset(self, name: str, systems: Mapping[str, "Naming"]) -> str:
        """The id of the dataset that a canonical SQL name means here.

        `systems` says whose a name is when its first part is a catalog, a database or a system known by that word.
        """
        if is_location(name):
            return name
        parts = split(name)
        if len(parts) > 2 and parts[0] == self.default_catalog:
            parts = parts[1:]
        other = systems.get(parts[0]) if len(parts) > 1 and parts[0] != self.default_schema else None
        if other is None:
            return join((self.system, *self._short(parts)))
        return join((other.system, *other._short(parts[1:])))

    def _short(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        if len(parts) > 2 and parts[0] == self.default_catalog:
            parts = parts[1:]
        if len(parts) == 2 and parts[0] == (self.default_schema or self.default_catalog):
            parts = parts[1:]
        return parts
