-- system: support, dialect: postgres
select agent_id from AGENTS;
select agent_id from "agents";
select agent_id from public.agents;
select agent_id from supportdb.public.agents;
insert into archive.agents select agent_id from agents;
copy agents to 's3://support-exports/agents/2026-10-01.csv';
