"""Thresholds of the house: numbers that are ours and not the law's."""

from inventory.catalog.values import Model, Whole


class Thresholds(Model):
    """Numbers that are ours and not the law's."""

    large_scale: Whole = 100_000
    """From how many people on processing counts as large-scale."""
    broad_access_percent: Whole = 5
    """Above what share of the staff access counts as broad."""
    broad_access_staff: Whole = 250
    """From how many people working for the controller on that share is asked for."""
    log_kept_days: Whole = 180
    """How long an access log is kept at least."""
    log_review_days: Whole = 30
    """How often somebody looks at an access log at least."""
    access_review_days: Whole = 180
    """How often a grant is looked at again at least."""
    expiry_unused_days: Whole = 90
    """After how many days without use a grant should end."""
    entry_review_days: Whole = 365
    """How often a catalog's entry is checked at least."""
    sensitive_review_days: Whole = 180
    """How often the entry of special categories or card data is checked at least."""
    processor_check_days: Whole = 730
    """How often a processor is checked at least."""
    sensitive_processor_check_days: Whole = 365
    """How often one that special categories or card data reach is checked at least."""
    dpia_signs: Whole = 2
    """From how many signs of a high risk on an impact assessment is asked for."""
    restore_days: Whole = 365
    """How often restoring from a backup is tried at least."""
    dpia_review_days: Whole = 1095
    """How often an impact assessment is looked at again at least."""
    count_days: Whole = 365
    """How old the count of the people in a system may be."""
    processor_notice_hours: Whole = 48
    """Within how many hours a processor tells of a breach."""
    accepted_days: Whole = 365
    """For how long a gap may be accepted at most."""
