"""Choose, of the macros of a project, those that a template needs."""

import re
from functools import lru_cache

from jinja2 import Environment, TemplateError

MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\b.*?\{%-?\s*endmacro\s*-?%\}", re.S)


def defined_for(text: str, macros: str) -> str:
    """The definitions of all macros that a template names, and of those that these name; not what stands between."""
    known = _definitions(macros) if macros else {}
    needed: set[str] = set()
    waiting = [text] if known else []
    while waiting:
        words = set(re.findall(r"\w+", waiting.pop()))
        # https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch
        asked = {name for name in known if name in words or name.removeprefix("default__") in words} - needed
        waiting += [known[name] for name in asked]
        needed |= asked
    return "".join(definition for name, definition in known.items() if name in needed)


@lru_cache(maxsize=8)
def _definitions(macros: str) -> dict[str, str]:
    """Each macro that can be parsed, by its name."""
    environment = Environment(extensions=["jinja2.ext.do"], autoescape=False)  # nothing is rendered
    found: dict[str, str] = {}
    for definition in MACRO.finditer(macros.replace("\x00", "")):
        try:
            environment.parse(definition[0])
        except (TemplateError, RecursionError):
            continue
        found[definition[1]] = definition[0]
    return found
