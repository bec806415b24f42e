-- Words that people use for the same thing. The search's tables were changed in spring; this job was not.
insert into synonyms (term_group, synonym)
select s.term_group, normalised_words
from queries q
join query_clicks c on c.query_id = q.query_id
join synonyms s on s.synonym = q.department
where c.position = 1;
