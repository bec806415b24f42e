-- schema: t(a, b)

create model m options (x = 'y') as select a from t;
-- reads: t
-- unknown: CREATE MODEL
create snapshot table s clone t;
-- defines: table s(a, b)
-- t.a -> s.a IDENTITY
-- t.b -> s.b IDENTITY
