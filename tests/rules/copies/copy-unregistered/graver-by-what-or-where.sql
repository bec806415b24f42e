-- system: orders, dialect: postgres
create table lab.purchases as select customer_id from purchases; -- gap: copy-unregistered
create table lab.prescriptions as select illness from prescriptions; -- gap: copy-unregistered
create table lab.payments as select card_number from payments; -- gap: copy-unregistered
create table trials.purchases as select customer_id from purchases; -- gap: copy-unregistered
create table workshop.purchases as select customer_id from purchases; -- gap: copy-unregistered
create table desk.purchases as select customer_id from purchases; -- gap: copy-unregistered
create table elsewhere.purchases as select customer_id from purchases; -- gap: copy-unregistered
create table lab.patients as select customer_id from prescriptions; -- gap: copy-unregistered
create table lab.payers as select customer_id from payments; -- gap: copy-unregistered
insert into lab.prescriptions (bought_by) select customer_id from purchases; -- gap: copy-unregistered
insert into lab.payments (bought_by) select customer_id from purchases; -- gap: copy-unregistered
