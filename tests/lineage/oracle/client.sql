-- scripts that SQL*Plus runs
@one
-- unknown: INCLUDE of ./one
@@two.sql 7
-- unknown: INCLUDE of ./two.sql
start three.sql
-- unknown: INCLUDE of ./three.sql
select a from t
start with a = b connect by a = b;
-- t.a -> . FILTER
-- t.a -> .a IDENTITY
-- t.b -> . FILTER
select dbms_xmlgen.getxml('select email from people') as x from dual;
-- people.email -> .x TRANSFORMATION
