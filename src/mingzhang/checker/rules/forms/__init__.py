"""Performance forms: against the tables, between their halves, and in themselves."""
