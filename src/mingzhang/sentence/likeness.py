"""How like two short texts are: slips of the hand, lost and added words."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

__all__ = ["allowed", "is_like", "like_ending", "shared_runs"]

_SLIPS_PER: Final = 4


def allowed(text: str) -> int:
    """How many characters of a wording may be wrong before it is another wording."""
    return len(text) // _SLIPS_PER


def like_ending(wording: str, text: str) -> tuple[int, int] | None:
    """How the end of a text follows a wording: wrong characters, and where it begins.

    None if more is wrong than may be. The last character is among those that must stand.

    >>> like_ending("上年结转", "其中：上年接转")
    (1, 3)
    """
    most = allowed(wording)
    window = text[len(text) - len(wording) - most :] if len(text) > len(wording) + most else text
    if not most or not window or not _shares_piece(wording, window, most):
        return None
    width = len(window)
    row = list(range(width + 1))
    for number, one in enumerate(reversed(wording), 1):
        before, row = row, [number]
        for place in range(width):
            same = one == window[width - 1 - place]
            row.append(min(before[place] + (not same), before[place + 1] + 1, row[place] + 1))
        if min(row) > most:
            return None
    least = min(range(width + 1), key=lambda place: (row[place], abs(place - len(wording))))
    return (row[least], len(text) - least) if row[least] <= most else None


def is_like(wording: str, text: str) -> bool:
    """Whether a text is a wording but for a few characters."""
    most = allowed(wording)
    if abs(len(wording) - len(text)) > most:
        return False
    found = like_ending(wording, text)
    return found is not None and found[0] + found[1] <= most


def _shares_piece(wording: str, text: str, wrong: int) -> bool:
    """Whether one of the pieces that `wrong` slips must leave whole stands in the text."""
    size = max(1, len(wording) // (wrong + 1))
    starts = range(0, size * (wrong + 1), size)
    return any(wording[start : start + size] in text for start in starts)


def shared_runs(wording: str, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that a wording has too, in order."""
    matcher = SequenceMatcher(None, wording, text, autojunk=False)
    return [(one.b, one.b + one.size) for one in matcher.get_matching_blocks() if one.size]
