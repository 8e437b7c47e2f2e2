"""A publication laid out for paper, whoever draws it: what Word and PDF files have in common.

`flow` says what follows what, `fitting` how grids fill their sheet, `looks` and `cells` how texts
look, `sheet` how large the paper is, and `lines` how much room a text takes.
"""
