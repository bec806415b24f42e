merge into people p using (select id, nvl2(email, email, name) as mail from news) n on (p.id = n.id)
when matched then update set p.mail = n.mail;
-- news.email -> people.mail CONDITIONAL
-- news.email -> people.mail TRANSFORMATION
-- news.id -> people JOIN
-- news.name -> people.mail TRANSFORMATION
-- people.id -> people JOIN
select decode(kind, 1, name, 2, email, phone) as d, nullif(a, b) as n from people;
-- people.a -> .n TRANSFORMATION
-- people.b -> .n CONDITIONAL
-- people.email -> .d TRANSFORMATION
-- people.kind -> .d CONDITIONAL
-- people.name -> .d TRANSFORMATION
-- people.phone -> .d TRANSFORMATION
insert into people (name) select name from news
-- news.name -> people.name IDENTITY
/

open told for select email from people;
-- people.email -> .email IDENTITY
