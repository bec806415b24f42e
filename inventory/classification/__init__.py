"""From a column's name to the kind of data it may hold."""
