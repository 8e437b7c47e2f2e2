"""The engine ends with the program, and what is missing is told in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.publisher.render.chart import assets

PROGRAM = """
from mingzhang.publisher.render.chart.engine import raw_drawing
raw_drawing({"xAxis": {}, "yAxis": {}, "series": []}, 100, 100)
"""


def test_a_program_that_drew_charts_ends() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], timeout=60, check=False)
    assert done.returncode == 0


def test_what_is_missing_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assets.missing_assets.cache_clear()
    assert assets.missing_assets() is None
    assets.missing_assets.cache_clear()
    monkeypatch.setattr(assets, "ENGINE", tmp_path / "echarts.min.js")
    said = assets.missing_assets()
    assets.missing_assets.cache_clear()
    assert said == (
        "没有画图表：缺少 echarts.min.js；在源码文件夹运行 make .venv/.assets 取得后重新生成"
    )
