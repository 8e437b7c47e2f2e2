"""Words about how far the work is, where nobody watches a bar."""

from __future__ import annotations

from itertools import count

import pytest

from mingzhang.cli import console


def test_long_work_is_told_from_time_to_time_without_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(0, 4)
    monkeypatch.setattr(console, "monotonic", lambda: next(clock))
    assert list(console.following(range(7), "正在生成……", 7)) == list(range(7))
    said = capsys.readouterr().err.splitlines()
    assert said == ["正在生成 3/7", "正在生成 6/7"]


def test_short_work_is_done_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(console.following("一二三", "正在生成……", 3)) == list("一二三")
    assert capsys.readouterr().err == ""
