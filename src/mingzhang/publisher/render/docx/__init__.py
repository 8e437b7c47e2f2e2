"""Draw a publication as a Word file: all looks in styles, contents that need no update.

`flow` says what follows what, `fitting` how grids fill their sheet, `pagination` where pages break,
`drawing` and `tables` write the body, `controls` its figures, `margins` what stands around it,
`styles` how it looks, `data` the data within, and `package` binds the parts. No words are chosen
here.
"""

from __future__ import annotations

from collections.abc import Callable

from mingzhang.model import Disclosure
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.docx.package import package_bytes

__all__ = ["render_docx"]


def render_docx(
    publication: Publication, disclosure: Disclosure, place_of: Callable[[str], str]
) -> bytes:
    """The publication as a .docx file, byte for byte the same for the same publication.

    The disclosure is carried whole, and `place_of` names an address to whoever edits a figure.
    """
    return package_bytes(publication, disclosure, place_of)
