-- A child's profile never has a higher limit than six.
update profiles
set maturity_limit = 6
where is_child = 1 and maturity_limit > 6;
