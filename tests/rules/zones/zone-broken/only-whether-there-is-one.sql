-- system: payments, dialect: postgres
insert into support.callers (pays, can_pay, word, digits)
select
    card_number is not null, not card_number is null,
    case when card_number is null then 'no' when length(card_number) < 16 then 'odd' else 'yes' end, length(card_number)
from cards;
insert into support.callers (how_many) select count(distinct card_number) from cards;
