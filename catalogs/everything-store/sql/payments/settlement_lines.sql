-- The acquirer's clearing wants the instrument that was charged, not our token.
insert into settlement_lines (batch_id, transaction_id, instrument_ref, amount, currency, captured_on)
with open_batch as (
    select distinct on (currency) batch_id, currency
    from settlement_batches
    where closed_at is null
    order by currency, opened_at desc
)
select
    b.batch_id,
    t.transaction_id,
    c.card_number as instrument_ref,
    t.amount,
    t.currency,
    t.paid_at::date
from transactions t
join cards c on c.card_id = t.card_id
join open_batch b on b.currency = t.currency
where t.status = 'captured';
