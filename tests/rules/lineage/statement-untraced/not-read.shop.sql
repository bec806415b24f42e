-- system: shop, dialect: postgres
call refresh(1); -- unknown: statement-untraced
select dblink_exec('far', 'insert into t values (1)'); -- unknown: statement-untraced
