/*---
title: Card numbers that can be read as they lie there
severity: critical
basis: [PCI DSS 3.5.1, PCI DSS 3.5.1.1, GDPR Art. 32(1)(a)]
decision: "how the card numbers in {object} are protected"
gap: "{object} holds card numbers {state}"
unknown: "{object} may hold card numbers, and what makes them unreadable is not shown"
phrases: [state]
evidence: the method, and who holds the keys
fix: "use a token or shorten them; else encrypt the values (`encryption: column`) or hash them with a key (`de_identification: keyed_hash`)"
---
A column holds full card numbers, and neither the values are encrypted nor are they shortened, replaced by a token or
hashed with a key.

An encrypted disk does not help against who may query. A hash without a key does not either: all card numbers can be tried.
The category may be declared or carried there by SQL. PCI DSS binds by contract, not as law; it is evidence under Art. 32
all the same.
*/
select
    p.column_id as object, p.dataset_id as dataset,
    case
        when c.de_identification = 'hashed' then 'as a hash without a key, which can be tried out'
        else 'that are neither encrypted nor shortened'
    end as state,
    case
        when c.encryption in ('column', 'application') then true
        when c.de_identification in ('truncated', 'token', 'keyed_hash', 'aggregated', 'anonymised') then true
        when c.encryption = 'none' and (c.de_identification = 'none' or c.de_identification = 'hashed')
            and (p.basis = 'declared' or i.clear) then false
    end as holds,
    c.path, c.line, c.col
from personal_columns as p
join columns as c on c.column_id = p.column_id
join datasets as d on d.dataset_id = p.dataset_id
left join (
    select target, bool_or(subtype = 'IDENTITY') as clear from carrying_flows group by target
) as i on i.target = p.column_id
where p.card = 'pan' and d.kind not in ('view', 'temporary')
