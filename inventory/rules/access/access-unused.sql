/*---
title: A right that nobody uses
severity: medium
basis: [GDPR Art. 25(2), GDPR Art. 32(1)(d), GDPR Art. 32(4), house]
decision: "whether {grantee} still needs what it does not use"
gap: "{grantee} may {privilege} {dataset} and last did on {last_used}: {days} days ago"
unknown: "whether {grantee} still uses its right on personal data in {dataset} is not known"
evidence: the date of last use from the database, and who decided to keep the right
fix: "revoke it, or set an end with `valid_to:`; state `last_used:`"
---
A right on personal data has not been used for 90 days.

What nobody uses nobody needs, until somebody takes it over. A right younger than that passes, as does one that has ended.
The number of days is a value of the house (`expiry_unused_days`).
*/
select
    g.dataset_id as object, g.dataset_id as dataset, g.grantee, g.privilege, g.last_used, m.as_of - g.last_used as days,
    case
        when g.last_used >= m.as_of - h.expiry_unused_days::integer or g.valid_from >= m.as_of - h.expiry_unused_days::integer
            then true
        when d.known and g.last_used is not null then false
    end as holds,
    g.path, g.line, g.col
from grants_in_force as g
join personal_datasets as d using (dataset_id)
cross join moment as m
cross join house as h
