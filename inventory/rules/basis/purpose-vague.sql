/*---
title: A purpose nobody can test
severity: medium
basis: [GDPR Art. 5(1)(b), GDPR Art. 30(1)(b), "WP203 (not re-read)", house]
decision: "what {object} is for"
gap: 'the purpose of {object}, "{purpose}", does not say what is done with personal data'
unknown: "what {object} uses personal data for is not stated"
evidence: the purpose in words from which one can tell what is within it and what is not
fix: "say what is done for whom, and split the activity where it is several things; state it as `purpose:`"
---
The purpose of a processing activity is missing, or fits everything.

A purpose is specified so that it can be told what is within it and what is not (Art. 5(1)(b)). Words such as "marketing",
"analytics" or "improving our services" mean as much as nothing. A purpose in English or German that is made of such words
alone is found here; which they are is a choice of the house (`vague_words`). One with a word more is not shown to be
clear. The words are shown as they stand in the record.
*/
with words as (
    select activity_id, unnest(regexp_split_to_array(lower(purpose), '[^\p{L}]+')) as word
    from activities
),
telling as (
    select distinct w.activity_id
    from words as w
    left join vague_words as v using (word)
    where v.word is null and w.word <> ''
)
select
    a.activity_id as object, a.purpose,
    case when a.purpose is not null then t.activity_id is not null end or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
left join telling as t using (activity_id)
