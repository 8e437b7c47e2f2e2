"""Sums and repeats: what follows from where figures stand in the cube."""
