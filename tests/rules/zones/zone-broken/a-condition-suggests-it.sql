-- system: payments, dialect: postgres
insert into support.flags (foreign_card, has_card)
select case when card_number like '4%' then 'no' else 'yes' end, case when card_number is null then 'no' else 'yes' end
from cards;
