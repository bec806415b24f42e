-- A chat that ends without an answer becomes a case.
insert into cases (customer_id, order_id, channel, topic, state, opened_at)
select t.customer_id, t.order_id, 'chat', t.topic, 'new', max(t.sent_at)
from chat_transcripts t
where t.answered = false
group by t.customer_id, t.order_id, t.topic;
