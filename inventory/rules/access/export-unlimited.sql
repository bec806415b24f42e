/*---
title: A dataset can leave as a whole
severity: high
basis: [GDPR Art. 5(1)(f), GDPR Art. 32(1)(b), GDPR Art. 32(4), PCI DSS 3.4.2]
phrases: [who]
decision: "what keeps {grantee} from taking whole datasets away"
gap: "{who} can take {dataset} away as a file, at any time and as a whole: nothing limits it"
unknown: "whether anything keeps {grantee} from taking {dataset} away as a whole is not known"
evidence: the setting that limits an export, or the second yes it takes, and the log of exports
fix: "set a number of rows, or let a second person agree, and state it as `export_limit:`; or open it by case (`condition: case`)"
---
People have a right to export personal data, and nothing limits how much leaves at once.

Lists of addresses were sold to brokers by those who could write them to a file. A task seldom needs all rows. Who
administers can export too. What a program exports to a fixed place is not asked here, nor what a case opens. It is
critical for special categories and card data.
*/
select
    g.dataset_id as object, g.dataset_id as dataset, g.grantee, r.people,
    case
        when g.grantee = 'everyone' then 'everybody'
        when r.people is null then '{grantee}'
        else '{grantee} ({people} people)'
    end as who,
    case when g.condition = 'case' then true else g.export_limit <> 'none' end or case when d.known then false end as holds,
    case when d.grave then 'critical' else 'high' end as severity,
    g.path, g.line, g.col
from exporting_grants as g
join personal_datasets as d using (dataset_id)
left join roles as r on r.role_id = g.grantee
where (r.role_id is not null or g.grantee = 'everyone')
    and g.grant_id in (select f.grant_id from grants_in_force as f)
