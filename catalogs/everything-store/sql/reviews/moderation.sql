-- Reviews that most readers found useless are hidden until a moderator has looked.
insert into moderation_actions (review_id, reviewer_id, moderator, action, taken_at)
select r.review_id, r.reviewer_id, 'automatic', 'hide', now()
from reviews r
join (
    select review_id, sum(helpful) as helped, count(*) as n
    from votes
    group by review_id
) v on v.review_id = r.review_id
where v.n > 50 and v.helped < v.n / 10;

update reviews r
join moderation_actions m on m.review_id = r.review_id
set r.state = case m.action when 'hide' then 'hidden' when 'restore' then 'published' else r.state end
where m.taken_at > now() - interval 1 hour;
