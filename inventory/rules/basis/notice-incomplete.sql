/*---
title: A notice leaves something out
severity: high
basis: [GDPR Art. 13(1)(e)-(f), GDPR Art. 14(1)(d)-(f), GDPR Art. 5(1)(a)]
decision: "that {object} tells of {missing}"
gap: "{object} tells people of {activity} and leaves out {missing}"
unknown: "{object}, which tells people of {activity}, may leave out {missing}"
phrases: [missing]
evidence: the notice as it was shown, with its version and day
fix: "name it in the notice and tell people before it happens, or stop; then list it under the notice's `countries:`, `recipients:` or `categories:`"
---
The notice of an activity leaves out a country, a recipient or a category that the map shows.

A country outside the EEA has to be told even where a decision of adequacy holds for it (Art. 13(1)(f)). Data reaches it
by a recipient, because it lies there, or because people who need it for the activity read it from there. A recipient
that a catalog calls internal is not asked for. Of categories, only those of Art. 9 and 10 and the highly personal ones
are: who gave them knows of the others.
*/
with used as (
    select a.activity_id, d.dataset_id, d.known
    from personal_activities as a
    join dataset_activities as u using (activity_id)
    join personal_datasets as d using (dataset_id)
),
above as (
    select category, list(ancestor) as keys from category_ancestors group by category
),
grave as (
    select dataset_id, category, bool_or(basis <> 'inferred') as known
    from personal_columns
    where special or criminal or highly_personal
    group by dataset_id, category
),
shown as (
    select u.activity_id, 'country' as kind, t.country as what, [t.country] as keys, u.known
    from used as u
    join transfers_in_force as t using (dataset_id)
    left join countries as c on c.country = t.country
    left join activity_recipients as r on r.activity_id = u.activity_id and r.recipient_id = t.via
    left join role_activities as o on o.activity_id = u.activity_id and o.role_id = t.via
    where c.eea is not true and t.country is not null
        and case t.way
            when 'activity' then t.via = u.activity_id
            when 'recipient' then r.recipient_id is not null
            when 'readers' then o.role_id is not null
            when 'system' then true
        end
    union all
    select u.activity_id, 'recipient', r.recipient_id, [r.recipient_id], u.known
    from used as u
    join activity_recipients as r using (activity_id)
    join recipients as w using (recipient_id)
    where w.role is distinct from 'internal'
    union all
    select u.activity_id, 'category', g.category, k.keys, g.known
    from used as u
    join grave as g using (dataset_id)
    join above as k using (category)
),
needed as (
    select activity_id, kind, what, any_value(keys) as keys, bool_or(known) as known from shown group by all
)
select
    n.notice_id as object, s.activity_id as activity, s.what,
    case s.kind
        when 'country' then 'the country {what}'
        when 'recipient' then 'the recipient {what}'
        else 'the category {what}'
    end as missing,
    list_has_any(case s.kind when 'country' then n.countries when 'recipient' then n.recipients else n.categories end, s.keys)
        or case when s.known then false end as holds,
    n.path, n.line, n.col
from needed as s
join activities as a using (activity_id)
join notices as n on n.notice_id = a.notice
