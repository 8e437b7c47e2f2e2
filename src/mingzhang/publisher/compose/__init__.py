"""Every decision of a publication: order, headings, number text, merged cells -> neutral pages."""

from mingzhang.publisher.compose.publication import compose

__all__ = ["compose"]
