-- Stars by product; from the third review on.
insert into product_ratings (product_id, ratings, stars, counted_at)
select product_id, count(*), avg(stars), now()
from reviews
where state = 'published'
group by product_id
having count(*) >= 3
on duplicate key update ratings = values(ratings), stars = values(stars), counted_at = values(counted_at);
