"""Draw a publication as an Excel workbook: tables to calculate with and to print.

`document` puts the workbook together; `contents`, `table`, `flow` and `data` draw one kind of sheet
each with what `drawing` offers. `placing`, `fitting`, `paper` and `looks` say where, how large and
how; `names` and `numbers` make figures something to calculate with. No words are chosen here but
those above the columns of the figures.
"""

from __future__ import annotations

from mingzhang.publisher.render.xlsx.document import render_xlsx

__all__ = ["render_xlsx"]
