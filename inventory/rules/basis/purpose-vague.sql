/*---
title: A purpose nobody can test
severity: medium
basis: [GDPR Art. 5(1)(b), GDPR Art. 30(1)(b), "WP203 (recalled)", house]
phrases: [written]
decision: "what {object} is for"
gap: "the purpose of {object}, {written}, does not say what is done with personal data"
unknown: "what {object} uses personal data for is not stated"
evidence: the purpose in words from which one can tell what is within it and what is not
fix: "say what is done for whom, and split the activity where it is several things; state it as `purpose:`"
---
The purpose of a processing activity is missing, or fits everything.

A purpose is specified so that it can be told what is within it and what is not (Art. 5(1)(b)). Words such as "marketing",
"analytics" or "improving our services" are found in many records, and mean as much as nothing; which words count as such
is a choice of the house. The words are shown as they stand in the record.
*/
select
    a.activity_id as object, '»{purpose}«' as written, a.purpose,
    lower(trim(a.purpose, ' .')) not in (
        'analysis', 'analytics', 'business', 'business purposes', 'business intelligence', 'customer care',
        'customer service', 'data analysis', 'future research', 'future use', 'general', 'improve our services',
        'improve services', 'improving our services', 'internal purposes', 'it security', 'marketing',
        'marketing purposes', 'operations', 'other', 'other purposes', 'product development', 'research', 'security',
        'statistics', 'to improve our services', 'various', 'various purposes'
    ) or case when a.known then false end as holds,
    a.path, a.line, a.col
from personal_activities as a
