/*---
title: An activity without a lawful basis
severity: critical
basis: [GDPR Art. 5(1)(a), GDPR Art. 6(1), GDPR Art. 13(1)(c)]
decision: "the lawful basis of {object}"
gap: "{object} uses personal data, and the record says that it has no lawful basis"
unknown: "{object} {uses} personal data, and no lawful basis is named for it"
phrases: [uses]
evidence: the decision on the basis, dated before the processing began
fix: "settle the basis and state it as `legal_basis:`, or stop"
---
A processing activity uses personal data, and none of the six bases of Art. 6(1) is named for it.

Processing is lawful only where one of them applies, and people are to be told which (Art. 13(1)(c)). What is done for
another controller rests on that controller's basis and is not asked here.
*/
select
    a.activity_id as object, case when a.known then 'uses' else 'may use' end as uses,
    a.legal_basis <> 'none' or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
