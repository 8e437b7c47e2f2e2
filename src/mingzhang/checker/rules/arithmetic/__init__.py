"""Arithmetic that running text writes out: equations, lists with a total, prices times counts."""
