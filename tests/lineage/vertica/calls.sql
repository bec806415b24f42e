-- schema: staging(id, email)
-- schema: people(id, email)

-- functions that move rows between tables that they name in texts
select copy_partitions_to_table('staging', '2026-01', '2026-02', 'people');
-- staging.email -> people.email IDENTITY
-- staging.id -> people.id IDENTITY
-- reads: staging
-- writes: people
select swap_partitions_between_tables('staging', '2026-01', '2026-02', 'people');
-- people.email -> staging.email IDENTITY
-- people.id -> staging.id IDENTITY
-- staging.email -> people.email IDENTITY
-- staging.id -> people.id IDENTITY
select copy_table(name, 'people') from tables_to_copy;
-- unknown: COPY_TABLE
