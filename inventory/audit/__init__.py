"""What an auditor asks, and what of it the map can answer with evidence."""
