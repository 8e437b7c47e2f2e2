"""`read`: folders, a disk that is full, and being stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.program import Run
from tests.reader.dumps import department, dump

from mingzhang.model import disclosure_to_json


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "公开.txt"
    path.write_text(dump(), "utf-8")
    return path


def test_our_own_json_is_written_as_it_is(run: Run, tmp_path: Path) -> None:
    data = disclosure_to_json(department())
    (tmp_path / "公开.json").write_bytes(data)
    answer = run("read", "公开.json")
    assert (answer.code, answer.data.encode(), answer.words) == (0, data, "")


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    answer = run("read", "空")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == ["空：文件夹里没有可以读的文件"]


def test_files_of_one_name_are_numbered(run: Run, text: Path, tmp_path: Path) -> None:
    (tmp_path / "下").mkdir()
    (tmp_path / "下" / text.name).write_bytes(text.read_bytes())
    answer = run("read", text, tmp_path / "下", text, "--out", "数据")
    assert (answer.code, answer.words) == (0, "读取 3 个文件，写到 数据\n")
    names = sorted(path.name for path in (tmp_path / "数据").iterdir())
    assert names == ["公开.json", "公开~2.json", "公开~3.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_a_full_disk_behind_stdout_is_told(text: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "mingzhang", "read", text.name]
        ended = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert ended.stderr.decode() == ("标准输出：磁盘空间不足，数据没有写完；请用 --out 写到文件\n")


@pytest.mark.skipif(os.name != "posix", reason="没有这些信号")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_stops_it_keeps_whole_files_and_hears_no_more(
    text: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    many = tmp_path / "许多"
    many.mkdir()
    for one in range(400):
        (many / f"{one}.txt").write_bytes(text.read_bytes())
    out = tmp_path / "数据"
    command = [sys.executable, "-m", "mingzhang", "read", "许多", "--out", "数据"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:  # fmt: skip
        until = time.monotonic() + 120
        while not list(out.glob("*.json")) and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(program.pid, number)
        data, words = program.communicate(timeout=60)
    written = list(out.iterdir())
    assert (program.returncode, data) == (code, b"")
    assert words.decode() == "已中断：已经写出的文件是完整的，其余没有写入\n"
    assert all(path.suffix == ".json" and path.read_bytes().endswith(b"}\n") for path in written)
