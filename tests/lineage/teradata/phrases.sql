-- how a value is headed or shown changes nothing; what it is called does
create view people_v as select name, born (title 'Birthdate'), born (format 'YYYY') as year, hash (named h) from people;
-- people.born -> people_v.born IDENTITY
-- people.born -> people_v.year IDENTITY
-- people.hash -> people_v.h IDENTITY
-- people.name -> people_v.name IDENTITY
