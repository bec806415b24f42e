-- A chargeback arrives with nothing but the transaction; find out whose it is.
insert into chargebacks (transaction_id, customer_id, reason_code, amount, opened_at)
select t.transaction_id, c.customer_id, 'new', t.amount, now()
from transactions t
join cards c using (card_id)
left join chargebacks k on k.transaction_id = t.transaction_id
where t.status = 'charged_back' and k.chargeback_id is null;
