-- system: bank, dialect: postgres
insert into orders (note) select code from cards;
insert into checks (matched) select md5(code) from cards;
insert into drafted (words) select cvc from drafts;
insert into both (words) select md5(code) from cards union all select words from letters;
