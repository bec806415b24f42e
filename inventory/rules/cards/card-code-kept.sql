/*---
title: What authorises a card payment is kept
severity: critical
basis: [PCI DSS 3.3.1, GDPR Art. 5(1)(c), GDPR Art. 32(1)]
decision: "the deletion of {object}"
gap: "{object} keeps {category}, which must not be stored once a payment is authorised, not even encrypted"
unknown: "{object} may keep {category}, which must not be stored once a payment is authorised"
evidence: proof that it was purged, in backups too, and the change that stops it from coming in
fix: erase it at once, in backups too, and close the path by which it comes
---
A column holds a card's verification code, its PIN or what is on its magnetic stripe.

With these, whoever has the number can pay. The result of a check (did it match?) may be kept. PCI DSS binds by contract,
not as law; it is evidence under Art. 32 all the same. Issuers with a justified need accept this with their reason.
*/
select
    p.column_id as object, p.dataset_id as dataset, p.category,
    case when p.basis = 'declared' or i.clear then false end as holds,
    p.path, p.line, p.col
from personal_columns as p
join datasets as d on d.dataset_id = p.dataset_id
left join (
    select e.target, k.category, bool_or(e.masking is not true) as clear
    from carrying_flows as e
    join column_categories as k on k.column_id = e.source and k.basis <> 'inferred'
    group by e.target, k.category
) as i on i.target = p.column_id and i.category = p.category
where p.card = 'sad' and d.kind not in ('view', 'temporary')
