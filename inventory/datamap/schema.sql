-- The map as a relational database. `docs/map.md` is made from the comments in this file.
-- What is not known is null: it never passes a rule. Every place is `path`, `line`, `col`, in the file that says so.

-- == The scan ==

-- The scan that made this map. One row.
create table scan (
    title text,                -- what the map is of
    as_of date,                -- the date it speaks of, where the project pins one
    manifest text,             -- SHA-256 over the inputs, the settings and the versions
    program text,              -- version of this program
    schema_version integer,    -- version of these tables
    staff_total bigint,        -- how many people work for the controller
    home_country text,         -- where the controller sits
    controller text,           -- what the controller is called
    dpo text                   -- what the data protection officer's office is called; `none`: there is none
);

-- Files that were read.
create table files (
    path text,                 -- relative to the project
    kind text,                 -- catalog, sql or project
    sha256 text,               -- of its bytes
    bytes bigint               -- its size
);

-- Thresholds that are ours and not the law's. One row.
create table house (
    large_scale bigint,        -- from how many people on processing counts as large-scale
    broad_access_percent bigint, -- above what share of the staff access counts as broad
    broad_access_staff bigint, -- from how many people working for the controller on that share is asked for
    log_kept_days bigint,      -- how long an access log is kept at least
    log_review_days bigint,    -- how often somebody looks at an access log at least
    access_review_days bigint, -- how often a grant is looked at again at least
    expiry_unused_days bigint, -- after how many days without use a grant should end
    entry_review_days bigint,  -- how often a catalog's entry is checked at least
    sensitive_review_days bigint, -- how often that of special categories or card data is
    processor_check_days bigint, -- how often a processor is checked at least
    sensitive_processor_check_days bigint, -- how often one that special categories or card data reach is
    dpia_signs bigint,         -- from how many signs of a high risk on an impact assessment is asked for
    restore_days bigint,       -- how often restoring from a backup is tried at least
    dpia_review_days bigint,   -- how often an impact assessment is looked at again at least
    count_days bigint,         -- how old the count of the people in a system may be
    processor_notice_hours bigint, -- within how many hours a processor tells of a breach
    accepted_days bigint       -- for how long a gap may be accepted at most
);

-- == The vocabulary ==

-- Data categories: fideslang's, with this program's extensions.
create table categories (
    category text,             -- fideslang key
    name text,                 -- a name for people
    parent text,               -- the category it lies under
    special boolean,           -- special category (Art. 9)
    criminal boolean,          -- criminal-offence data (Art. 10)
    card text,                 -- payment card data: pan, chd (other cardholder data) or sad (must not be kept)
    highly_personal boolean,   -- purchases, searches, locations and the like
    weight integer             -- harm if misused, 1 to 10
);

-- Every category with itself and each category above it.
create table category_ancestors (
    category text,             -- a category
    ancestor text              -- the category itself, or one above it
);

-- Countries as the GDPR sees them (Art. 44 and 45).
create table countries (
    country text,              -- ISO 3166-1 alpha-2
    eea boolean,               -- in the European Economic Area: no transfer
    adequacy text              -- full, partial (only within a scope) or null: no decision
);

-- Deadlines, limits and lists that the law sets, each with the day it was last read.
create table law (
    figure text,               -- its name, such as `breach-notice`
    amount integer,            -- how many
    unit text,                 -- of what
    basis text,                -- where the law says so
    source text,               -- where it was read
    checked date               -- when; null: not read again
);

-- Words that say nothing of what is done with data, in several languages.
create table vague_words (
    word text                  -- in lower case
);

-- == Declared in catalogs ==

-- Who answers for data.
create table owners (
    owner_id text,             -- the name used in references
    kind text,                 -- person (one person's role), team or mailbox
    title text,                -- the role in words
    lead text,                 -- who answers for a team
    left_on date,              -- when the person left the role
    path text, line integer, col integer
);

-- Databases, warehouses, buckets, services.
create table systems (
    system_id text,            -- the name used in references
    title text,                -- a name for people
    owner_id text,             -- who answers for it; `none`: nobody
    engine text,               -- what runs it
    country text,              -- where it runs, ISO 3166-1 alpha-2
    legal_entity text,         -- which company runs it
    environment text,          -- production, staging, test, development, analytics, backup, desktop, saas
    exposure text,             -- internet, partner, internal
    at_rest boolean,           -- encrypted on disk
    in_transit boolean,        -- encrypted on the wire
    hosted_by text,            -- the processor it runs at
    restore_stated boolean,    -- true: restoring it was tried on a day; false: `none`; null: nothing is said
    restored_on date,          -- when it was last tried
    backups_stated boolean,    -- true: its backups are named; false: `none`; null: nothing is said here
    reviewed date,             -- when its entry was last checked
    declared boolean,          -- a catalog lists it
    observed boolean,          -- SQL names it
    path text, line integer, col integer
);

-- Tables, views, files, topics, extracts, backups and logs.
create table datasets (
    dataset_id text,           -- system and name: `orders.purchases`; a URL for files
    system_id text,            -- where it lies; null for a file in no known system
    name text,                 -- its name in its system
    kind text,                 -- table, view, file, topic, extract, backup, log, queue, model, temporary
    owner_id text,             -- who answers for it, or for its system; `none`: nobody
    country text,              -- where it lies
    environment text,          -- of its system
    retention text,            -- how long rows are kept, in ISO 8601 or words; `none`: no end
    retention_stated boolean,  -- true: an end is stated; false: `none`; null: nothing is said
    retention_days integer,    -- the same in days, where it is a period
    retention_law text,        -- the law that asks for it
    erasure text,              -- how one person's rows are erased
    collection_point text,     -- where it is collected from people; `none`: nowhere
    reviewed date,             -- when its entry was last checked, where that is said of it alone
    activities_stated boolean, -- true: it names activities itself; false: `none`; null: nothing is said
    special_mixture boolean,   -- an inseparable set with a sensitive item
    synthetic boolean,         -- no row is about a real person
    holds_since date,          -- since when it holds personal data
    subject_count bigint,      -- how many people it is about
    counted_on date,           -- the day they were counted or estimated
    lookup_keys text[],        -- columns by which a person's rows are found; empty: none
    declared boolean,          -- a catalog lists it
    observed boolean,          -- SQL names it
    path text, line integer, col integer
);

-- What backups are taken of: the dataset says so, or the database whose backup it is.
create table backups (
    backup_id text,            -- the dataset that is the backup
    dataset_id text            -- a dataset in it
);

-- Whose data a dataset holds.
create table dataset_subjects (
    dataset_id text,           -- the dataset
    subject text               -- fideslang data subject
);

-- Columns of datasets.
create table columns (
    column_id text,            -- dataset and name: `orders.purchases.item`
    dataset_id text,           -- where it lies
    name text,                 -- its name in its dataset
    position integer,          -- 1 for the first
    type text,                 -- SQL type
    categories_stated boolean, -- true: the catalog names categories; false: `none`; null: nothing is said
    retention text,            -- where it differs from the dataset
    retention_stated boolean,  -- as in `datasets`; null also where the dataset's retention holds
    de_identification text,    -- what was done so that people are harder to recognise
    encryption text,           -- whether values are encrypted: none, column, application
    free_text boolean,         -- anything may be written here
    description text,          -- what a catalog says that it means, or else the last comment of its schema
    declared boolean,          -- a catalog lists it
    observed boolean,          -- SQL names it
    path text, line integer, col integer
);

-- Processing activities: the lines of the record (Art. 30).
create table activities (
    activity_id text,          -- the name used in references
    purpose text,              -- what it is for
    data_use text,             -- fideslang data use
    role text,                 -- controller, joint or processor
    department text,           -- who does it
    owner_id text,             -- who answers for it
    legal_basis text,          -- Art. 6
    art9_condition text,       -- Art. 9
    art10_basis text,          -- the law that allows criminal-offence data (Art. 10); `none`: no law does
    consent text,              -- where consent is recorded; `none`: nowhere
    compatibility text,        -- the assessment that it is compatible with what its data was collected for; `none`: there is none
    children text,             -- how children are told apart and protected; `none`: they are not
    portability text,          -- by what people get what they gave; `none`: by nothing
    lia text,                  -- the legitimate interests assessment; `none`: there is none
    dpia text,                 -- the data protection impact assessment; `none`: there is none
    dpia_on date,              -- when that was made, or last looked at again
    automated boolean,         -- it decides about people without a human; false: `none` is stated
    transfers_stated boolean,  -- true: countries are named; false: `none`; null: nothing is said
    notice text,               -- the notice that tells people of it
    stores_stated boolean,     -- true: it names what it uses; false: `none`; null: nothing is said
    retention_days integer,    -- how long it needs the data, where that is a period
    recipients_stated boolean, -- true: it names recipients; false: `none`; null: nothing is said
    path text, line integer, col integer
);

-- Which activity uses which dataset.
create table activity_stores (
    activity_id text,          -- the activity
    dataset_id text            -- a dataset it uses
);

-- Those who receive data.
create table recipients (
    recipient_id text,         -- the name used in references
    name text,                 -- the company
    role text,                 -- processor, sub_processor, controller, joint, authority, internal
    country text,              -- where it sits
    transfer_tool text,        -- what allows sending data there; `none`: nothing does
    dpf_certified boolean,     -- certified under the EU-US Data Privacy Framework
    transfer_assessment text,  -- the transfer impact assessment; `none`: there is none
    contact text,              -- where corrections and erasures are sent to; `none`: nowhere
    contract_stated boolean,   -- true: there is a contract; false: `none`; null: nothing is said
    contract_expires date,     -- until when it holds
    breach_notice_hours integer, -- within how many hours its contract has it tell us of a breach
    terms text[],              -- which terms of Art. 28(3) it has; null: not known
    sub_processors text[],     -- whom it uses in turn; null: not known
    audited_on date,           -- when it was last checked
    path text, line integer, col integer
);

-- What an activity needs, where the record says so.
create table activity_categories (
    activity_id text,          -- the activity
    category text              -- a category it needs, with all below it
);

-- Whom the record names as recipients of an activity's data.
create table activity_recipients (
    activity_id text,          -- the activity
    recipient_id text          -- a recipient it names
);

-- Each way by which data leaves for somewhere: a recipient, a country named by an activity, a system, readers.
create table transfers (
    dataset_id text,           -- what
    country text,              -- where to; null: not known
    way text,                  -- recipient, activity, system (it lies there), copy, readers
    via text,                  -- the recipient, activity, host or system, copy target or role
    tool text,                 -- what allows it (Art. 45 to 49); `none`: nothing; null: nothing is said
    assessment text,           -- the transfer impact assessment; `none`: there is none
    valid_from date,           -- of readers: since when their right runs
    valid_to date,             -- of readers: until when
    path text, line integer, col integer
);

-- Copies that somebody asked for.
create table copies (
    copy_id text,              -- source and target
    source text,               -- the dataset that was copied
    target text,               -- where the copy lies
    requested_by text,         -- who asked
    approved_by text,          -- who allowed it; `none`: nobody
    approved_on date,          -- when
    activity_id text,          -- what it is for
    expires date,              -- when it will be deleted
    expires_stated boolean,    -- true: a date; false: `none`; null: nothing is said
    erasure text,              -- how erasing a person in the original reaches it
    refresh text,              -- once, append, full, stream
    corrections text,          -- how correcting a person in the original reaches it: none, batch, stream
    columns text[],            -- columns of the original that were asked for; null: nothing is said
    path text, line integer, col integer
);

-- Where data of some categories may live, and nowhere else.
create table zones (
    zone_id text,              -- its name
    category text,             -- a category it is about, with all below it
    system_id text,            -- a system such data may live in
    path text, line integer, col integer
);

-- Groups of people with the same rights.
create table roles (
    role_id text,              -- the name used in references
    people bigint,             -- how many; null: not known
    counted_on date,           -- the oldest of the counts
    activities_stated boolean, -- true: activities are named; false: `none`; null: nothing is said
    path text, line integer, col integer
);

-- The people of a role by employer and country.
create table role_members (
    role_id text,              -- the role
    people bigint,             -- how many; null: not known
    employer text,             -- who employs them
    country text,              -- where they read from
    counted_on date,           -- the day they were counted
    gone bigint                -- how many of them have left or moved on; null: not known
);

-- Roles that have the rights of others.
create table memberships (
    role_id text,              -- the role
    member_of text             -- has the rights of this one too
);

-- What roles need their rights for.
create table role_activities (
    role_id text,              -- the role
    activity_id text           -- the activity
);

-- Rights on data.
create table grants (
    grant_id integer,          -- counts the grants
    grantee text,              -- a role, a service account or `everyone`
    dataset_id text,           -- what on
    privilege text,            -- select, insert, update, delete, truncate, export, admin, all
    condition text,            -- standing or case
    valid_from date,           -- since when
    valid_to date,             -- until when
    reason text,               -- why
    last_used date,            -- when it was last made use of
    reviewed date,             -- when it was last looked at
    export_limit text,         -- what keeps a whole dataset from leaving at once; `none`: nothing
    path text, line integer, col integer
);

-- Programs between people and data.
create table applications (
    application_id text,       -- the name used in references
    runs_as text,              -- its service account
    roles_stated boolean,      -- true: the roles that use it are named; false: no person does; null: nothing is said
    activities_stated boolean, -- true: activities are named; false: `none`; null: nothing is said
    log_id text,               -- the log of what its users looked at; `none`: there is none
    path text, line integer, col integer
);

-- What an application shows.
create table application_exposes (
    application_id text,       -- the application
    dataset_id text            -- what it shows
);

-- Whose people use an application.
create table application_roles (
    application_id text,       -- the application
    role_id text               -- a role that uses it
);

-- What an application itself needs its rights for.
create table application_activities (
    application_id text,       -- the application
    activity_id text           -- the activity
);

-- What is recorded of who reads or changes data.
create table access_logs (
    log_id text,               -- the name used in references
    dataset_id text,           -- what it records, where that is data
    application_id text,       -- what it records, where that is an application
    reads boolean,             -- it records reading
    actor text,                -- individual, shared or none; null: not known
    subject text,              -- the field that says whose data was read; `none`: there is none
    reason text,               -- the field that says why; `none`: there is none
    since date,                -- the first day it was written
    until date,                -- the last day, where it has ended
    kept_days integer,         -- how long an entry is kept
    alterable_by text[],       -- who could change or delete entries; empty: nobody; null: not known
    reviewed_stated boolean,   -- true: somebody looks at it; false: `none`; null: nothing is said
    reviewed_days integer,     -- how often
    reviewer text,             -- who does
    path text, line integer, col integer
);

-- Days in between on which a log was not written.
create table log_gaps (
    log_id text,               -- the log
    since date,                -- the first day
    until date,                -- the last day
    reason text                -- why
);

-- Acts that other people's standing depends on.
create table operations (
    operation_id text,         -- the name used in references
    dataset_id text,           -- what it changes
    roles text[],              -- who of ours can do it; empty: nobody; null: not known
    dual_control boolean,      -- it takes two people
    reason boolean,            -- a reason must be given
    trace text,                -- the dataset it is recorded in; `none`: nowhere
    reversible boolean,        -- it can be undone
    reviewed_stated boolean,   -- true: somebody looks at what was done; false: `none`; null: nothing is said
    path text, line integer, col integer
);

-- Policies on who may not reach what.
create table prohibitions (
    prohibition_id text,       -- the name used in references
    policy text,               -- its own words
    role_id text,              -- who may not
    dataset_id text,           -- reach this dataset
    category text,             -- or data of this category, wherever it lies
    since date,                -- since when it has held
    path text, line integer, col integer
);

-- Who received data without being a recipient.
create table disclosures (
    dataset_id text,           -- what
    recipient text,            -- who received it
    day date,                  -- when
    country text,              -- where
    authorised boolean,        -- somebody allowed it
    path text, line integer, col integer
);

-- What people were told (Art. 13 and 14).
create table notices (
    notice_id text,            -- the name used in references
    since date,                -- since when it has been shown
    categories text[],         -- the categories it names
    recipients text[],         -- the recipients it names
    countries text[],          -- the countries it names
    activities text[],         -- the activities it tells of
    path text, line integer, col integer
);

-- Possible breaches, from the first sign to the decision (Art. 33).
create table incidents (
    incident_id text,          -- the name used in references
    datasets text[],           -- what it touches
    indicated date,            -- when it first showed
    aware_at timestamp,        -- when the controller became aware; the end of a day of which no hour is stated
    decision text,             -- notify, no-risk or open
    reasons text,              -- why; `none`: no reasons are on record
    notified timestamp,        -- when the authority was told; the beginning of a day of which no hour is stated
    notified_stated boolean,   -- true: a time; false: `none`; null: nothing is said
    path text, line integer, col integer
);

-- What people state where only a person can answer.
create table attestations (
    attestation_id text,       -- the name used in references
    question text,             -- the question of the checklist it answers
    rule text,                 -- or the rule it is about
    datasets text[],           -- what it speaks of; null: the whole map
    statement text,            -- what is stated
    answer text,               -- yes, no, unknown or not applicable
    made_by text,              -- who states it
    capacity text,             -- as what: owner, dpo, security or legal
    made_on date,              -- when
    reviewed_by text,          -- who checked it
    evidence text[],           -- where the documents are kept that show it; empty: none is named
    evidence_on date,          -- when the oldest of them was taken
    expires_on date,           -- until when it holds, where that is stated
    about text,                -- the hash of what the map told of its scope when it was made
    path text, line integer, col integer
);

-- Data that must not be deleted for now.
create table legal_holds (
    hold_id text,              -- the name used in references
    dataset_id text,           -- which
    law text,                  -- why
    since date,                -- from when
    until date,                -- to when
    path text, line integer, col integer
);

-- What deletes data past its time.
create table deletion_jobs (
    job_id text,               -- the name used in references
    dataset_id text,           -- from which dataset
    scheduled boolean,         -- true: it runs every so often; false: `none`; null: nothing is said
    every_days integer,        -- how often; null: not known, or never
    has_run boolean,           -- true: on a day; false: `none`; null: nothing is said
    last_run date,             -- when it last ran
    covers_backups boolean,    -- it reaches backups
    path text, line integer, col integer
);

-- Suppressions of findings, each with its reason and its end.
create table suppressions (
    suppression_id integer,    -- counts them
    rule text,                 -- the rule
    pattern text,              -- the object it is about, `*` for any characters; or the id or the decision of the finding
    status text,               -- gap: accepts a clear gap; else only what cannot be demonstrated
    reason text,               -- why
    author text,               -- who decided
    since date,                -- from which day
    until date,                -- to which day
    advice text,               -- what the data protection officer said: for, against; `none`: was not asked
    severity text,             -- the rule's own
    path text, line integer, col integer
);

-- == Read in SQL ==

-- Every statement that was read.
create table statements (
    statement_id integer,      -- counts them
    path text, line integer, col integer,
    end_line integer,          -- its last line
    system_id text,            -- where it runs
    dialect text,              -- the dialect it was read in
    kind text,                 -- SELECT, INSERT, CREATE TABLE AS …
    outcome text,              -- traced, partial or failed
    reason text,               -- why it is not traced
    text text                  -- the statement, its literals replaced by `?`
);

-- Which dataset a statement reads or writes.
create table statement_datasets (
    statement_id integer,      -- the statement
    dataset_id text,           -- the dataset
    access text                -- read or write
);

-- Source column to target column, as in OpenLineage's column-lineage facet.
create table flows (
    flow_id integer,           -- counts them
    statement_id integer,      -- the statement that does it
    source text,               -- column_id; `dataset.*` for a star that could not be expanded
    target text,               -- column_id; null where it bears on whole rows, or the statement only reads
    source_dataset text,       -- dataset_id
    target_dataset text,       -- dataset_id; null where the statement only reads
    kind text,                 -- DIRECT or INDIRECT
    subtype text,              -- IDENTITY, TRANSFORMATION, AGGREGATION, JOIN, FILTER, GROUP_BY, SORT, WINDOW, CONDITIONAL
    masking boolean,           -- a hash, a mask, encryption or what `counted` tells stands between
    counted boolean,           -- a count, a length or IS NULL stands between: no value gets through
    expression text,           -- its literals replaced by `?`
    line integer, col integer
);

-- Flows that copy nothing: a dataset renamed, or one through which the rows of another are seen, such as its partitions.
create table same_rows (
    statement_id integer,      -- the statement
    source text,               -- dataset_id
    target text                -- dataset_id
);

-- Columns as SQL defines them.
create table defined_columns (
    column_id text,            -- the column
    statement_id integer,      -- the statement that defines it
    position integer,          -- 1 for the first
    type text,                 -- SQL type, where it is stated
    description text           -- its comment, where there is one
);

-- What could not be resolved, with what it might be.
create table unknowns (
    statement_id integer,      -- where
    what text,                 -- the name or construct
    reason text,               -- why
    candidates text[],         -- what it might be
    line integer, col integer
);

-- == Worked out ==

-- What kind of data a column holds, and how that is known.
create table column_categories (
    column_id text,            -- the column
    category text,             -- fideslang key
    basis text,                -- declared (a catalog says so), propagated (SQL moves it there) or inferred (by a name, a copy)
    hops integer,              -- how many flows lie between this column and where the category is first known
    via integer,               -- the last flow of a shortest path, or below zero one of `alike_columns`; null where nothing flows
    origin text                -- the column where the path starts
);

-- Columns of a registered copy, taken for those of its original by their names: no SQL shows what went along, and nobody
-- has said what they hold. The copy's entry is the evidence, so what comes this way is only inferred.
create table alike_columns (
    alike_id integer,          -- counts them down from -1: it stands in `via` where no flow does
    copy_id text,              -- the registered copy
    source text,               -- a column of the original
    target text                -- the column of the copy that is called the same
);

-- Copies that SQL makes, matched with the registered ones.
create table observed_copies (
    source text,               -- a dataset with personal data
    target text,               -- where SQL puts its rows
    statement_id integer,      -- the first statement that does
    columns integer,           -- how many personal columns go along
    inferred boolean,          -- none of them is known for certain: a name or a condition suggests them
    registered boolean,        -- a catalog lists the copy
    same_system boolean,       -- both lie in one system
    path text, line integer, col integer
);

-- Who can reach a dataset, by which path.
create table reach (
    role_id text,              -- a role, a service account or `everyone`
    dataset_id text,           -- what it reaches
    privilege text,            -- select, export …
    path_kind text,            -- direct (a grant), copy (a grant on a copy) or application (a program shows it)
    via text,                  -- the role that holds the grant, the copy, or the application
    people bigint,             -- how many at least
    exact boolean,             -- no: there may be more, the people behind it are not known
    grant_id integer           -- the grant it rests on
);

-- For which days a dataset's readers are on record.
create table log_coverage (
    dataset_id text,           -- the dataset
    log_id text,               -- the log
    since date,                -- the first day with a record; null: not known
    until date,                -- the last, while the log ran; null: up to today
    kept_days integer,         -- entries older than this are gone
    individual boolean         -- an entry names one person; null: not known
);
