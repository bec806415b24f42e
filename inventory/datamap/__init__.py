"""The data map: a relational model, how it is built, and how categories and access propagate."""
