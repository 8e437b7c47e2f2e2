"""Disclosure -> files: compose every decision once, then draw it in each format.

Knows the model and the scheme, and no other verb.
"""
