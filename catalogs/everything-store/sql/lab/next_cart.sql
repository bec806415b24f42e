-- The project has a name now, and the agency that draws the new page gets the boards as a file.

alter table mood_boards rename to next_cart;

copy (select customer_id, baskets, own_words from next_cart)
to 's3://design-lab-shared/next-cart/boards.parquet' with (format 'parquet');
