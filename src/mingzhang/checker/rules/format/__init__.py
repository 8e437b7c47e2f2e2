"""Number format: figures that are written so that they cannot be read with certainty."""
