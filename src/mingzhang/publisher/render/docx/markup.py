"""Small pieces of WordprocessingML as text: runs, fields, bookmarks, paragraphs.

Children are written in the order of the schema, because Word repairs or refuses other orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2s
from html import escape as escape_markup

__all__ = [
    "NAMESPACES",
    "Bookmarks",
    "clean",
    "escape",
    "field",
    "page_reference",
    "paragraph",
    "run",
]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EITHER_WIDTH = re.compile("[\u2010-\u2027\u2030-\u205e\u00a7-\u00f7\u2103-\u22ff\u2460-\u25ff]")
"""Marks that Word takes from the Western font unless told that the text is Chinese."""
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_BREAKS = re.compile("([\n\t])")
_ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_BOOKMARK_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def escape(text: str) -> str:
    """The text for a place in XML."""
    return escape_markup(clean(text))


def run(text: str, style: str | None = None) -> str:
    """A run; nothing if it has no text."""
    if not text:
        return ""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if _EITHER_WIDTH.search(text):
        properties += _HINT
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return f"<w:r>{properties}{_words(text)}</w:r>"


def _words(text: str) -> str:
    if "\n" in text or "\t" in text:
        return "".join(_ELEMENTS.get(part) or _words(part) for part in _BREAKS.split(text) if part)
    keep = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " or "  " in text else ""
    return f"<w:t{keep}>{escape(text)}</w:t>"


def field(instruction: str, result: str) -> str:
    """A field with its result written out, so that it is right before anything is updated."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def page_reference(bookmark: str, page: int) -> str:
    """The page on which a bookmark stands."""
    return field(f"PAGEREF {bookmark} \\h", str(page))


def paragraph(style: str, content: str, *, keep_next: bool = False, new_page: bool = False) -> str:
    """A paragraph; what it looks like is the style's business, where it stands is its own."""
    placing = ("<w:keepNext/>" if keep_next else "") + ("<w:pageBreakBefore/>" if new_page else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{placing}</w:pPr>{content}</w:p>'


class Bookmarks:
    """Names and numbers of the bookmarks of a document, one an anchor."""

    def __init__(self, anchors: Iterable[str]) -> None:
        """Name every anchor; case does not tell bookmark names apart."""
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for anchor in anchors:
            if anchor and anchor not in self._names:
                name = _bookmark_name(anchor)
                if name.lower() in taken:
                    name = _hashed(anchor)
                taken.add(name.lower())
                self._names[anchor] = name
        self._unwritten = {anchor: at for at, anchor in enumerate(self._names, start=1)}

    def name(self, anchor: str) -> str | None:
        """The name of an anchor's bookmark, None if nothing in the document bears the anchor."""
        return self._names.get(anchor)

    def around(self, anchor: str | None, content: str) -> str:
        """The content as the bookmark of the anchor; the first place of an anchor is its place."""
        number = self._unwritten.pop(anchor, None) if anchor else None
        if number is None or anchor is None:
            return content
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self._names[anchor]}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


def _bookmark_name(anchor: str) -> str:
    name = f"_{anchor}".replace("-", "_").replace(".", "_")
    return name if _BOOKMARK_NAME.fullmatch(name) else _hashed(anchor)


def _hashed(anchor: str) -> str:
    return "_" + blake2s(anchor.encode(), digest_size=12).hexdigest()
