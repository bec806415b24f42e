/*---
title: A catalog entry that nobody has checked for long
severity: medium
basis: [GDPR Art. 24(1), GDPR Art. 30(1), GDPR Art. 32(1)(d), PCI DSS 12.5.2, house]
decision: "the check of the entry of {object}"
gap: "the entry of {object} was last checked on {reviewed}, more than {allowed} days ago"
unknown: "whether the entry of {object} is still right cannot be shown: {when_checked}"
phrases: [when_checked]
evidence: the day of the check, what changed, and who looked
fix: "compare the entry with the database, and state the day under `reviewed:` on the dataset or its database"
---
What a catalog says of a store with personal data was last compared with the store too long ago.

Measures are reviewed and updated (Art. 24(1)), and so is the record of them. How often is not in the law: once a year,
twice for special categories and card data, are thresholds of the house, set by `entry_review_days` and
`sensitive_review_days` in the project file. A day stated on a dataset counts for it alone, one stated on its database for
all that lies there.
*/
select
    coalesce(e.dataset_id, d.system_id) as object,
    d.dataset_id as dataset,
    coalesce(e.reviewed, s.reviewed) as reviewed,
    case
        when coalesce(e.reviewed, s.reviewed) is null then 'no check of it is on record'
        else 'it was last checked on {reviewed}'
    end as when_checked,
    case when d.grave then h.sensitive_review_days else h.entry_review_days end as allowed,
    datediff('day', coalesce(e.reviewed, s.reviewed), m.as_of)
        <= case when d.grave then h.sensitive_review_days else h.entry_review_days end
        or case when d.known then false end as holds,
    coalesce(e.path, s.path) as path, coalesce(e.line, s.line) as line, coalesce(e.col, s.col) as col
from personal_datasets as d
join systems as s using (system_id)
cross join moment as m
cross join house as h
left join (select * from datasets where reviewed is not null) as e on e.dataset_id = d.dataset_id
where d.declared
