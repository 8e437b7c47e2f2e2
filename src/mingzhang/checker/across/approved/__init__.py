"""APR: a published document against the disclosure that was approved."""
