"""Write anew what rules tell of their cases, to be read before it is committed: python tests/rules/retell.py [RULE…]

Then name the conditions of their queries that could be dropped or negated and nothing would tell.
"""

import sys

from cases import HERE, RULES, maps, told, unnoticed

for name, rule in RULES.items():
    if sys.argv[1:] and rule.name not in sys.argv[1:]:
        continue
    with maps(name) as drawn:
        (HERE / name / "findings.txt").write_text(told(rule, drawn), "utf-8")
        for change in unnoticed(rule, drawn):
            print(f"{change}: nobody would notice")  # noqa: T201 - a script's answer
