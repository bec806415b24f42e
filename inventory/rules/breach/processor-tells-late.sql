/*---
title: A processor that need not tell in time
severity: high
basis: [GDPR Art. 33(2), 'GDPR Art. 28(3)(f)', GDPR Art. 33(1), house]
decision: "when {recipient} tells of a breach"
gap: "{recipient} has {hours} hours to tell us of a breach; the authority is to be told {law_hours} hours after we know"
unknown: "within how many hours {recipient} tells us of a breach is not on record"
evidence: the clause of the contract, and whom the processor calls at night
fix: "agree on a day or two, and state `breach_notice_hours:` under its contract"
---
Somebody processes personal data on behalf of the controller, and nothing binds it to tell of a breach within two days.

A processor tells without undue delay (Art. 33(2)); what that means is best agreed. The 48 hours are a value of the house
(`processor_notice_hours`).
*/
select
    r.recipient_id as object, r.recipient_id as recipient, r.breach_notice_hours as hours, l.law_hours,
    r.breach_notice_hours <= h.processor_notice_hours as holds,
    r.path, r.line, r.col
from recipients as r
cross join house as h
cross join (select min(amount) as law_hours from law where figure = 'breach-notice') as l
where r.role in ('processor', 'sub_processor') and r.contract_stated is not false
