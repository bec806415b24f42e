-- system: support, dialect: postgres
create view on_duty as select agent_id from agents; -- gap: store-undeclared
