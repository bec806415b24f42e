/*---
title: What people gave cannot be taken along
severity: low
basis: [GDPR Art. 20(1), GDPR Art. 20(2), "WP242 (not re-read)"]
phrases: [uses]
decision: "how people take along what {object} holds"
gap: "{object} {uses} personal data by consent or contract, and people cannot get it in a form to take along"
unknown: "{object} {uses} personal data by consent or contract, and how people get it in a form to take along is not shown"
evidence: the export with its fields, run for a made-up person
fix: "build an export in a common format, such as JSON or CSV, and state it as `portability:`"
---
An activity rests on consent or a contract, and nothing hands people what they gave in a format that can be read
elsewhere.

Portability covers what people provided, also by using a service; what was worked out about them is not part of it, and
files on paper are not (Art. 20(1)).
*/
select
    a.activity_id as object, case when a.known then 'uses' else 'may use' end as uses,
    a.portability <> 'none' or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
where a.legal_basis in ('6(1)(a)', '6(1)(b)')
