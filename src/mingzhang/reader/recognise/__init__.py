"""Neutral blocks -> the parts, tables, sections and forms of a disclosure."""
