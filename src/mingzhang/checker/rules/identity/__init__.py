"""Whose budget of which year in which unit: what every line around the figures must agree on."""
