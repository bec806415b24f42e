"""Which dataset of the map a name in a catalog or in SQL means."""

from dataclasses import dataclass, replace

from inventory import names
from inventory.catalog.models import Catalog
from inventory.catalog.stores import Database, Dataset


@dataclass(frozen=True, kw_only=True)
class SqlContext:
    """How the SQL of one script is to be read: in which dialect, against which system and with which defaults."""

    system: str
    dialect: str
    default_schema: str | None = None
    default_catalog: str | None = None


class Names:
    """The names of an estate: every declared dataset and location, and the words that systems go by."""

    def __init__(self, catalog: Catalog) -> None:
        self._systems: dict[str, names.Naming] = {}
        self._by_id: dict[str, names.Naming] = {}
        self._locations: list[tuple[str, str]] = []
        self._datasets_at: dict[str, str] = {}
        self._datasets: set[str] = set()
        self.declared: dict[str, str] = {}
        """Reference as a catalog writes it (`orders.purchases`) to dataset id."""
        for database in catalog.databases:
            self._add(database)
        self._locations.sort(key=lambda known: (-len(known[0]), known))

    def _add(self, database: Database) -> None:
        naming = _naming(database)
        self._by_id[database.id] = naming
        for word in (naming.system, naming.default_catalog):
            if word:
                self._systems.setdefault(word, naming)
        for url in database.locations or ():
            self._locations.append((names.location(url), naming.system))
        for dataset in database.datasets:
            dataset_id = self._declared_id(naming, dataset)
            self.declared[f"{database.id}.{dataset.id}"] = dataset_id
            self._datasets.add(dataset_id)
            lies_at = dataset.location or (dataset.id if names.is_location(dataset.id) else None)
            if lies_at:
                self._datasets_at[_folder(names.location(lies_at))] = dataset_id

    def _declared_id(self, naming: names.Naming, dataset: Dataset) -> str:
        if names.is_location(dataset.id):
            return names.location(dataset.id).rstrip("/")
        return naming.dataset(written(dataset.id, naming.dialect), {})

    def referenced(self, reference: str) -> str:
        """The dataset that a catalog's reference means; one in a database that lists none needs not be declared."""
        if reference in self.declared:
            return self.declared[reference]
        database = self._database_of(reference)
        naming = self._by_id[database]
        return naming.dataset(written(reference.removeprefix(f"{database}."), naming.dialect), {})

    def is_database(self, reference: str) -> bool:
        """Whether a reference means a database."""
        return reference in self._by_id

    def in_declared_database(self, reference: str) -> bool:
        """Whether a reference means a dataset, listed or not."""
        return any(reference.startswith(f"{known}.") for known in self._by_id)

    def system(self, database_id: str) -> str:
        """The id of a declared database in the map."""
        return self._by_id[database_id].system

    def column(self, database_id: str, name: str) -> str:
        """The canonical name of a declared column."""
        return names.identifier(name, quoted=False, dialect=self._by_id[database_id].dialect, kind="column")

    def column_of(self, dataset: str, reference: str) -> str:
        """The canonical name of a dataset's column, which a catalog may refer to with or without the dataset."""
        return self.column(self._database_of(dataset), reference.removeprefix(f"{dataset}."))

    def _database_of(self, reference: str) -> str:
        return max((known for known in self._by_id if reference.startswith(f"{known}.")), key=len)

    def naming(self, context: SqlContext) -> names.Naming:
        """How names in one script are read; what the project leaves unsaid, the catalog's database says."""
        known = self._by_id.get(context.system) or names.Naming(
            system=_bare(context.system, context.dialect), dialect=context.dialect
        )
        return replace(
            known,
            dialect=context.dialect,
            default_schema=_canonical(context.default_schema, context.dialect) or known.default_schema,
            default_catalog=_canonical(context.default_catalog, context.dialect) or known.default_catalog,
        )

    def dataset(self, name: str, naming: names.Naming) -> str:
        """The dataset that a name in a script means.

        A first part that is another system's name means that system, as a linked database or a foreign schema would,
        unless the catalog declares a dataset under such a schema here.
        """
        if names.is_location(name):
            return self.at(names.location(name))
        own = naming.dataset(name, {})
        return own if own in self._datasets else naming.dataset(name, self._systems)

    def at(self, url: str) -> str:
        """The dataset whose files lie at a location: the declared one it is below, or the location itself."""
        folder = _folder(url)
        while folder:
            if folder in self._datasets_at:
                return self._datasets_at[folder]
            folder = folder.rpartition("/")[0]
        return url.rstrip("/")

    def system_of(self, dataset_id: str) -> str | None:
        """The system a dataset lies in; None for a location that no system claims."""
        if not names.is_location(dataset_id):
            return names.split(dataset_id)[0]
        return next((system for prefix, system in self._locations if _below(dataset_id, prefix)), None)


def written(name: str, dialect: str) -> str:
    """The canonical text of a dotted name that a person wrote without quotes, or with double ones."""
    return names.join(
        names.identifier(part[1:-1].replace('""', '"'), quoted=True, dialect=dialect)
        if part.startswith('"')
        else names.identifier(part, quoted=False, dialect=dialect)
        for part in names.split(name)
    )


def dialect_of(engine: str | None) -> str:
    """The SQL dialect an engine speaks; `ansi` where nothing is said."""
    return engine.lower() if engine else "ansi"


def _naming(database: Database) -> names.Naming:
    dialect = dialect_of(database.engine)
    return names.Naming(
        system=_bare(database.id, dialect),
        dialect=dialect,
        default_catalog=_canonical(database.catalog, dialect),
        default_schema=_canonical(database.default_schema, dialect),
    )


def _bare(system: str, dialect: str) -> str:
    return names.identifier(system, quoted=False, dialect=dialect)


def _canonical(part: str | None, dialect: str) -> str | None:
    return names.identifier(part, quoted=False, dialect=dialect) if part else None


def _below(url: str, folder: str) -> bool:
    """Whether a location lies in a folder: `s3://shop-x/` does not lie in `s3://shop`."""
    return f"{_folder(url)}/".startswith(f"{_folder(folder)}/")


def _folder(url: str) -> str:
    return url.rstrip("*").rstrip("/")
