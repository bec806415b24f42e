-- system: shop, dialect: postgres
call refresh(1); -- unknown: statement-untraced
