-- How much has somebody written?
update reviewers w
join (
    select reviewer_id, count(*) as n
    from reviews
    where state = 'published'
    group by reviewer_id
) r on r.reviewer_id = w.reviewer_id
set w.reviews_written = r.n;
