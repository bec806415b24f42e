/*---
title: A transfer that nobody assessed
severity: high
basis: [GDPR Art. 46(1), "CJEU C-311/18", "EDPB Recommendations 01/2020 (not re-read)"]
decision: "the assessment of transfers to {country}"
gap: "{dataset} reaches {via} in {country} under {tool}, and there is no assessment of what the law there does to it"
unknown: "{dataset} may reach {via} in {country} under {tool}, and no assessment of what the law there does to it is named"
evidence: the transfer impact assessment, with its date, and the extra measures it asks for
fix: "assess it, keep the keys in the EEA where it says so, and name it as `transfer_assessment:` or `assessment:`"
---
Data leaves for a country without a decision of adequacy under clauses, binding rules or another tool of Art. 46, and
nobody has looked at whether they hold there.

A tool protects people only where the law and practice of that country let it. Who sends the data has to look, and to add
measures or stop where they do not (C-311/18).
*/
select
    t.dataset_id as object, t.dataset_id as dataset, t.via, t.country, t.tool,
    t.assessment <> 'none' or case when d.known then false end as holds,
    t.path, t.line, t.col
from transfers_in_force as t
join personal_datasets as d using (dataset_id)
left join countries as c on c.country = t.country
where t.country is not null and c.eea is not true and c.adequacy is distinct from 'full'
    and t.tool in ('scc', 'bcr', 'ad-hoc', 'code', 'certificate', 'treaty')
