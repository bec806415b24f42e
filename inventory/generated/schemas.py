"""Write the JSON Schemas: of catalogs and project files, for editors, and of reports, for programs that read them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from inventory.catalog.json_schema import schema_of
from inventory.catalog.models import Catalog
from inventory.outputs import json_schema
from inventory.project import Project

FOLDER = Path(__file__).parents[2] / "schemas"


def rendered() -> dict[str, str]:
    """The text of every schema file."""
    schemas = {
        "catalog.schema.json": schema_of(Catalog, "A catalog of inventory"),
        "project.schema.json": schema_of(Project, "The project file of inventory"),
        "report.schema.json": json_schema.schema(),
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Write the files, or with `--check` say which of them are not what the models say."""
    outdated = [
        name
        for name, text in rendered().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    if "--check" not in arguments:
        folder.mkdir(exist_ok=True)
        for name in outdated:
            (folder / name).write_text(rendered()[name], encoding="utf-8")
        return 0
    for name in outdated:
        sys.stderr.write(f"schemas/{name} is out of date: run `python -m inventory.generated.schemas`\n")
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
