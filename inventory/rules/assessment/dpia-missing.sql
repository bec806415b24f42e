/*---
title: An impact assessment is missing
severity: high
basis: [GDPR Art. 35(1), GDPR Art. 35(3), "WP248 rev.01", house]
decision: "the impact assessment of {object}"
gap: "{object} shows {signs}, and there is no data protection impact assessment"
unknown: "{object} shows {signs}, and no data protection impact assessment is named"
phrases: [signs]
evidence: the assessment with the advice of the data protection officer, or the reasoned decision that none is needed
fix: "assess it before going on, and name it as `dpia:`; where a high risk remains, ask the authority (Art. 36)"
---
A processing activity shows several of the signs that people's rights are at high risk, and no impact assessment is
named.

The signs are those of the guidelines that a map can show: data of Art. 9 or 10 or highly personal data; many people;
profiling; decisions that no human makes; patients and children; cameras and other sensors; biometrics and the training of
models. Which of them count is ours; from how many people and how many signs on are values of the house (`large_scale`,
`dpia_signs`: two, as the guidelines have it). It is critical where Art. 35(3) asks for
an assessment by name: special or criminal data of many people, profiling that decides without a human, monitoring of
many. What only a name suggests is not counted.
*/
with traits as (
    select
        p.dataset_id,
        bool_or(p.special or p.criminal) as grave,
        bool_or(p.special or p.criminal or p.highly_personal) as personal,
        bool_or(k.ancestor = 'user.childrens') as children,
        bool_or(k.ancestor in ('user.user_sensor', 'user.content.private.video')) as monitored,
        bool_or(k.ancestor = 'user.biometric') as biometric
    from personal_columns as p
    join category_ancestors as k on k.category = p.category
    where p.basis <> 'inferred'
    group by p.dataset_id
),
seen as (
    select
        u.activity_id, bool_or(t.grave) as grave, bool_or(t.personal) as personal, bool_or(t.children) as children,
        bool_or(t.monitored) as monitored, bool_or(t.biometric) as biometric
    from dataset_activities as u
    join traits as t using (dataset_id)
    group by u.activity_id
),
people as (
    select u.activity_id, max(d.subject_count) >= any_value(h.large_scale) as many, bool_or(s.subject = 'patient') as patients
    from dataset_activities as u
    join personal_datasets as d using (dataset_id)
    left join dataset_subjects as s using (dataset_id)
    cross join house as h
    group by u.activity_id
),
signs as (
    select
        a.activity_id,
        coalesce(s.grave, false) as grave, coalesce(p.many, false) as many, coalesce(s.monitored, false) as monitored,
        coalesce(a.data_use like '%profiling%', false) as profiling, coalesce(a.automated, false) as automated,
        list_filter(
            [
                case when s.personal then 'sensitive or highly personal data' end,
                case when p.many then 'many people' end,
                case when a.data_use like '%profiling%' then 'profiling' end,
                case when a.automated then 'decisions without a human' end,
                case when p.patients or s.children then 'patients or children' end,
                case when s.monitored then 'monitoring' end,
                case when s.biometric or a.data_use like 'train_ai_system%' then 'new technology' end
            ],
            lambda sign: sign is not null
        ) as found
    from personal_activities as a
    join seen as s using (activity_id)
    join people as p using (activity_id)
)
select
    a.activity_id as object, g.found as signs,
    a.dpia <> 'none' as holds,
    case
        when g.many and (g.grave or g.monitored) or g.profiling and g.automated then 'critical'
        else 'high'
    end as severity,
    a.path, a.line, a.col
from personal_activities as a
join signs as g using (activity_id)
cross join house as h
where len(g.found) >= h.dpia_signs
