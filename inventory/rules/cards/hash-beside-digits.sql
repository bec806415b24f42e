/*---
title: A card number's hash beside some of its digits
severity: high
basis: [PCI DSS 3.5.1, "PCI SSC FAQ 1308", 'GDPR Art. 32(1)(a)']
decision: "how {object} is kept from {digits}"
gap: "{object} is a hash of card numbers without a key, and {digits} in the same system holds digits of them: the rest can be tried out"
unknown: "{object} may be a hash of card numbers, and {digits} in the same system may hold digits of them"
evidence: what keeps the two apart, or the key of the hash
fix: "drop one of the two, or hash with a key (`de_identification: keyed_hash`)"
---
One system holds a hash of card numbers and the same numbers cut short.

With the first six digits and the last four, a million tries find the number behind a hash. A hash with a key that is kept
apart is in order. PCI DSS binds by contract, not as law; it is evidence under Art. 32 all the same.
*/
with forms as (
    select p.column_id, p.dataset_id, d.system_id, c.de_identification as form, bool_or(p.basis <> 'inferred') as known
    from personal_columns as p
    join datasets as d using (dataset_id)
    join columns as c using (column_id)
    where p.card = 'pan'
    group by all
),
cut as (
    select system_id, min(column_id) as digits, bool_or(known) as known
    from forms
    where form = 'truncated'
    group by system_id
)
select
    f.column_id as object, f.dataset_id as dataset, t.digits,
    case when t.digits is null then true when f.known and t.known then false end as holds,
    c.path, c.line, c.col
from forms as f
join columns as c using (column_id)
left join cut as t using (system_id)
where f.form = 'hashed'
