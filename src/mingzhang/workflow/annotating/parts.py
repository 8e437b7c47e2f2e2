"""The parts of an office file changed and added, all others kept as they are."""

from __future__ import annotations

import posixpath
from io import BytesIO
from itertools import count
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from mingzhang.reader.formats.package import open_package, written_markup

__all__ = ["RELATION", "Parts"]

RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_DATE: Final = (1980, 1, 1, 0, 0, 0)


class Parts:
    """An office file that is being changed, `main` its chief part.

    What is asked of a part twice is the same element.
    """

    def __init__(self, data: bytes, main: str) -> None:
        self._data = data
        self._package = open_package(data)
        self._is_strict = self._package.is_strict(main)
        self._roots: dict[str, etree._Element] = {}
        self._data_of: dict[str, bytes] = {}

    def put(self, name: str, root: etree._Element) -> None:
        """Take this root for a part."""
        self._roots[name] = root

    def seen(self, name: str) -> etree._Element:
        """The root of a part, to be looked at.

        Raises:
            ReadError: there is none, or it is damaged.
        """
        return self._roots[name] if name in self._roots else self._package.markup(name)

    def root(self, name: str) -> etree._Element:
        """The root of a part, to be changed.

        Raises:
            ReadError: there is none, or it is damaged.
        """
        if name not in self._roots:
            self._roots[name] = self._package.markup(name)
        return self._roots[name]

    def data(self, name: str) -> bytes:
        """The bytes of a part that is no XML to rely on.

        Raises:
            ReadError: there is none, or it is damaged.
        """
        return self._data_of[name] if name in self._data_of else self._package.read(name)

    def put_data(self, name: str, data: bytes) -> None:
        """Take these bytes for a part."""
        self._data_of[name] = data

    def linked(self, name: str, kind: str, key: str | None = None) -> str | None:
        """The part of a kind that a part points to, by this key if one is given."""
        for one in self._package.relationships(name):
            if one.kind == kind and key in (None, one.key) and self._package.has(one.part):
                return one.part
        return None

    def new_name(self, pattern: str) -> str:
        """A name that no part has; `{}` in the pattern is for a number, left out at first."""
        names = (pattern.format(number or "") for number in count())
        taken = {name.casefold() for name in (*self._roots, *self._data_of)}
        return next(
            name for name in names if not self._package.has(name) and name.casefold() not in taken
        )

    def link(self, source: str, kind: str, target: str) -> str:
        """Let a part point to another; the key of what points there."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._package.has(name) and name not in self._roots:
            self.put(name, etree.XML(f'<Relationships xmlns="{_LINKS}"/>'))
        root = self.root(name)
        taken = {one.get("Id") for one in root}
        key = next(key for number in count(1) if (key := f"rId{number}") not in taken)
        link = etree.SubElement(root, f"{{{_LINKS}}}Relationship")
        link.set("Id", key)
        link.set("Type", f"{RELATION}/{kind}")
        link.set("Target", posixpath.relpath(target, folder or "."))
        return key

    def declare(self, name: str, media_type: str) -> None:
        """Say of what type a part is."""
        root = self.root(_CONTENT_TYPES)
        known = {one.get("PartName", "").casefold(): one for one in root}
        one = known.get(f"/{name}".casefold())
        if one is None:
            one = etree.SubElement(root, f"{{{_TYPES}}}Override")
        one.set("PartName", f"/{name}")
        one.set("ContentType", media_type)

    def declare_ending(self, ending: str, media_type: str) -> None:
        """Say of what type the parts with such an ending are, unless it is said."""
        root = self.root(_CONTENT_TYPES)
        known = (one.get("Extension", "").lower() for one in root.iterfind(f"{{{_TYPES}}}Default"))
        if ending not in known:
            one = etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=media_type)
            root.insert(0, one)

    def written(self) -> bytes:
        """The file with its changed and new parts.

        Raises:
            ReadError: a part is damaged.
        """
        package = open_package(self._data)
        changed = {
            name.casefold(): (name, written_markup(root, is_strict=self._is_strict))
            for name, root in self._roots.items()
        }
        changed.update((name.casefold(), (name, data)) for name, data in self._data_of.items())
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            for name in package.names:
                _, data = changed.pop(name.casefold(), ("", None))
                _write(archive, name, package.read(name) if data is None else data)
            for name, data in changed.values():
                _write(archive, name, data)
        return file.getvalue()


def _write(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, _DATE)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    archive.writestr(info, data)
