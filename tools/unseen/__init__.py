"""Invented departments as transcriptions that nobody has seen, with the truth beside them."""
