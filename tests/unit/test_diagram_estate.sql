-- A small estate with one of everything a diagram tells apart.
insert into scan (title, as_of, manifest) values ('Small Shop', '2026-11-01', '0123456789abcdef');
insert into categories (category, name, parent, special, criminal, card) values
    ('user', 'User Data', null, false, false, null),
    ('user.unique_id', 'Unique ID', 'user', false, false, null),
    ('user.contact.email', 'Email', 'user', false, false, null),
    ('user.health_and_medical', 'Health', 'user', true, false, null),
    ('user.criminal_history', 'Criminal History', 'user', false, true, null),
    ('user.financial.credit_card', 'Credit Card', 'user', false, false, 'pan'),
    ('system.operations', 'Operations', 'system', false, false, null);
insert into category_ancestors
    select category, category from categories union all
    select category, 'user' from categories where category like 'user.%' union all
    values ('system.operations', 'system');
insert into countries values ('DE', true, null), ('US', false, 'partial'), ('GB', false, 'full'), ('PH', false, null);
insert into systems (system_id, title, engine, country, legal_entity, environment, declared, observed, path, line) values
    ('shop', 'Shop', 'postgres', 'DE', 'shop-eu', 'production', true, true, 'catalog/shop.yaml', 2),
    ('desk', null, 'mysql', 'PH', 'bpo', 'production', true, true, 'catalog/desk.yaml', 2),
    ('lake', 'Lake', 'snowflake', 'US', 'shop-us', 'analytics', true, true, 'catalog/lake.yaml', 2),
    ('vault', 'Vault', 's3', 'GB', 'shop-eu', 'backup', true, false, 'catalog/vault.yaml', 2),
    ('idle', 'Idle', null, null, null, null, true, false, 'catalog/idle.yaml', 2),
    ('sandbox', null, null, 'FR', null, null, false, true, 'sql/adhoc.sql', 1);
insert into datasets (dataset_id, system_id, name, kind, special_mixture, synthetic, declared, observed, path, line) values
    ('shop.customers', 'shop', 'customers', 'table', null, null, true, true, 'catalog/shop.yaml', 5),
    ('shop.orders', 'shop', 'orders', 'table', null, null, true, true, 'catalog/shop.yaml', 9),
    ('shop.big_orders', 'shop', 'big_orders', 'view', null, null, true, true, 'catalog/shop.yaml', 12),
    ('shop.products', 'shop', 'products', 'table', null, null, true, true, 'catalog/shop.yaml', 15),
    ('shop.demo', 'shop', 'demo', 'table', null, true, true, false, 'catalog/shop.yaml', 18),
    ('shop."step (temporary in a.sql)"', 'shop', 'step', 'temporary', null, null, false, true, 'sql/a.sql', 1),
    ('desk.cases', 'desk', 'cases', 'table', true, null, true, true, 'catalog/desk.yaml', 5),
    ('lake.people', 'lake', 'people', 'table', null, null, true, true, 'catalog/lake.yaml', 5),
    ('lake.counts', 'lake', 'counts', 'table', null, null, true, true, 'catalog/lake.yaml', 9),
    ('sandbox.cards', 'sandbox', 'cards', 'table', null, null, false, true, 'sql/adhoc.sql', 4),
    ('vault.customers', 'vault', 'customers', 'backup', null, null, true, false, 'catalog/vault.yaml', 5),
    ('s3://broker/mails/*.csv', null, 's3://broker/mails/*.csv', 'file', null, null, false, true, 'sql/adhoc.sql', 9);
insert into backups values ('vault.customers', 'shop.customers');
insert into columns (column_id, dataset_id, name, position, declared, path, line) values
    ('shop.customers.id', 'shop.customers', 'id', 1, true, 'catalog/shop.yaml', 6),
    ('shop.customers.email', 'shop.customers', 'email', 2, true, 'catalog/shop.yaml', 7),
    ('shop.customers.banned', 'shop.customers', 'banned', 3, true, 'catalog/shop.yaml', 8),
    ('shop.orders.card', 'shop.orders', 'card', 1, true, 'catalog/shop.yaml', 10),
    ('shop.big_orders.card', 'shop.big_orders', 'card', 1, true, 'catalog/shop.yaml', 13),
    ('shop.products.title', 'shop.products', 'title', 1, true, 'catalog/shop.yaml', 16),
    ('shop.demo.email', 'shop.demo', 'email', 1, true, 'catalog/shop.yaml', 19),
    ('shop."step (temporary in a.sql)".email', 'shop."step (temporary in a.sql)"', 'email', 1, false, 'sql/a.sql', 1),
    ('desk.cases.note', 'desk.cases', 'note', 1, true, 'catalog/desk.yaml', 6),
    ('desk.cases.flag', 'desk.cases', 'flag', 2, true, 'catalog/desk.yaml', 7),
    ('lake.people.email', 'lake.people', 'email', 1, true, 'catalog/lake.yaml', 6),
    ('lake.people.illness', 'lake.people', 'illness', 2, true, 'catalog/lake.yaml', 7),
    ('lake.counts.people', 'lake.counts', 'people', 1, true, 'catalog/lake.yaml', 10),
    ('sandbox.cards.card', 'sandbox.cards', 'card', 1, false, 'sql/adhoc.sql', 4),
    ('vault.customers.email', 'vault.customers', 'email', 1, true, 'catalog/vault.yaml', 6),
    ('s3://broker/mails/*.csv#email', 's3://broker/mails/*.csv', 'email', 1, false, 'sql/adhoc.sql', 9);
insert into column_categories (column_id, category, basis) values
    ('shop.customers.id', 'user.unique_id', 'declared'),
    ('shop.customers.email', 'user.contact.email', 'declared'),
    ('shop.customers.banned', 'user.criminal_history', 'declared'),
    ('shop.orders.card', 'user.financial.credit_card', 'declared'),
    ('shop.big_orders.card', 'user.financial.credit_card', 'propagated'),
    ('shop.products.title', 'system.operations', 'declared'),
    ('shop.demo.email', 'user.contact.email', 'declared'),
    ('shop."step (temporary in a.sql)".email', 'user.contact.email', 'propagated'),
    ('desk.cases.note', 'user.unique_id', 'declared'),
    ('desk.cases.flag', 'user.criminal_history', 'inferred'),
    ('lake.people.email', 'user.contact.email', 'propagated'),
    ('lake.people.illness', 'user.health_and_medical', 'declared'),
    ('lake.people.illness', 'user.unique_id', 'declared'),
    ('lake.people.illness', 'user.contact.email', 'inferred'),
    ('sandbox.cards.card', 'user.financial.credit_card', 'propagated'),
    ('vault.customers.email', 'user.contact.email', 'declared'),
    ('s3://broker/mails/*.csv#email', 'user.contact.email', 'propagated');
insert into statements (statement_id, path, line, outcome) values
    (1, 'sql/a.sql', 1, 'traced'), (2, 'sql/a.sql', 3, 'traced'), (3, 'sql/adhoc.sql', 4, 'partial'),
    (4, 'sql/adhoc.sql', 9, 'traced'), (5, 'sql/views.sql', 1, 'traced'), (6, 'sql/desk.sql', 2, 'failed'),
    (7, 'sql/lake.sql', 2, 'traced');
insert into unknowns (statement_id, what, reason) values (3, 'x', 'ambiguous');
insert into flows (flow_id, statement_id, source, target, source_dataset, target_dataset, kind, subtype, masking, counted, line) values
    (1, 1, 'shop.customers.email', 'shop."step (temporary in a.sql)".email', 'shop.customers', 'shop."step (temporary in a.sql)"', 'DIRECT', 'IDENTITY', false, false, 1),
    (2, 2, 'shop."step (temporary in a.sql)".email', 'lake.people.email', 'shop."step (temporary in a.sql)"', 'lake.people', 'DIRECT', 'IDENTITY', false, false, 3),
    (3, 3, 'shop.orders.card', 'sandbox.cards.card', 'shop.orders', 'sandbox.cards', 'DIRECT', 'IDENTITY', false, false, 4),
    (4, 4, 'lake.people.email', 's3://broker/mails/*.csv#email', 'lake.people', 's3://broker/mails/*.csv', 'DIRECT', 'IDENTITY', false, false, 9),
    (5, 5, 'shop.orders.card', 'shop.big_orders.card', 'shop.orders', 'shop.big_orders', 'DIRECT', 'IDENTITY', false, false, 1),
    (6, 6, 'shop.customers.banned', 'desk.cases.flag', 'shop.customers', 'desk.cases', 'INDIRECT', 'CONDITIONAL', false, false, 2),
    (7, 7, 'lake.people.email', 'lake.counts.people', 'lake.people', 'lake.counts', 'DIRECT', 'AGGREGATION', true, true, 2),
    (8, 7, 'lake.people.illness', null, 'lake.people', 'lake.counts', 'INDIRECT', 'FILTER', false, false, 2);
insert into observed_copies (source, target, statement_id, columns, registered, same_system, path, line) values
    ('shop.customers', 'lake.people', 2, 1, true, false, 'sql/a.sql', 3),
    ('shop.orders', 'sandbox.cards', 3, 1, false, false, 'sql/adhoc.sql', 4),
    ('lake.people', 's3://broker/mails/*.csv', 4, 1, false, false, 'sql/adhoc.sql', 9);
insert into copies (copy_id, source, target, path, line) values
    ('shop.customers lake.people', 'shop.customers', 'lake.people', 'catalog/copies.yaml', 2);
