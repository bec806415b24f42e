-- What is declared and what SQL shows are matched: declared objects that SQL names are observed too.
update datasets set observed = true
where dataset_id in (select dataset_id from statement_datasets)
    or dataset_id in (select source_dataset from flows union select target_dataset from flows);

update columns set observed = true
where column_id in (
    select source from flows union select target from flows union select column_id from defined_columns
);

-- A type that no catalog states is the one it was last defined with.
update columns set type = d.type
from (
    select column_id, arg_max(type, statement_id) as type from defined_columns where type is not null group by column_id
) as d
where columns.column_id = d.column_id and columns.type is null;

-- So is a comment of the schema, where no catalog says what the column means.
update columns set description = d.description
from (
    select column_id, arg_max(description, statement_id) as description from defined_columns
    where description is not null group by column_id
) as d
where columns.column_id = d.column_id and columns.description is null;

update systems set observed = true
where system_id in (select system_id from statements union select system_id from datasets where observed);

-- A file, or a table that only SQL shows, lies where its system lies and answers to its owner.
update datasets
set country = s.country, environment = s.environment, owner_id = s.owner_id
from systems as s
where datasets.system_id = s.system_id and not datasets.declared;
