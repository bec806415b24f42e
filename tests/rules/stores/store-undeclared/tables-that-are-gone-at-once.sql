-- system: support, dialect: postgres
create temp table on_duty as select agent_id from agents;
with late as (select agent_id from on_duty) select count(*) from late;
select agent_id from (select agent_id from agents) as inner_query;
drop table on_duty;
