/*---
title: Rights nobody has looked at again
severity: medium
basis: [GDPR Art. 24(1), GDPR Art. 32(1)(d), GDPR Art. 32(4), PCI DSS 7.2.4, house]
phrases: [more]
decision: "when the rights of {grantee} are looked at"
gap: "the right of {grantee} on {dataset}{more} was last looked at on {reviewed}, more than {allowed} days ago"
unknown: "when the right of {grantee} on {dataset}{more} was last looked at is not known"
evidence: the list of rights that was looked at, with the day, by whom, and what was taken away
fix: "look at who still needs what, take the rest away, and state the day under `reviewed:` of the grant"
---
A right on personal data has not been looked at again for half a year.

Tasks change, and rights stay. Measures are reviewed (Art. 24(1), 32(1)(d)); for card data every six months (PCI DSS 7.2.4).
The number of days is a value of the house (`access_review_days`). A right younger than that passes. It is high where
special categories or card data can be reached.
*/
with rights as (
    select
        g.grantee, g.reviewed, g.valid_from, g.path, g.line, g.col, bool_or(d.known) as known,
        bool_or(d.grave) as grave, min(d.dataset_id) as dataset, count(distinct d.dataset_id) - 1 as others
    from grants_in_force as g
    join personal_datasets as d using (dataset_id)
    group by g.grantee, g.reviewed, g.valid_from, g.path, g.line, g.col
)
select
    r.dataset as object, r.dataset, r.grantee, r.others, r.reviewed, h.access_review_days as allowed,
    case when r.others > 0 then ' and {others} more' else '' end as more,
    case
        when r.reviewed >= m.as_of - h.access_review_days::integer
            or r.valid_from >= m.as_of - h.access_review_days::integer then true
        when r.known and r.reviewed is not null then false
    end as holds,
    case when r.grave then 'high' else 'medium' end as severity,
    r.path, r.line, r.col
from rights as r
cross join moment as m
cross join house as h
