"""One edition: its pages, downloads, replaced data, and what the site remembers of it.

The work of another process: it is told what to do by a file, and writes what it makes aside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, structs

from mingzhang.publisher.compose import compose
from mingzhang.publisher.opendata import open_data_files
from mingzhang.publisher.render.chart.assets import missing_assets
from mingzhang.publisher.site.archive import packed, write_archive
from mingzhang.publisher.site.corrections import replaced_path
from mingzhang.publisher.site.differences import changes_between
from mingzhang.publisher.site.entry import Correction, Edition, Entry, SiteFile
from mingzhang.publisher.site.summary import entry_of
from mingzhang.publisher.site.tables import facts_rows
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import FORMATS, published_files
from mingzhang.workflow.site.draft import put_aside
from mingzhang.workflow.site.makers import joined_of, pages_of_edition
from mingzhang.workflow.site.memory import FOLDER, Known, Store

__all__ = ["Job", "Made", "facts_piece", "joined_piece", "make_edition"]

_FACTS: Final = "data/facts.csv"
_OTHER_NAMES: Final = {"csv": "-csv.zip"}


class Job(Struct, frozen=True):
    """What to make: the edition of these disclosures, the first publication first."""

    chain: tuple[Known, ...]
    formats: tuple[str, ...]
    title: str
    base: str
    published_on: str | None


class Made(Struct, frozen=True):
    """What was made: the entry, and every file that lies aside, with its checksum."""

    entry: Entry
    files: dict[str, str]


def facts_piece(slug: str, year: int) -> str:
    """Where the site remembers the rows of an edition in the table of all figures."""
    return f"{FOLDER}/editions/{slug}-{year}.facts"


def joined_piece(slug: str, year: int) -> str:
    """Where the site remembers what pages over all need of an edition."""
    return f"{FOLDER}/editions/{slug}-{year}.joined"


def make_edition(path: Path, *, out: Path, aside: Path) -> Made | InputError:
    """Make what a file tells of."""
    job = msgspec.msgpack.decode(path.read_bytes(), type=Job)
    try:
        return _made(job, Store(out), aside)
    except InputError as error:
        return error
    except OSError as error:
        return InputError(path, f"网站文件夹写不进去（{error.strerror}），请清理磁盘后再试")


def _made(job: Job, store: Store, aside: Path) -> Made:
    newest = job.chain[-1]
    opened = store.opened(newest.sha256)
    publication = compose(opened.scheme, opened.disclosure, has_charts=missing_assets() is None)
    package = open_data_files(opened.scheme, opened.disclosure)
    downloads = _downloads(opened, job.formats, newest, store, package)
    entry = entry_of(
        opened.scheme,
        opened.disclosure,
        publication,
        tuple(_listed(downloads, newest)),
        tuple(_corrections(job.chain, store)),
    )
    entry = structs.replace(entry, published_on=job.published_on)
    edition = Edition(opened.scheme, opened.disclosure, publication, entry, job.title, job.base)
    files = {
        **{f"{entry.path}{_name(one, newest)}": data for one, data in downloads.items()},
        **{replaced_path(entry, one.sha256): store.data(one.sha256) for one in job.chain[:-1]},
        facts_piece(entry.slug, entry.year): msgspec.msgpack.encode(
            packed(facts_rows(entry, package[_FACTS]))
        ),
        joined_piece(entry.slug, entry.year): joined_of(edition),
        **pages_of_edition(edition),
    }
    for name, data in files.items():
        put_aside(aside, name, data)
    return Made(entry, {name: hashlib.sha256(data).hexdigest() for name, data in files.items()})


def _name(form: str, known: Known) -> str:
    """Where the download of a format lies in the folder of its edition."""
    return f"files/{known.slug}-{known.year}{_OTHER_NAMES.get(form, f'.{form}')}"


def _listed(downloads: Mapping[str, bytes], known: Known) -> Iterator[SiteFile]:
    for one, data in downloads.items():
        yield SiteFile(one, FORMATS[one], _name(one, known), len(data))


def _downloads(
    opened: Opened,
    formats: Sequence[str],
    known: Known,
    store: Store,
    package: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The files to download by format; a web page stands alone, without links to the others."""
    drawn = [one for one in formats if one not in ("html", "json", "csv")]
    made = dict(zip(drawn, published_files(opened, drawn).values(), strict=True)) if drawn else {}
    if "html" in formats:
        (made["html"],) = published_files(opened, ["html"]).values()
    if "json" in formats:
        made["json"] = store.data(known.sha256)
    if "csv" in formats:
        archive = BytesIO()
        write_archive(archive, ((name, [packed(data)]) for name, data in package.items()))
        made["csv"] = archive.getvalue()
    return {one: made[one] for one in formats}


def _corrections(chain: Sequence[Known], store: Store) -> Iterator[Correction]:
    """What each disclosure changed in the one before it, newest first."""
    for before, after in zip(chain[-2::-1], chain[:0:-1], strict=True):
        opened = store.opened(after.sha256)
        earlier = store.opened(before.sha256).disclosure
        changes = changes_between(opened.scheme, earlier, opened.disclosure)
        day = after.corrected_on or ""
        yield Correction(day, after.correction, changes, before.sha256)
