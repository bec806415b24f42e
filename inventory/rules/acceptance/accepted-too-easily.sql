/*---
title: A grave gap that was accepted too easily
severity: high
basis: [GDPR Art. 5(2), GDPR Art. 24(1), GDPR Art. 38(1), GDPR Art. 39(1)(b), house]
decision: "whether {object} stays accepted"
gap: "{author} accepted {rule} for {pattern} until {until}, {how}"
unknown: "{author} accepted {rule} for {pattern} until {until}, and what the data protection officer said of it is not stated"
phrases: [how]
evidence: the officer's advice in writing, and the decision of somebody above the owner where it was not followed
fix: "close the gap; or shorten the suppression, ask the data protection officer, and state `advice:` and `since:`"
---
A critical or high finding is suppressed for longer than a year, without the data protection officer's advice, or against
it.

A suppression is a decision, and somebody has to be able to account for it (Art. 5(2)). The officer is to be involved in
time (Art. 38(1)) and advises, but does not decide: what was accepted against the advice stays in this list until somebody
closes the gap or the suppression ends. For how long a gap may be accepted is a threshold of the house, `accepted_days` in
the project file, counted from `since:` or, where nothing is said, from today. Suppressions that have ended count no more.
*/
select
    s.rule || ' for ' || s.pattern as object, s.rule, s.pattern, s.author, s.until,
    case
        when s.advice = 'against' then 'against the advice of the data protection officer'
        when s.advice = 'none' then 'and nobody asked the data protection officer'
        else 'more than {accepted_days} days'
    end as how,
    h.accepted_days,
    case
        when datediff('day', coalesce(s.since, m.as_of), s.until) > h.accepted_days then false
        else s.advice = 'for'
    end as holds,
    s.path, s.line, s.col
from suppressions as s
cross join moment as m
cross join house as h
where s.severity in ('critical', 'high') and s.until >= m.as_of
