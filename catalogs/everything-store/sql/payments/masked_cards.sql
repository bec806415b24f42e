-- What the account page may show of a card.
create or replace view masked_cards as
select card_id, customer_id, right(card_number, 4) as last_four, brand, token
from cards
where removed_at is null;
