/*---
title: A processor that nobody checks
severity: medium
basis: [GDPR Art. 24(1), GDPR Art. 28(1), 'GDPR Art. 28(3)(h)', house]
decision: "when {recipient} is checked"
gap: "{recipient} processes for us and was last checked on {audited_on}"
unknown: "{recipient} processes for us, and when it was last checked is not known"
evidence: a report, or a certificate whose scope is the service
fix: "ask for its report or check it, and state `audited_on:`"
---
Somebody processes personal data on behalf of the controller and was not checked lately; more often is asked for where
special categories or card data reach it.

Only processors that give sufficient guarantees may be used, and that has to stay so (Art. 28(1)). The days,
two years and one, are values of the house (`processor_check_days`, `sensitive_processor_check_days`).
*/
select
    r.recipient_id as object, r.recipient_id as recipient, r.audited_on,
    datediff('day', r.audited_on, m.as_of)
        <= case when g.recipient_id is null then h.processor_check_days else h.sensitive_processor_check_days end as holds,
    r.path, r.line, r.col
from recipients as r
cross join moment as m
cross join house as h
left join grave_recipients as g using (recipient_id)
where r.role in ('processor', 'sub_processor')
