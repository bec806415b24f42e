"""Words that say nothing of what is done with data, such as `marketing` or `Zwecke`."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def vague_words() -> tuple[str, ...]:
    """Those of all languages in `vague.yaml`, in lower case, sorted."""
    languages = yaml.safe_load(files("inventory.datamap").joinpath("vague.yaml").read_text("utf-8"))
    return tuple(sorted({str(word) for words in languages.values() for word in words}))
