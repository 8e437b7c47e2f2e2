"""Published documents -> disclosures, with the place of everything that was read."""
