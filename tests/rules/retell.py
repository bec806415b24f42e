"""Write anew what rules tell of their cases, to be read before it is committed: python tests/rules/retell.py [RULE…]

Then name the conditions of their queries that could be dropped or negated and nothing would tell.
"""

import sys
from dataclasses import replace

from cases import HERE, RULES, maps, told
from mutants import mutants

from inventory.diagnostics import InvalidInputError

for name, rule in RULES.items():
    if sys.argv[1:] and rule.name not in sys.argv[1:]:
        continue
    with maps(name) as drawn:
        right = told(rule, drawn)
        (HERE / name / "findings.txt").write_text(right, "utf-8")
        for mutant in mutants(rule.query):
            try:
                changed = told(replace(rule, query=mutant.query), drawn)
            except InvalidInputError:
                continue
            if changed == right:
                print(f"{name}: unnoticed: {mutant.change}")  # noqa: T201 - a script's answer
