-- system: payments, dialect: postgres
insert into support.lines select card_number as reference from cards;
create table reports.daily as select trim(card_number) as ref from cards; -- gap: zone-broken
copy cards (card_number) to 's3://reports/cards.csv'; -- gap: zone-broken
