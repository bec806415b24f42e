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
        when p.de_identification = 'hashed' then 'as a hash without a key, which can be tried out'
        else 'that are neither encrypted nor shortened'
    end as state,
    case
        when p.encryption in ('column', 'application') or p.gone then true
        when p.encryption = 'none' and (p.de_identification = 'none' or p.de_identification = 'hashed')
            and (p.basis = 'declared' or i.clear) then false
    end as holds,
    p.path, p.line, p.col
from card_numbers as p
join datasets as d on d.dataset_id = p.dataset_id
left join (
    select target, bool_or(subtype = 'IDENTITY') as clear from carrying_flows group by target
) as i on i.target = p.column_id
where d.kind not in ('view', 'temporary')
