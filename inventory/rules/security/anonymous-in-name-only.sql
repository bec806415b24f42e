/*---
title: Called anonymous, not shown to be
severity: high
basis: [GDPR Art. 4(5), "GDPR Recital 26", "WP216 (not re-read)"]
decision: "whether {object} still recognises people"
gap: "{object} is called anonymous, and SQL makes it of {source} {how}: it still stands for one person"
unknown: "{object} is called anonymous, and nothing shows that nobody can be recognised by it"
phrases: [how]
evidence: a test of singling out, linking and inference, with the smallest group and its date
fix: "treat it as personal (`de_identification: hashed`, with its category), or publish groups large enough; attest the test under `attestations:` with this rule"
---
A catalog says `anonymised` of a column, and SQL only hashes, masks or moves a person's value into it; or nothing shows
how it was made.

A hash of an e-mail address is a pseudonym: the same person has the same one everywhere, and who has a list of addresses
can find them in it. What is one value for one person stays personal data, also for who receives it unless they truly
can't tell whom it means. What is made of many rows is in order here. An attestation of this rule over the dataset, while
it lasts, stands where SQL shows nothing; it does not outweigh what SQL shows.
*/
with arriving as (
    select
        e.target as column_id,
        bool_or(e.subtype <> 'AGGREGATION') as by_row,
        bool_or(e.subtype <> 'AGGREGATION' and p.basis <> 'inferred') as certain,
        min(e.source) filter (where e.subtype <> 'AGGREGATION') as source,
        bool_or(e.subtype <> 'AGGREGATION' and e.masking) as masked
    from carrying_flows as e
    join personal_columns as p on p.column_id = e.source
    group by e.target
),
attested as (
    select distinct unnest(a.datasets) as dataset_id
    from attestations as a
    cross join moment as m
    where a.rule = 'anonymous-in-name-only' and a.answer = 'yes'
        and coalesce(a.expires_on, a.made_on + interval 12 month) >= m.as_of
)
select
    c.column_id as object, c.dataset_id as dataset, i.source,
    case when i.masked then 'by a hash or a mask, which can be guessed or undone by who knows the value' else 'row by row' end as how,
    case
        when i.certain then false
        when i.by_row is false or t.dataset_id is not null then true
    end as holds,
    c.path, c.line, c.col
from columns as c
join datasets as d on d.dataset_id = c.dataset_id
left join arriving as i on i.column_id = c.column_id
left join attested as t on t.dataset_id = c.dataset_id
where c.de_identification = 'anonymised' and d.synthetic is not true
