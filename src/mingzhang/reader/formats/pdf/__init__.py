"""PDF files -> blocks: lines and grids with the page and the box of every character.

`opening` decides how a file is read; `plain`, `guarded` and `apart` keep harmful ones at bay;
`document` puts the pages together. `pdfium` reads characters and page objects, `ink`, `turned`,
`runs` and `rules` make a page of them, `lattice` finds ruled tables, `tables`, `stacked` and
`unruled` fill them, `lines`, `paragraphs` and `running` see to the rest. Of files of our own
`attachments` takes the files within, and `structure` the texts by their tags.
"""

from mingzhang.reader.formats.pdf.opening import pdf_carried, pdf_document

__all__ = ["pdf_carried", "pdf_document"]
