"""Archives put together of packed pieces are what any program takes for a zip."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mingzhang.publisher.site import archive
from mingzhang.publisher.site.archive import packed, unpacked, write_archive

Members = Sequence[tuple[str, Sequence[bytes]]]


def written(members: Members) -> bytes:
    file = BytesIO()
    write_archive(file, ((name, [packed(one) for one in pieces]) for name, pieces in members))
    return file.getvalue()


def contents(data: bytes) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as read:
        assert read.testzip() is None
        return [(name, read.read(name)) for name in read.namelist()]


@settings(deadline=None)
@given(
    some.lists(
        some.tuples(some.text("甲乙ab.", min_size=1), some.lists(some.binary(max_size=500))),
        unique_by=lambda member: member[0],
    )
)
def test_pieces_joined_are_read_as_one_file(members: list[tuple[str, list[bytes]]]) -> None:
    assert contents(written(members)) == [(name, b"".join(pieces)) for name, pieces in members]


@settings(deadline=None)
@given(some.binary(max_size=3000))
def test_what_was_packed_is_unpacked(data: bytes) -> None:
    assert unpacked(packed(data)) == data


@settings(deadline=None)
@given(some.lists(some.binary(max_size=70_000), max_size=4))
def test_checksum_of_joined_pieces_is_that_of_their_bytes(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    assert zlib.crc32(whole).to_bytes(4, "little") in written([("a", pieces)])


def test_same_contents_give_the_same_bytes() -> None:
    members = [("甲.json", [b"{}" * 100]), ("乙.csv", [b"a,b\n", b"1,2\n"])]
    assert written(members) == written(members)


def test_large_archive_has_its_numbers_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs 64 bits is tried with small numbers taken for large ones."""
    monkeypatch.setattr(archive, "_LARGE", 100)
    monkeypatch.setattr(archive, "_MANY", 2)
    members = [("a", [bytes(range(256)) * 9]), ("b", [b"1"]), ("c", [b"2" * 5000])]
    assert contents(written(members)) == [(name, b"".join(pieces)) for name, pieces in members]
