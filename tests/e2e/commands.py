"""What tests of the commands share: a small project, the questions there are, and how a run ended."""

import sys
from pathlib import Path

from support import Ran

INVENTORY = Path(sys.executable).with_name("inventory")
CATALOG = """\
databases:
- id: shop
  engine: postgres
  datasets:
  - {id: people, columns: [{name: id}, {name: email, data_categories: [user.contact.email]}]}
"""
SQL = {"shop/a.sql": "create table copy as select email from people"}
BROKEN_SQL = {
    "shop/a.sql": "create table copy as select email from people;\nselect email from people, copy;\nnonsense ("
}
ASKED = (
    ("scan",),
    ("gaps", "--all"),
    ("where", "user.financial.credit_card"),
    ("trace", "payments.cards.card_number"),
    ("copies",),
    ("transfers",),
    ("classify",),
    ("who", "user.health_and_medical"),
    ("audit",),
    ("query", "select * from datasets order by dataset_id"),
)


def clean(done: Ran, code: int = 0) -> Ran:
    """Ended as it should, saying nothing on standard error."""
    assert (done.code, done.err) == (code, "")
    return done


def fails(done: Ran, code: int, *words: str) -> None:
    """Ended with a message that says these words, and no traceback."""
    assert done.code == code, done
    for word in words:
        assert word in done.err
    assert "Traceback" not in done.err
