-- system: payments, dialect: postgres
create temp table today as select card_number from cards;
insert into cards_by_brand select card_number from today;
insert into support.callers (customer_id, cards) select customer_id, count(card_number) from cards group by 1;
