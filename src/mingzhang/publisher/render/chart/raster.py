"""Drawings as pictures, for programs that show no SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from mingzhang.publisher.render.chart.assets import ASSETS

__all__ = ["png_pictures"]

_PAGES: Final = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Noto Sans SC", fallback: true)
#for (at, svg) in json(bytes(sys.inputs.drawings)).enumerate() {
  if at > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def png_pictures(drawings: Sequence[str], *, resolution: int) -> list[bytes]:
    """SVG drawings as PNG, so many pixels an inch, which holds 96 units."""
    import typst  # slow to load, and needed for pictures alone

    if not drawings:
        return []
    made: Any = typst.compile(
        _PAGES,
        format="png",
        ppi=resolution,
        font_paths=_fonts(),
        sys_inputs={"drawings": json.dumps(list(drawings), ensure_ascii=False)},
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> Any:
    """The fonts of the package; those of the machine would make other pictures."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(ASSETS)])
