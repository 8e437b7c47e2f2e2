"""The chart engine and the fonts that the package carries, and what to say where they are missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["ASSETS", "ENGINE", "missing_assets"]

ASSETS: Final = Path(__file__).resolve().parents[2] / "assets"
ENGINE: Final = ASSETS / "echarts.min.js"
_FONT: Final = ASSETS / "NotoSansSC-Regular.ttf"


@cache
def missing_assets() -> str | None:
    """One sentence on what charts lack and how to get it; None if they can be drawn."""
    missing = [file.name for file in (ENGINE, _FONT) if not file.is_file()]
    if not missing:
        return None
    return (
        f"没有画图表：缺少 {'、'.join(missing)}；在源码文件夹运行 make .venv/.assets 取得后重新生成"
    )
