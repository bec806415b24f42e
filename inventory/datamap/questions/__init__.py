"""What people ask the map: where is it, where does it go, which copies are there, who can reach it."""
