"""A reference names something, or is told at the very word with what was probably meant."""

import textwrap
import time

import pytest

from inventory.catalog.reader import CatalogFile, read_catalogs

KNOWN = textwrap.dedent("""
    owners: [{id: orders-lead}, {id: team, lead: orders-lead, deputy: orders-lead}]
    databases:
    - id: orders
      owner: orders-lead
      hosted_by: host
      datasets:
      - id: archive.purchases
        owner: team
        subjects: [customer]
        columns: [{name: id}, {name: mail, data_categories: [user.contact.email], key_custodian: team}]
      - {id: raw, activities: [support], backup_of: orders}
    - {id: lab}
    activities: [{id: support, data_use: essential.service, notice: n1}]
    recipients: [{id: host, sub_processors: none}]
    notices: [{id: n1}]
    applications: [{id: crm, runs_as: svc_crm, log: views}]
    roles: [{id: agents, member_of: [agents]}]
    access_logs: [{id: views, of: crm}]
""")


def told(text: str) -> list[str]:
    files = [CatalogFile(path="k.yaml", content=KNOWN), CatalogFile(path="a.yaml", content=textwrap.dedent(text))]
    return [str(diagnostic) for diagnostic in read_catalogs(files).diagnostics]


GOOD = (
    "copies: [{of: orders.archive.purchases, to: orders.raw, columns: [mail, orders.archive.purchases.id]}]",
    "copies: [{of: orders.archive.purchases, to: lab.anything.at.all}]",
    "copies: [{of: orders.raw, to: lab.x, columns: [anything, lab.y.z]}]",
    "copies: [{of: lab.x, to: lab.y, columns: [anything], activity: support, approved_by: none, log: views}]",
    "grants: [{role: everyone, on: orders, privilege: all}, {role: svc_crm, on: lab.x, privilege: all}]",
    "grants: [{role: agents, on: [orders.raw, orders], privilege: all, granted_by: team}]",
    "access_logs: [{id: b, of: [crm, orders, orders.raw], alterable_by: [agents, svc_crm], reviewer: team}]",
    "zones: [{id: z, categories: [user.financial.credit_card.cvc], systems: [orders]}]",
    "activities: [{id: b, subjects: [seller], transfers: [{country: US, recipient: host}]}]",
    "disclosures: [{of: orders.raw, to: somebody}]",
)


@pytest.mark.parametrize("text", GOOD)
def test_a_reference_to_something_is_fine(text: str) -> None:
    assert told(text) == []


BAD = {
    "zones: [{id: z, categories: [], systems: [order]}]": (
        "a.yaml:1:43: unknown database `order`\n  hint: did you mean `orders`?"
    ),
    "zones: [{id: z, categories: [user.contact.emial], systems: []}]": (
        "a.yaml:1:30: unknown data category `user.contact.emial`\n  hint: did you mean `user.contact.email`?"
    ),
    "activities: [{id: b, data_use: x}]": (
        "a.yaml:1:32: unknown data use `x`\n  hint: data uses are fideslang's, such as `essential.service`"
    ),
    "activities: [{id: b, subjects: [custmer]}]": "unknown data subject `custmer`\n  hint: did you mean `customer`?",
    "activities: [{id: b, transfers: [{country: US, recipient: hots}]}]": (
        "a.yaml:1:59: unknown recipient `hots`\n  hint: did you mean `host`?"
    ),
    "activities: [{id: b, notice: n2}]": "a.yaml:1:30: unknown notice `n2`",
    "activities: [{id: b, stores: [orders.purchases]}]": (
        "unknown dataset or database `orders.purchases`\n  hint: did you mean `orders.archive.purchases`?"
    ),
    "disclosures: [{of: Orders.raw, to: somebody}]": "unknown dataset `Orders.raw`\n  hint: did you mean `orders.raw`?",
    "disclosures: [{of: orders, to: somebody}]": "unknown dataset `orders`\n  hint: ",
    "copies: [{of: orders.archive.purchases, to: lab.x, columns: [id, mial]}]": (
        "a.yaml:1:66: unknown column `mial`\n  hint: did you mean `mail`?"
    ),
    "copies: [{of: orders.archive.purchases, to: lab.x, columns: [orders.archive.purchases.x]}]": (
        "unknown column `orders.archive.purchases.x`\n  hint: write it as `database.dataset.column`"
    ),
    "grants: [{role: agent, on: lab, privilege: all}]": (
        "a.yaml:1:17: unknown role or service account `agent`\n  hint: did you mean `agents`?"
    ),
    "grants: [{role: crm, on: lab, privilege: all}]": "unknown role or service account `crm`",
    "grants: [{role: agents, on: laab, privilege: all}]": "a.yaml:1:29: unknown dataset or database `laab`",
    "access_logs: [{id: b, of: cmr}]": "unknown dataset, database or application `cmr`\n  hint: did you mean `crm`?",
    "copies: [{of: lab.x, to: lab.y, log: view}]": "unknown access log `view`\n  hint: did you mean `views`?",
    "copies: [{of: lab.x, to: lab.y, activity: suport}]": "unknown activity `suport`\n  hint: did you mean `support`?",
    "owners: [{id: b, lead: orders lead}]": "a.yaml:1:24: unknown owner\n  hint: did you mean `orders-lead`?",
    "roles: [{id: b, member_of: [agens]}]": "a.yaml:1:29: unknown role `agens`\n  hint: did you mean `agents`?",
}


@pytest.mark.parametrize("text", BAD)
def test_a_reference_to_nothing_is_told_at_its_word(text: str) -> None:
    [message] = told(text)
    assert BAD[text] in message


def test_the_word_is_found_through_aliases_merges_and_lists() -> None:
    assert told("""\
        roles:
        - &base
          id: a
          member_of:
          - agents
          - nobody
        - <<: *base
          id: b
    """) == [
        "a.yaml:6:5: unknown role `nobody`\n  hint: roles are defined under `roles`",
    ]


def test_the_word_is_found_below_an_item_that_could_not_be_read() -> None:
    messages = told("roles:\n- {name: a}\n- {id: b, member_of: [nobody]}\n")
    assert messages[-1].startswith("a.yaml:3:23: unknown role `nobody`")


@pytest.mark.parametrize("broken", ["owners: [\n", "- a list\n", "ownrs: [{id: x}]\n", "owners: {id: x}\n", b"\xff"])
def test_what_may_lie_in_an_unreadable_file_is_not_looked_for(broken: str | bytes) -> None:
    good = "databases: [{id: a, owner: x, datasets: [{id: b, subjects: [custmer]}]}]"
    files = [CatalogFile(path="a.yaml", content=good), CatalogFile(path="b.yaml", content=broken)]
    first, second = read_catalogs(files).diagnostics
    assert first.message == "unknown data subject `custmer`"
    assert second.span.path == "b.yaml"


def test_an_object_that_could_not_be_read_is_not_unknown() -> None:
    [message] = told("access_logs: [{id: b}]\ncopies: [{of: lab.x, to: lab.y, log: b}]")
    assert message.startswith("a.yaml:1:15: `of` is missing\n")


def test_an_object_with_a_mistake_elsewhere_can_be_referred_to() -> None:
    assert told("owners: [{id: b, left: soon}, {id: c, lead: b}]") == [
        "a.yaml:1:24: `left`: expected a date such as 2026-11-01"
    ]


def test_a_thousand_broken_references_among_a_thousand_names_take_seconds() -> None:
    datasets = "\n".join(f"  - {{id: table_{number}}}" for number in range(1_000))
    stores = "\n".join(f"  - big.tabel_{number}" for number in range(1_000))
    started = time.perf_counter()
    messages = told(f"databases:\n- id: big\n  datasets:\n{datasets}\nactivities:\n- id: x\n  stores:\n{stores}\n")
    assert len(messages) == 1_000
    assert time.perf_counter() - started < 20


def test_what_was_left_out_for_another_mistake_is_checked_in_the_same_run() -> None:
    messages = told("""\
        databases:
        - datasets: [{id: t, owner: team, columns: [{name: c, data_categories: [user.nope], retention: {law: [x]}}]}]
        grants:
        - {role: ghost, on: [orders, nowhere.x], privilege: read}
        - {role: agents, on: ghosts, privilege: [select, wreck]}
        """)
    assert [message.split("\n")[0] for message in messages] == [
        "a.yaml:2:3: `id` is missing",
        "a.yaml:2:73: unknown data category `user.nope`",
        "a.yaml:2:102: `law`: expected a text; found a list",
        "a.yaml:4:10: unknown role or service account `ghost`",
        "a.yaml:4:30: unknown dataset or database `nowhere.x`",
        "a.yaml:4:53: unknown word `read` for `privilege`",
        "a.yaml:5:22: unknown dataset or database `ghosts`",
        "a.yaml:5:50: unknown word `wreck` for `privilege`",
    ]
