"""What every definition is: frozen, and strict about the keys that a file may use."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Definition"]


class Definition(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a scheme's file; a key that is not one of its fields is a mistake."""
