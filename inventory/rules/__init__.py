"""The gap rules: one query over the map each, in a folder for its family. The file's name is the rule's only name."""

RULES = (
    "stores/store-undeclared",
    "stores/owner-missing",
    "stores/activity-missing",
    "stores/activity-without-data",
    "stores/columns-not-classified",
    "stores/entry-stale",
    "stores/catalog-contradicted",
    "copies/copy-unregistered",
    "copies/copy-self-approved",
    "copies/copy-expired",
    "retention/retention-missing",
    "zones/zone-broken",
    "access/readers-unknown",
    "access/access-without-purpose",
    "basis/basis-missing",
    "basis/basis-unproven",
    "basis/notice-missing",
    "basis/notice-incomplete",
    "access/account-hides-people",
    "access/policy-contradicted",
    "transfers/transfer-without-tool",
    "erasure/erasure-misses-copy",
)
"""Every rule that comes with the program, in the order of its report."""
