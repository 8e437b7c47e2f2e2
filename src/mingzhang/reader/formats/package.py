"""Office packages (docx, xlsx): parts read from memory, bounded, and never by a path of the file.

A package comes from anywhere. What it can cost is limited before it is unpacked: how many parts it
has, how much they hold together, how tightly a large one is packed. Nothing is written to a disk,
nothing outside the file is opened, no entity of its markup is replaced.
"""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from mingzhang.reader.source import ReadError

__all__ = ["Package", "Relationship", "open_package", "written_markup"]

_MOST_PARTS: Final = 10_000
_MOST_BYTES: Final = 256 << 20
"""Of all parts together that are read."""

_LARGEST_MARKUP: Final = 64 << 20
_MOST_TAGS: Final = 2_000_000
"""In one part; a tag costs far more to read than its characters."""

_LARGE: Final = 4 << 20
_TIGHTEST: Final = 200
"""How many times its packed size a large part may hold; markup seldom packs fifty times."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": (
        b"http://schemas.openxmlformats.org/drawingml/2006/"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: `kind` is the last word of the type (styles, header), `part` its name."""

    key: str
    kind: str
    part: str


@dataclass(slots=True)
class Package:
    """The parts of an office file by name (word/document.xml); case does not tell names apart."""

    _archive: ZipFile
    _parts: dict[str, ZipInfo]
    _left: int = field(default=_MOST_BYTES)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they are written, in the order of the file."""
        return tuple(_part_name(info.filename) for info in self._parts.values())

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _key(name) in self._parts

    def read(self, name: str, most: int = _MOST_BYTES) -> bytes:
        """The bytes of a part; at most so many.

        Raises:
            ReadError: there is no such part, it is damaged, or it holds too much.
        """
        info = self._parts.get(_key(name))
        if info is None:
            raise ReadError(f"文件不完整：缺少 {name}")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadError(f"文件的压缩方式不是 Office 所用：{name}")
        limit = min(most, self._left)
        if info.file_size > _LARGE:
            limit = min(limit, info.compress_size * _TIGHTEST)
        try:
            with self._archive.open(info) as part:
                data = part.read(limit + 1)
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise ReadError(f"文件已损坏：{name} 解压不出") from error
        if len(data) > limit:
            raise ReadError(f"文件解压后过大，未读取：{name}")
        self._left -= len(data)
        return data

    def markup(self, name: str) -> etree._Element:
        """The root of a part that is XML.

        Raises:
            ReadError: as `read`, or it is no XML, or XML that an office file may not hold.
        """
        data = self.read(name, _LARGEST_MARKUP)
        if data.count(b"<") > _MOST_TAGS:
            raise ReadError(f"文件内容过多，未读取：{name}")
        if _STRICT in data:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(f"文件已损坏：{name} 不是完整的 XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError(f"文件含有 Office 文件不应有的 XML 声明，未读取：{name}")
        return root

    def is_strict(self, name: str) -> bool:
        """Whether a part is in the namespaces of the strict standard, which `markup` replaces.

        Raises:
            ReadError: as `read`.
        """
        return _STRICT in self.read(name, _LARGEST_MARKUP)

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """What a part (without a name: the package itself) points to inside the package."""
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(place):
            return ()
        found = []
        for one in self.markup(place):
            kind, target = one.get("Type", ""), one.get("Target", "")
            if one.get("TargetMode") != "External" and target:
                found.append(
                    Relationship(one.get("Id", ""), kind.rpartition("/")[2], _part(folder, target))
                )
        return tuple(found)


def open_package(data: bytes) -> Package:
    """An office file, with nothing of it unpacked yet.

    Raises:
        ReadError: it is none: encrypted, of the old formats, damaged, or made to harm.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise ReadError("文件有打开密码，请去掉密码后再读")
        raise ReadError("这是旧版 Office 文件（.doc、.xls 等），请另存为 .docx 或 .xlsx 后再读")
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("不是 Office 文件，或文件不完整") from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_PARTS:
        raise ReadError(f"文件内部件过多（{len(infos)} 个），未读取")
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError("文件有打开密码，请去掉密码后再读")
    if any(".." in _part_name(info.filename).split("/") for info in infos):
        raise ReadError("文件内有指向文件之外的路径，未读取")
    return Package(archive, {_key(info.filename): info for info in infos})


def written_markup(root: etree._Element, *, is_strict: bool) -> bytes:
    """The bytes of a part whose root came from `Package.markup`, in the namespaces of its file."""
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if is_strict:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(transitional, strict)
    return data


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    return _part_name(name).casefold()


def _part(folder: str, target: str) -> str:
    """The name of the part that a relationship of a part in this folder points to."""
    return _part_name(posixpath.normpath(posixpath.join("/", folder, target)))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
