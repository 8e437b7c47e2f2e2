"""The name of an entity on the lines of a cover."""

from __future__ import annotations

from typing import Final

from mingzhang.publisher.render.paper.lines import text_width
from mingzhang.publisher.render.paper.sheet import PORTRAIT

__all__ = ["balanced"]

_BREAK_AFTER: Final = frozenset("会部局厅院委区县市省办")
"""Where the name of an entity may well be broken."""


def balanced(name: str, em: int) -> str:
    """The name with line breaks that leave no single character on a line of its own.

    A name in letters that are not full-width breaks at its spaces.
    """
    width = text_width(name, em)
    count = -(-width // PORTRAIT.text_width)
    if count < 2 or "\n" in name or width < len(name) * em * 9 // 10:
        return name
    most = PORTRAIT.text_width // em
    ideal = -(-len(name) // count)
    lines: list[str] = []
    while len(name) > most or (name and len(lines) < count - 1):
        ends = [at for at in range(ideal - 3, min(most, len(name) - 2) + 1) if at > 0]
        good = [at for at in ends if name[at - 1] in _BREAK_AFTER] or [min(ideal, most)]
        end = min(good, key=lambda at: abs(at - ideal))
        lines.append(name[:end])
        name = name[end:]
    return "\n".join([*lines, name])
