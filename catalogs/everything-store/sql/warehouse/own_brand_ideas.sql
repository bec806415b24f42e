-- Which sellers do well enough to look at what they sell.
CREATE OR REPLACE VIEW marts.own_brand_ideas AS
SELECT seller_id, MAX(revenue) AS best_month, MIN(place) AS best_place
FROM marts.seller_sales
GROUP BY seller_id
HAVING MIN(place) <= 100;
