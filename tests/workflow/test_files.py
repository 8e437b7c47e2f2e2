"""Files are written whole and together, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mingzhang.workflow import InputError, OutputError, read_bytes, write_together

OLD, NEW = b"old", b"new"


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Three files of an earlier publication."""
    paths = [tmp_path / f"{name}.txt" for name in ("first", "second", "third")]
    for path in paths:
        path.write_bytes(OLD)
    return paths


def state(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def test_all_files_are_new_when_all_can_be_written(tmp_path: Path, three: list[Path]) -> None:
    write_together(dict.fromkeys(three, NEW) | {tmp_path / "a" / "b" / "fourth.txt": NEW})
    assert state(tmp_path) == {
        "a": b"",
        "a/b": b"",
        "a/b/fourth.txt": NEW,
        "first.txt": NEW,
        "second.txt": NEW,
        "third.txt": NEW,
    }


def test_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_together({tmp_path / "page.html": NEW})
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o644


FULL = "磁盘空间不足，没有写入；原有文件保持不变，请清理磁盘后重试"


def refuse(number: int, code: int, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A disk that refuses the call of that number (from 1) from then on."""
    genuine = getattr(os, call)
    calls = 0

    def refusing(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls >= number:
            raise OSError(code, os.strerror(code))
        return genuine(*arguments, **options)

    monkeypatch.setattr(os, call, refusing)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_full_disk_leaves_every_old_file(
    tmp_path: Path, three: list[Path], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(tmp_path)
    refuse(number, errno.ENOSPC, monkeypatch, "fsync")
    with pytest.raises(OutputError) as error:
        write_together(dict.fromkeys(three, NEW) | {tmp_path / "new" / "x.txt": NEW})
    assert str(error.value) == f"{three[number - 1]}：{FULL}"
    assert state(tmp_path) == before


@pytest.mark.parametrize("number", [1, 2, 3])
def test_name_that_is_refused_at_the_end_puts_all_old_files_back(
    tmp_path: Path, three: list[Path], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    three[0].unlink()
    before = state(tmp_path)
    genuine = os.replace
    refused = three[number - 1]

    def refusing(source: Path, target: Path) -> None:
        if Path(target) == refused and Path(source).read_bytes() == NEW:
            raise PermissionError(errno.EACCES, "refused")
        genuine(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(OutputError) as error:
        write_together(dict.fromkeys(three, NEW))
    assert str(error.value) == f"{refused}：没有写入权限，请换一个文件夹，或请管理员开通权限"
    assert state(tmp_path) == before


def test_disk_without_links_puts_old_files_back_too(
    tmp_path: Path, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(tmp_path)
    refuse(1, errno.EPERM, monkeypatch, "link")
    refuse(2, errno.EIO, monkeypatch, "replace")
    with pytest.raises(OutputError):
        write_together({three[0]: NEW, three[1]: NEW})
    monkeypatch.undo()
    assert set(state(tmp_path)) >= set(before)
    assert three[1].read_bytes() == OLD


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where the system lets one be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount") or "mount"
    command = [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("不能挂载小磁盘")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_disk_that_is_really_full_leaves_every_old_file(small_disk: Path) -> None:
    paths = [small_disk / name for name in ("a.html", "b.docx", "c.json")]
    write_together(dict.fromkeys(paths, OLD))
    before = state(small_disk)
    with pytest.raises(OutputError) as error:
        write_together({paths[0]: NEW, paths[1]: b"x" * 100_000, paths[2]: NEW})
    assert str(error.value) == f"{paths[1]}：{FULL}"
    assert state(small_disk) == before


def test_interruption_leaves_every_old_file(
    tmp_path: Path, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(tmp_path)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_together({tmp_path / "new" / "x.txt": NEW, **dict.fromkeys(three, NEW)})
    assert state(tmp_path) == before


def in_the_way(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(OLD)
    return tmp_path / "file" / "page.html"


def a_folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").mkdir()
    return tmp_path / "page.html"


def too_long(tmp_path: Path) -> Path:
    return tmp_path / ("档" * 200 + ".html")


def a_long_folder(tmp_path: Path) -> Path:
    return tmp_path / ("档" * 200) / "page.html"


def a_device(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (in_the_way, "路径中有一段不是文件夹，请检查路径"),
        (a_folder, "这是一个文件夹，请给出文件名"),
        (too_long, "文件名太长，请换一个短一些的名字"),
        (a_long_folder, "文件名太长，请换一个短一些的名字"),
        (a_device, "这是设备，不是普通文件，请换一个文件名"),
    ],
)
def test_path_that_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, place: object, message: str
) -> None:
    path = place(tmp_path)  # type: ignore[operator]
    first = tmp_path / "deep" / "first.txt"
    before = sorted(one.name for one in tmp_path.rglob("*"))
    with pytest.raises(OutputError) as error:
        write_together({first: NEW, path: NEW})
    assert str(error.value) == f"{path}：{message}"
    assert sorted(one.name for one in tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root 不受文件夹权限限制")
def test_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="没有写入权限，请换一个文件夹，或请管理员开通权限"):
        write_together({tmp_path / "page.html": NEW})


def test_disk_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(1, errno.EROFS, monkeypatch, "open")
    with pytest.raises(OutputError) as error:
        write_together({tmp_path / "page.html": NEW})
    assert str(error.value) == f"{tmp_path / 'page.html'}：所在磁盘只读，请换一个文件夹"


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(tmp_path / "预算.xlsx")
    assert str(error.value) == f"预算.xlsx：没有这个文件，请检查路径 {tmp_path / '预算.xlsx'}"


def test_folder_that_is_given_as_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(tmp_path)
    assert str(error.value) == f"{tmp_path.name}：这是一个文件夹，请给出其中的文件"


def test_name_too_long_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件名太长，请换一个短一些的名字"):
        read_bytes(tmp_path / ("档" * 200))
