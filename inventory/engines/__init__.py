"""Where the map's queries run."""
