select a from t;
-- t.a -> .a IDENTITY
select from where;
-- failed: can't be parsed at line 3, column 13
not a statement at all;
-- failed: can't be parsed at line 5, column 17
insert into t select b from u;
-- u.b -> t.b IDENTITY
