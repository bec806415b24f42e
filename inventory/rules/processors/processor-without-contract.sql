/*---
title: A processor without a full contract
severity: high
basis: [GDPR Art. 28(3), GDPR Art. 28(9)]
decision: "the contract with {recipient}"
gap: "{recipient} processes for us, and {why}"
unknown: "{recipient} processes for us, and {why}"
phrases: [why]
evidence: the signed contract with the terms of Art. 28(3) and an annex that names the data
fix: "sign what is missing, and state it under `contract:` with its `art28_terms:`"
---
Somebody processes personal data on behalf of the controller, and there is no contract, it has ended, or it lacks a term
that Art. 28(3) asks for.

The terms are: what is processed, for how long and whose data it is (`subject_matter`); `instructions`; `confidentiality`;
`security`; `sub_processors`; help with people's `rights`; `assistance` with Art. 32 to 36; `deletion` or return; `audit`.
It is graver where special categories or card data reach it, or lie with it.
*/
with lacking as (
    select r.recipient_id, array_to_string(list_sort(list_filter(
        [
            'subject_matter', 'instructions', 'confidentiality', 'security', 'sub_processors', 'rights', 'assistance',
            'deletion', 'audit'
        ], lambda term: not list_contains(r.terms, term)
    )), ', ') as terms
    from recipients as r
    where r.terms is not null
)
select
    r.recipient_id as object, r.recipient_id as recipient,
    case
        when r.contract_stated is null then 'whether there is a contract is not stated'
        when not r.contract_stated then 'there is no contract'
        when r.contract_expires < m.as_of then 'the contract ended on {ended}'
        when l.recipient_id is null then 'what its contract says is not stated'
        else 'its contract has no term on: {terms}'
    end as why,
    r.contract_expires as ended, l.terms,
    case
        when not r.contract_stated or r.contract_expires < m.as_of then false
        else l.terms = ''
    end as holds,
    case when g.recipient_id is null then 'high' else 'critical' end as severity,
    r.path, r.line, r.col
from recipients as r
cross join moment as m
left join lacking as l using (recipient_id)
left join grave_recipients as g using (recipient_id)
where r.role in ('processor', 'sub_processor')
