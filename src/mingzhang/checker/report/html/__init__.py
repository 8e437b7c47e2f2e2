"""Findings for the browser: a page a document, findings beside the document, and an index of many.

Needs nothing but itself: no request, no font file, no script but its own, and works without that.
The document comes as a `View`, which the caller makes; nothing here knows a file format.
"""

from mingzhang.checker.report.html.index import html_index
from mingzhang.checker.report.html.page import html_report
from mingzhang.checker.report.html.view import (
    Grid,
    GridCell,
    Heading,
    PageMark,
    Paragraph,
    Piece,
    Stretch,
    View,
    Words,
)

__all__ = [
    "Grid",
    "GridCell",
    "Heading",
    "PageMark",
    "Paragraph",
    "Piece",
    "Stretch",
    "View",
    "Words",
    "html_index",
    "html_report",
]
