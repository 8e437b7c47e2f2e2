"""Many files: which stand for a folder, results as they come, processes that end."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from mingzhang.workflow import InputError
from mingzhang.workflow.many import (
    Terminated,
    as_done,
    each,
    exit_code_of,
    found_files,
    stoppable,
    told_apart,
)


def length(path: Path) -> int:
    """How long a name is; some names take long, or more than there is."""
    if path.stem.startswith("慢"):
        time.sleep(2)
    if path.stem.startswith("死"):
        os.kill(os.getpid(), signal.SIGKILL)
    return len(path.stem)


def named(*stems: str) -> list[Path]:
    return [Path(f"{stem}.txt") for stem in stems]


FILES = named("慢", "一", "二二", "三三三", "四四四四", "五五五五五")


def test_results_keep_the_order_of_the_files() -> None:
    assert list(each(length, FILES)) == [1, 1, 2, 3, 4, 5]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="只有一个处理器")
def test_a_slow_file_holds_nothing_back() -> None:
    done = list(as_done(length, FILES))
    assert sorted(done) == list(enumerate([1, 1, 2, 3, 4, 5]))
    assert done[-1] == (0, 1)


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="只有一个处理器")
def test_a_file_that_ends_its_process_is_told_and_the_others_are_done() -> None:
    files = [*FILES[1:4], Path("死.txt"), *FILES[4:], *named("六", "七七", "八八八")]
    results = list(each(length, files))
    assert [one for one in results if not isinstance(one, InputError)] == [1, 2, 3, 4, 5, 1, 2, 3]
    (error,) = (one for one in results if isinstance(one, InputError))
    assert str(error).startswith("死.txt：处理时程序意外终止，可能内存不足")


def test_who_stops_listening_waits_for_nothing() -> None:
    start = time.monotonic()
    with closing(as_done(length, [*FILES[1:], *named(*"慢慢慢慢")])) as done:
        next(done)
    assert time.monotonic() - start < 10


def much(path: Path) -> bytes:
    """What takes a while to send; the first file gives it soon."""
    time.sleep(0 if path.stem == "先" else 0.05)
    return bytes(50_000_000)


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="只有一个处理器")
def test_who_stops_while_much_is_sent_waits_for_nothing() -> None:
    start = time.monotonic()
    with closing(as_done(much, named("先", *"一二三四五六七"))) as done:
        next(done)
    assert time.monotonic() - start < 10


def test_a_request_to_end_is_an_exception() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated) as stop, stoppable():
        signal.raise_signal(signal.SIGTERM)
    assert exit_code_of(stop.value) == 143
    assert exit_code_of(KeyboardInterrupt()) == 130
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_folder_stands_for_its_documents(tmp_path: Path) -> None:
    for name in (
        "乙.docx", "甲.PDF", ".隐藏", "~$乙.docx", "Thumbs.db", "下/丙.txt", "下/样式.css",
        "页.html", "页_files/图.png", "数据/datapackage.json", "数据/表一.csv",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [str(path.relative_to(tmp_path)) for path in found_files([tmp_path])]
    assert found == ["下/丙.txt", "乙.docx", "甲.PDF", "页.html"]


def test_a_public_site_among_documents_is_none(tmp_path: Path) -> None:
    for name in ("甲.docx", "网站/index.html", "网站/.mingzhang-site/memory", "下/丙.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.touch()
    found = [str(path.relative_to(tmp_path)) for path in found_files([tmp_path])]
    assert found == ["下/丙.txt", "甲.docx"]


def test_an_empty_folder_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "desktop.ini").touch()
    assert found_files([tmp_path]) == [tmp_path]


def test_files_of_one_name_are_called_by_as_many_folders_as_it_takes() -> None:
    files = [Path("甲/下/一.pdf"), Path("乙/下/一.pdf"), Path("二.pdf"), Path("二.pdf")]
    assert list(told_apart(files).values()) == ["甲/下/一.pdf", "乙/下/一.pdf", "二.pdf"]
