"""Files of each format as neutral blocks."""
