-- rights move nothing, and end where the next statement begins
grant select on object::dbo.patient to reporting, clerk with grant option
insert into b (x) select y from c;
-- c.y -> b.x IDENTITY
revoke select on schema::sales from clerk
