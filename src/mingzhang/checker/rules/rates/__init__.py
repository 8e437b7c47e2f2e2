"""Shares, changes against last year, rates and reasons, recomputed from what is displayed."""
