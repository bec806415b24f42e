-- Before the accounts are moved to the new schema, in case it goes wrong. To be dropped when all is well.
create table reviewers_backup_20240117 as
select reviewer_id, customer_id, pen_name, email, country
from reviewers;
