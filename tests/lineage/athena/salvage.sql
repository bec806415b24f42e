-- names in quotes of another dialect's are read, and told to be so
select `email` from `crm`.`people`;
-- crm.people.email -> .email IDENTITY
-- reads: crm.people
-- unknown: SELECT

-- of a statement that can't be parsed, the part before what can't
select email from people frobnicate by 5;
-- people.email -> .email IDENTITY
-- unknown: SELECT
