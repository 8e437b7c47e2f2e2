"""Counts, and amounts by kind that only sentences state: against each other and the tables."""
