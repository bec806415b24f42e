-- system: desk, dialect: postgres
insert into letters (words) select salutation from cases, pieces; -- unknown: statement-untraced
