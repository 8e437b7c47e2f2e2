"""Wording: marks and remnants of drafting, slips of the hand in words and punctuation."""
