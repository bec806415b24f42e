/*---
title: Corrections do not reach a copy
severity: medium
basis: [GDPR Art. 5(1)(d), GDPR Art. 16, GDPR Art. 19, GDPR Art. 12(3)]
phrases: [how]
decision: "how corrections reach {object}"
gap: "what is corrected in {dataset} stays wrong in {object}: {how}"
unknown: "whether what is corrected in {dataset} is corrected in {object} is not shown"
evidence: a correction of a made-up person, before and after
fix: "make the copy anew (`refresh: full`) or let it follow (`stream`), or carry corrections on and state it as `corrections:`"
---
A registered copy is made once, or only added to, and keeps for more than a month what was wrong.

Whoever has data put right may expect that it is right everywhere (Art. 16), and that within a month (Art. 12(3)). A copy
that is deleted within a month is right by then. What a law keeps as it was, such as a booked invoice, is in order.
*/
select
    k.target as object, k.source as dataset,
    case
        when k.corrections = 'none' then 'its entry says that corrections do not reach it'
        when k.refresh = 'once' then 'it is made once'
        else 'it is only added to'
    end as how,
    case
        when z.retention_law is not null or z.retention_days <= 30 * l.months or k.refresh in ('full', 'stream') then true
        when k.corrections is not null then k.corrections <> 'none'
        when k.refresh is not null then false
    end or case when p.known then false end as holds,
    k.path, k.line, k.col
from copies as k
join personal_datasets as p on p.dataset_id = k.source
join datasets as z on z.dataset_id = k.target
cross join (select max(amount) as months from law where figure = 'request-answer') as l
