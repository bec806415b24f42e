{{ config(materialized = 'view', alias = 'customers', schema = 'marts') }}
with people as (
  select * from {{ ref('stg_people') }}
),
paid as (select person_id, amount from {{ source('shop', 'payments') }})
select people.id, paid.amount
from people join paid on paid.person_id = people.id
{% if is_incremental() %} where people.id > (select max(id) from {{ this }}) {% endif %}
-- reads: shop.payments, stg_people, marts.customers
-- writes: marts.customers
-- marts.customers.id -> marts.customers FILTER
-- shop.payments.amount -> marts.customers.amount IDENTITY
-- shop.payments.person_id -> marts.customers JOIN
-- stg_people.id -> marts.customers FILTER
-- stg_people.id -> marts.customers JOIN
-- stg_people.id -> marts.customers.id IDENTITY
