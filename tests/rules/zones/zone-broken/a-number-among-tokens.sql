-- system: payments, dialect: postgres
insert into charges (means) select token from vault;
insert into charges (means) select card_number from cards;
create table reports.daily as select means from charges; -- gap: zone-broken
