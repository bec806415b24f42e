-- system: shop, dialect: postgres
insert into ill (why) select illness from patients; -- gap: columns-not-classified
insert into logins (word) select password from patients; -- gap: columns-not-classified
insert into payers (digits) select card from patients; -- gap: columns-not-classified
insert into convicts (past) select record from patients; -- gap: columns-not-classified
