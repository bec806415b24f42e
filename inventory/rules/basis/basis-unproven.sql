/*---
title: A lawful basis without its proof
severity: high
basis: [GDPR Art. 6(1), GDPR Art. 7(1), GDPR Art. 5(2), GDPR Art. 13(1)(d)]
decision: "the proof of the lawful basis of {object}"
gap: "{object} rests on {ground}, and there is no {proof}"
unknown: "{object} rests on {ground}, and no {proof} is named"
phrases: [ground, proof]
evidence: "consent: who, when, to which words, and how it is withdrawn; legitimate interests: the dated assessment"
fix: "name the record as `consent:` or the assessment as `lia:`; where consent can't be shown, don't rely on it"
---
An activity rests on consent, and no record of consent is named; or on legitimate interests, and nobody has weighed them.

The controller must be able to show that a person has consented (Art. 7(1)). Legitimate interests hold only where they
are not outweighed, which somebody has to have looked at; people are told what they are (Art. 13(1)(d)).
*/
select
    a.activity_id as object,
    case a.legal_basis when '6(1)(a)' then 'consent' else 'legitimate interests' end as ground,
    case a.legal_basis when '6(1)(a)' then 'record of consent' else 'assessment of them' end as proof,
    case a.legal_basis when '6(1)(a)' then a.consent else a.lia end <> 'none'
        or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
where a.legal_basis in ('6(1)(a)', '6(1)(f)')
