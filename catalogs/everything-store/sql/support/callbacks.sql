-- Those who asked to be called, with the number from their account.
insert into callbacks (case_id, customer_id, first_name, phone, wanted_at)
select k.case_id, k.customer_id, c.first_name, c.phone, k.opened_at + interval '1 hour'
from cases k
join orders.customers c on c.customer_id = k.customer_id
where k.channel = 'callback' and k.state = 'new' and c.phone is not null;

delete from callbacks
where called_at < now() - interval '90 days';
