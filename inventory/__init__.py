"""A true map of a company's personal data."""
