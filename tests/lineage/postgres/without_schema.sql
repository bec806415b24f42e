-- one source: whatever it is called, it is that source's
select a, lower(b) as b from t where c = 1;
-- t.a -> .a IDENTITY
-- t.b -> .b TRANSFORMATION
-- t.c -> . FILTER

-- several: candidates are named, nothing is guessed
select a from t join u on t.id = u.id;
-- t.id -> . JOIN
-- u.id -> . JOIN
-- unknown: a of t.a, u.a

-- the star stays a star, as far down as it must
with x as (select * from t) select *, lower(email) as e from x;
-- t.* -> .* IDENTITY
-- t.email -> .e TRANSFORMATION
-- unknown: t.*
select y.a from (select * from t join u on t.i = u.i) y;
-- t.i -> . JOIN
-- u.i -> . JOIN
-- unknown: y.a of t.a, u.a

-- the innermost source, since a name is looked for there first
select a from t where t.b in (select b from u);
-- t.a -> .a IDENTITY
-- t.b -> . FILTER
-- u.b -> . FILTER

-- a name that no source has
select z.a from t;
-- unknown: z.a of t.a

-- USING is one column of both
insert into w select id, t.a, u.b from t join u using (id);
-- t.a -> w.a IDENTITY
-- t.id -> w JOIN
-- t.id -> w.id IDENTITY
-- u.b -> w.b IDENTITY
-- u.id -> w JOIN
-- u.id -> w.id IDENTITY
