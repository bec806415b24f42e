/*---
title: People were not told
severity: high
basis: [GDPR Art. 12(1), GDPR Art. 13, GDPR Art. 14]
decision: "how people are told of {object}"
gap: "{object} uses personal data, and no notice tells people of it"
unknown: "{object} {uses} personal data, and no notice is named for it"
phrases: [uses]
evidence: the notice with its version and the day it was first shown
fix: "tell people before their data is used, and name the notice as `notice:`"
---
A processing activity uses personal data, and people learn of it from no notice.

Where the data comes from somebody else, people are told within a month (Art. 14(3)). Exceptions of Art. 14(5) are to be
accepted with their reason. What is done for another controller is told by that controller.
*/
select
    a.activity_id as object, case when a.known then 'uses' else 'may use' end as uses,
    a.notice <> 'none' or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
