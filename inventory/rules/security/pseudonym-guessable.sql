/*---
title: A pseudonym that can be guessed
severity: high
basis: [GDPR Art. 4(5), GDPR Art. 25(1), 'GDPR Art. 32(1)(a)', "GDPR Recital 26", "WP216 (not re-read)"]
decision: "how {category} in {object} is made a pseudonym"
gap: "{object} is a hash of {category} without a key: whoever tries all values, or has a list, knows who it is"
unknown: "{object} may be a hash of {category} without a key"
evidence: the method, and who holds the key
fix: "hash with a key that is kept elsewhere (`de_identification: keyed_hash`), or use a random token"
---
A column holds a hash without a key of something that can be tried out: an address, a number, a network address.

There are few telephone numbers, and lists of e-mail addresses are for sale; a hash of each is made in minutes. Such a
column stays personal data, and pseudonymisation that can be undone by anybody protects nobody (Art. 4(5)). Card numbers
are told by `card-number-readable`, what is called anonymous by `anonymous-in-name-only`.
*/
with stated as (
    select p.column_id, p.dataset_id, min(p.category) as category, bool_or(p.basis <> 'inferred') as known
    from personal_columns as p
    join category_ancestors as a on a.category = p.category
    where a.ancestor in ('user.contact.email', 'user.contact.phone_number', 'user.government_id', 'user.device.ip_address')
    group by p.column_id, p.dataset_id
)
select
    s.column_id as object, s.dataset_id as dataset, s.category,
    c.de_identification <> 'hashed' or case when s.known then false end as holds,
    c.path, c.line, c.col
from stated as s
join columns as c using (column_id)
where c.de_identification in ('hashed', 'keyed_hash', 'token', 'pseudonymised')
