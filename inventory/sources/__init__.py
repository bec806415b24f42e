"""What a map is read from, besides catalogs: one file per kind of source."""
