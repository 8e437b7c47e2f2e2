"""What stands in the document but was read as no part of it: rows with a cell that is no number."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined

__all__ = ["missing_tables", "unread_words"]


@lru_cache(maxsize=4)
def unread_words(document: Examined) -> Set[str]:
    """The texts that belong to nothing, folded: labels and codes of rows that were not read."""
    return frozenset(
        folded(one.text)
        for one in document.disclosure.places
        if one.text and one.path.startswith("unplaced.")
    )


@lru_cache(maxsize=4)
def missing_tables(document: Examined) -> Set[str]:
    """The tables of the scheme that the document does not have."""
    present = {table.id for table in document.disclosure.tables}
    return frozenset(document.scheme.table_ids) - present
