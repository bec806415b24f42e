"""Reads rules, runs them over a map, and folds what they find into the decisions that are missing."""
