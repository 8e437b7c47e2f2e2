"""Draw a publication as a Word file: all looks in styles, contents that need no update.

`flow` says what follows what, `fitting` how grids fill their sheet, `pagination` where pages break,
`drawing` and `tables` write the body, `margins` what stands around it, `styles` how it looks, and
`package` binds the parts. No words are chosen here.
"""

from __future__ import annotations

from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.docx.package import package_bytes

__all__ = ["render_docx"]


def render_docx(publication: Publication) -> bytes:
    """The publication as a .docx file, byte for byte the same for the same publication."""
    return package_bytes(publication)
