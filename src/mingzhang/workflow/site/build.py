"""The whole build of a site, again only where something changed.

Nothing of the site changes before everything is made. Then the new files are put in place together;
what the site remembers is written last, so a build that was stopped is done again by the next.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final, Protocol, TypeVar

import msgspec
from msgspec import structs

from mingzhang.publisher.site.entry import SiteIndex
from mingzhang.publisher.site.feeds import site_maps
from mingzhang.workflow.errors import InputError, OutputError
from mingzhang.workflow.files import write_together
from mingzhang.workflow.many import each, stoppable
from mingzhang.workflow.site.archives import put_archives
from mingzhang.workflow.site.chains import Chains, chains_of
from mingzhang.workflow.site.draft import Draft
from mingzhang.workflow.site.editions import Job, Made, joined_piece, make_edition
from mingzhang.workflow.site.makers import Joined, assets, pages_over_all
from mingzhang.workflow.site.memory import (
    FOLDER,
    MEMORY,
    Kept,
    Known,
    Memory,
    Options,
    Store,
    program_mark,
    remembered,
)
from mingzhang.workflow.site.reading import Input, inputs_of, read_inputs

__all__ = ["SiteAsked", "SiteBuilt", "build_site"]

_One = TypeVar("_One")
_BATCH: Final = 200
"""After so many editions processes are new: what draws pages for print keeps much in memory."""


class Following(Protocol):
    """Shows how far the work is."""

    def __call__(self, done: Iterable[_One], what: str, count: int, /) -> Iterator[_One]:
        """What is done, one after the other."""


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """What to build: of which files, where to, under which title and public address.

    Title, address and formats that are None are those of the last build. `published_on` is the day
    (ISO) of what says none itself and is new to the site; `is_pruned` takes off the site what is no
    longer given.
    """

    files: Sequence[Path]
    out: Path
    title: str | None = None
    base: str | None = None
    formats: tuple[str, ...] | None = None
    published_on: str | None = None
    is_pruned: bool = False

    def options(self, last: Options) -> Options:
        """The options of this build; `last` are those of the one before it."""
        asked = {"title": self.title, "base": self.base, "formats": self.formats}
        return structs.replace(last, **{key: one for key, one in asked.items() if one is not None})


@dataclass(frozen=True, slots=True)
class SiteBuilt:
    """What became of it: how many editions the site has, how many were made, what was written.

    `options` are those that it has now. `given` are the files that were read, `problems` those that
    are not on the site. Of the others `replaced` made room for another without a correction, `alone`
    is a correction without what it corrected; `absent`, and corrections that are `ungiven`, are
    still on the site unless it was pruned. `undated` counts the editions of no known day of
    publication.
    """

    options: Options
    editions: int
    made: int
    written: int
    removed: int
    undated: int
    given: Mapping[Path, Known]
    problems: Sequence[InputError]
    replaced: Sequence[Known]
    alone: Sequence[Known]
    absent: Sequence[Known]
    ungiven: Sequence[Known]


def build_site(asked: SiteAsked, follow: Following) -> SiteBuilt:
    """Build a site, or bring it up to date.

    Raises:
        OutputError: nothing was changed; a file cannot be written, or one stands there that is
            not of the site; or another build is at work.
    """
    with stoppable(), _workplace(asked.out) as aside:
        return _Build(asked, aside, follow).run()


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A folder for files aside, on the disk of the site; left by a build that was killed, it goes."""
    folder = out / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            for left in folder.glob("aside-*"):
                shutil.rmtree(left, ignore_errors=True)
            aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder))
            try:
                yield aside
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(out, f"写入失败：{error.strerror}；网站保持原样，请检查后重试") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """See to it that no other build of the site is at work, where the system can tell."""
    try:
        import fcntl  # not on every system
    except ImportError:
        yield
        return
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(
                folder.parent, "另一个程序正在生成这个网站，请等它结束后再试"
            ) from error
        yield


class _Build:
    def __init__(self, asked: SiteAsked, aside: Path, follow: Following) -> None:
        self.asked = asked
        self.follow = follow
        self.memory = remembered(asked.out)
        self.options = asked.options(self.memory.options or Options())
        self.before = self.memory.files()
        self.store = Store(asked.out)
        self.draft = Draft(asked.out, aside, self.before)
        self.program = program_mark()
        self.problems: list[InputError] = []
        self.archives: Mapping[str, str] = {}
        self.inputs: list[Input] = []
        self.contents: dict[str, Known] = {}
        self.kept: dict[str, Kept] = {}
        self.made: dict[str, tuple[tuple[Known, ...], Made]] = {}

    def run(self) -> SiteBuilt:
        self._read()
        chains = chains_of(
            self.given,
            self._on_site(),
            is_pruned=self.asked.is_pruned,
        )
        self.problems += chains.problems
        absent = self._edit(chains)
        if self.editions:
            self._join()
        removed = self._settle() if self.editions or not self.problems else 0
        return SiteBuilt(
            self.options,
            len(self.editions),
            len(self.made),
            self.draft.changed,
            removed,
            sum(one.published_on is None for one in self.index.entries),
            self.given,
            self.problems,
            chains.replaced,
            chains.alone,
            absent,
            chains.ungiven,
        )

    # What was given

    def _read(self) -> None:
        """Read what is not known yet."""
        known = self.memory.known if self.memory.program == self.program else {}
        for one in inputs_of(self.asked.files, self.memory.stamps):
            if isinstance(one, InputError):
                self.problems.append(one)
                continue
            self.inputs.append(one)
            found = known.get(one.content)
            if found is not None and self.store.has(found.sha256):
                self.contents[one.content] = found
        left = {one.content: one.path for one in self.inputs if one.content not in self.contents}
        done = read_inputs(list(left.values()), self.asked.out)
        for content, result in zip(left, self.follow(done, "正在读取……", len(left)), strict=True):
            if isinstance(result, InputError):
                self.problems.append(result)
            else:
                self.contents[content] = result

    @cached_property
    def given(self) -> dict[Path, Known]:
        """What is in each file that could be read."""
        return {
            one.path: self.contents[one.content]
            for one in self.inputs
            if one.content in self.contents
        }

    # Editions

    def _on_site(self) -> dict[str, tuple[Known, ...]]:
        """The disclosures of each edition on the site; those given again as they are read today."""
        known = self.memory.known
        today = {
            (one.key, known[content].sha256): one
            for content, one in self.contents.items()
            if content in known
        }
        return {
            key: tuple(today.get((key, one.sha256), one) for one in kept.chain)
            for key, kept in self.memory.editions.items()
        }

    def _edit(self, chains: Chains) -> list[Known]:
        """Make the editions that changed; gives those that were not given."""
        wanted = dict(chains.editions)
        absent = []
        clashing = {known.key for known in self.given.values()} - wanted.keys()
        for key, kept in self.memory.editions.items():
            if key in wanted:
                continue
            if key not in clashing:
                absent.append(kept.chain[-1])
            if key in clashing or not self.asked.is_pruned:
                wanted[key] = kept.chain
        jobs = {}
        for key, chain in wanted.items():
            old = self.memory.editions.get(key)
            if old is not None and self._is_whole(old, chain):
                self.kept[key] = old
            else:
                jobs[key] = self._job(chain, old)
        self._make(jobs)
        return absent

    def _is_whole(self, old: Kept, chain: tuple[Known, ...]) -> bool:
        """Whether an edition is on the site as it would be made today."""
        is_same = (self.memory.program, self.memory.asked) == (
            self.program,
            self.options.mark(),
        )
        is_dated = old.entry.published_on is not None or self.asked.published_on is None
        return (
            is_same
            and is_dated
            and [one.sha256 for one in old.chain] == [one.sha256 for one in chain]
            and self.draft.holds(*old.files)
        )

    def _job(self, chain: tuple[Known, ...], old: Kept | None) -> Job:
        options = self.options
        days = (
            chain[-1].published_on,
            chain[0].published_on,
            old.entry.published_on if old else None,
            self.asked.published_on,
        )
        day = next(filter(None, days), None)
        return Job(chain, options.formats, options.title, options.base, day)

    def _make(self, jobs: Mapping[str, Job]) -> None:
        """Make editions, many in parallel."""
        aside = self.draft.aside
        work = partial(make_edition, out=self.asked.out, aside=aside)
        sources = {known.sha256: path for path, known in self.given.items()}
        places = {key: aside / f"{number}.job" for number, key in enumerate(jobs)}
        for key, job in jobs.items():
            places[key].write_bytes(msgspec.msgpack.encode(job))
        done = self.follow(_in_batches(work, list(places.values())), "正在生成……", len(jobs))
        for (key, job), made in zip(jobs.items(), done, strict=True):
            if isinstance(made, InputError):
                newest = job.chain[-1]
                source = sources.get(newest.sha256, Path(newest.name))
                self.problems.append(InputError(source, made.message, made.details))
                self._keep_old(key)
            else:
                self.made[key] = (job.chain, made)
                self.draft.take(made.files)

    def _keep_old(self, key: str) -> None:
        """Leave an edition as it is on the site, as it could not be made."""
        old = self.memory.editions.get(key)
        if old is not None and self.draft.holds(*old.files):
            self.kept[key] = old

    @cached_property
    def editions(self) -> list[str]:
        """The keys of all editions of the site."""
        return sorted((*self.kept, *self.made))

    # All together

    @cached_property
    def index(self) -> SiteIndex:
        """The entries of all editions."""
        entries = [
            self.made[key][1].entry if key in self.made else self.kept[key].entry
            for key in self.editions
        ]
        return SiteIndex(tuple(entries), self.options.title, self.options.base)

    def _join(self) -> None:
        """Make the pages over all editions."""
        index, draft = self.index, self.draft
        joined = [
            msgspec.msgpack.decode(
                draft.where(joined_piece(one.slug, one.year)).read_bytes(), type=Joined
            )
            for one in index.entries
        ]
        archives = put_archives(draft, self.store, index, self.memory.archives)
        self.archives = archives.marks
        draft.put(assets())
        for pages in pages_over_all(index, joined, archives.files):
            draft.put(pages)
        draft.put(site_maps(index, (one for one in draft.paths if one.endswith("index.html"))))

    def _settle(self) -> int:
        """Put everything in place and remember it; gives how many files were removed."""
        gone = self.before.keys() - self.draft.paths
        self.draft.settle(gone)
        memory = self._remembering()
        write_together({self.asked.out / MEMORY: msgspec.msgpack.encode(memory)})
        chains = (one.chain for one in memory.editions.values())
        self.store.forget_all_but({known.sha256 for chain in chains for known in chain})
        return len(gone)

    def _remembering(self) -> Memory:
        written = self.draft.written
        editions = {
            key: Kept(chain, made.entry, {path: written(path) for path in made.files})
            for key, (chain, made) in self.made.items()
        }
        for key, old in self.kept.items():
            editions[key] = Kept(old.chain, old.entry, {path: written(path) for path in old.files})
        own = {path for kept in editions.values() for path in kept.files}
        return Memory(
            self.program,
            self.options.mark(),
            self.options,
            {one.place: one.stamp for one in self.inputs if one.content in self.contents},
            self.contents,
            dict(sorted(editions.items())),
            {path: written(path) for path in sorted(self.draft.paths - own)},
            dict(self.archives),
        )


def _in_batches(
    work: partial[Made | InputError], files: Sequence[Path]
) -> Iterator[Made | InputError]:
    for start in range(0, len(files), _BATCH):
        with closing(each(work, files[start : start + _BATCH])) as done:
            yield from done
