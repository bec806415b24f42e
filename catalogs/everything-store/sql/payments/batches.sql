-- Close the day's batches and write down how long they are.
update settlement_batches b
set lines = n.lines,
    closed_at = now()
from (select batch_id, count(*) as lines from settlement_lines group by batch_id) n
where n.batch_id = b.batch_id and b.closed_at is null;
