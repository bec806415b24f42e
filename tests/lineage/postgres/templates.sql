-- what a template writes is read in its place; what only a run can know is a value, or a name that is not known
select email from people where born > '{{ ds }}' and city = {{ params.city }};
-- people.born -> . FILTER
-- people.city -> . FILTER
-- people.email -> .email IDENTITY

select email from {{ params.schema }}.people;
-- __params_schema__.people.email -> .email IDENTITY
-- unknown: params.schema

insert into mails
{% for part in ['home', 'work'] %}
  select {{ part }}_email as email from people {% if not loop.last %} union all {% endif %}
{% endfor %};
-- people.home_email -> mails.email IDENTITY
-- people.work_email -> mails.email IDENTITY

{% macro shown(column) %}lower({{ column }}){% endmacro %}
select {{ shown('email') }} as email, {{ elsewhere('city') }} as city from people;
-- people.city -> .city TRANSFORMATION
-- people.email -> .email TRANSFORMATION
-- unknown: elsewhere

select email from ${schema}.people where id = %(id)s and city = %s and born = :born and name like '%s ${x}';
-- __schema_.people.born -> . FILTER
-- __schema_.people.city -> . FILTER
-- __schema_.people.email -> .email IDENTITY
-- __schema_.people.id -> . FILTER
-- __schema_.people.name -> . FILTER
-- unknown: schema

-- what a condition leaves to the run may happen, whichever branch it is in
{% if target.name == 'prod' %} create table mails_there as select email from people;
-- people.email -> mails_there.email IDENTITY
{% elif var('small', false) %} insert into mails_small select email from people;
-- people.email -> mails_small.email IDENTITY
{% else %} delete from mails where id = 1;
-- mails.id -> mails FILTER
{% endif %}
{% if 1 > 2 %} insert into never select email from people; {% endif %}

{% for column in columns %} insert into loops select {{ column }} from people; {% endfor %}
-- unknown: columns

-- and what the template runs by itself is run
{% call statement('fill') %} insert into called select city from people {% endcall %}
-- people.city -> called.city IDENTITY
{% set query %} insert into asked select email from people {% endset %}
{% do run_query(query) %}
-- people.email -> asked.email IDENTITY
