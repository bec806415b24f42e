-- system: payments, dialect: postgres
insert into support.lines select sha256(card_number) from cards;
create table reports.daily as select fingerprint from support.lines; -- unknown: zone-broken
