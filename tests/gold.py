"""Readings of published budgets that people have checked; they lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["GOLD", "each_gold"]

_FOLDER = Path(__file__).parents[2] / "shared" / "gold"

GOLD = sorted(_FOLDER.glob("*.json"))

each_gold = pytest.mark.parametrize(
    "path",
    GOLD or [pytest.param(_FOLDER, marks=pytest.mark.skip(reason=f"没有人工核对的数据 {_FOLDER}"))],
    ids=[path.stem for path in GOLD] or ["none"],
)
