-- system: support, dialect: postgres
insert into cases select agent_id, 'open' from agents; -- gap: store-undeclared
select count(*) from cases;
update queues set name = 'late' where name = 'slow'; -- gap: store-undeclared
copy agents to 's3://support-exports/2026-10-01/agents.csv'; -- gap: store-undeclared
copy agents to 's3://support-exports/2026-10-02/agents.csv';
