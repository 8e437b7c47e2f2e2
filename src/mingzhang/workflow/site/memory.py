"""What a site remembers of how it was built, in a folder of its own beside the pages.

It holds public data alone: of the files that were given only their checksums, no paths.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

import mingzhang
from mingzhang.model import Disclosure, disclosure_from_json, disclosure_to_json
from mingzhang.publisher.site.archive import Packed, packed, unpacked
from mingzhang.publisher.site.entry import Entry
from mingzhang.scheme import load_scheme
from mingzhang.workflow.many import SITE_FOLDER
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import FORMATS

__all__ = [
    "FOLDER",
    "MEMORY",
    "Kept",
    "Known",
    "Memory",
    "Options",
    "Stamp",
    "Store",
    "Written",
    "program_mark",
    "remembered",
]

FOLDER: Final = SITE_FOLDER
"""The folder of a site that only this program reads."""

MEMORY: Final = f"{FOLDER}/memory"


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """A file that was given: while size and time are the same, so are its bytes."""

    size: int
    time: int
    sha256: str


class Known(Struct, frozen=True, gc=False):
    """What a file that was given holds: whose disclosure, which, and when it was corrected.

    `errors` counts what the checker calls an error, `missing` what is still to be filled in.
    """

    sha256: str
    name: str
    slug: str
    year: int
    published_on: str | None = None
    corrected_on: str | None = None
    correction: str = ""
    errors: int = 0
    missing: int = 0

    @property
    def key(self) -> str:
        """Which edition it belongs to."""
        return f"{self.slug}/{self.year}"


class Written(Struct, frozen=True, array_like=True, gc=False):
    """A file of the site as it was put there."""

    size: int
    time: int
    sha256: str


class Kept(Struct, frozen=True):
    """An edition on the site: its disclosures, the first publication first, entry and files."""

    chain: tuple[Known, ...]
    entry: Entry
    files: dict[str, Written]


class Options(Struct, frozen=True):
    """What every page depends on: the site's title, its public address or "", what to download."""

    title: str = "部门预算公开"
    base: str = ""
    formats: tuple[str, ...] = tuple(FORMATS)

    def mark(self) -> str:
        """What tells these options from any others."""
        told = "\n".join((self.title, self.base, *self.formats))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class Memory(Struct, frozen=True):
    """Everything that is remembered.

    `program` and `asked` tell whether pages are still what would be made today; `options` are those
    of the last build. `stamps` are of given files by the checksum of their path, `known` what is in
    them by name and checksum. `archives` says of what the archive of a name was put together.
    """

    program: str = ""
    asked: str = ""
    options: Options | None = None
    stamps: dict[str, Stamp] = {}
    known: dict[str, Known] = {}
    editions: dict[str, Kept] = {}
    pages: dict[str, Written] = {}
    archives: dict[str, str] = {}

    def files(self) -> dict[str, Written]:
        """Every file of the site by its path."""
        return {
            **{path: one for kept in self.editions.values() for path, one in kept.files.items()},
            **self.pages,
        }


def remembered(out: Path) -> Memory:
    """What the site in a folder remembers; nothing where there is none, or of another version."""
    try:
        return msgspec.msgpack.decode((out / MEMORY).read_bytes(), type=Memory)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return Memory()


def program_mark() -> str:
    """What tells this program from any other version of it, schemes included."""
    home = Path(mingzhang.__file__).parent
    digest = hashlib.sha256(mingzhang.__version__.encode())
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(one for one in folders if one != "__pycache__")
        for name in sorted(names):
            path = Path(folder, name)
            found = path.stat()
            digest.update(
                f"{path.relative_to(home)} {found.st_size} {found.st_mtime_ns}\n".encode()
            )
    return digest.hexdigest()


class Store:
    """The disclosures of a site, each packed under its checksum."""

    def __init__(self, out: Path) -> None:
        self._folder = out / FOLDER / "disclosures"

    def keep(self, disclosure: Disclosure) -> str:
        """Keep a disclosure whose facts say what is printed; gives its checksum."""
        data = disclosure_to_json(disclosure)
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._folder / sha256
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f"{sha256}.{os.getpid()}")
            aside.write_bytes(msgspec.msgpack.encode(packed(data)))
            aside.replace(path)
        return sha256

    def has(self, sha256: str) -> bool:
        """Whether a disclosure is kept."""
        return (self._folder / sha256).exists()

    def piece(self, sha256: str) -> Packed:
        """A disclosure as archives hold it."""
        return msgspec.msgpack.decode((self._folder / sha256).read_bytes(), type=Packed)

    def data(self, sha256: str) -> bytes:
        """The JSON of a disclosure."""
        return unpacked(self.piece(sha256))

    def opened(self, sha256: str) -> Opened:
        """A disclosure with its scheme."""
        disclosure = disclosure_from_json(self.data(sha256))
        return Opened(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)

    def forget_all_but(self, wanted: set[str]) -> None:
        """Remove disclosures that no edition holds."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in wanted:
                path.unlink()
