"""Published pages to read back, and what somebody may do to one by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.department import workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure, Source
from mingzhang.scheme import load_scheme
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import published_files

__all__ = ["ROOT", "SAMPLES", "Figure", "Page", "department", "page_of", "sample"]

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = tuple(sorted(path.stem for path in (ROOT / "samples").glob("*.xlsx")))


@dataclass(frozen=True)
class Figure:
    """A displayed figure on a page, with what stands before and behind it."""

    whole: str
    opening: str
    value: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page and the disclosure that it was published from."""

    disclosure: Disclosure
    text: str

    @property
    def data(self) -> bytes:
        """The page's bytes."""
        return self.text.encode()

    def places(self, address: str) -> list[Figure]:
        """Every place of a figure."""
        pattern = (
            rf'(<data (?:id|data-fact)="f-{re.escape(address)}") value="([^"]*)">([^<]*)</data>'
        )
        return [Figure(one[0], *one.groups()) for one in re.finditer(pattern, self.text)]

    def replaced(self, old: str, new: str) -> bytes:
        """The page after somebody replaced the only place of a text."""
        assert self.text.count(old) == 1, f"{old} stands {self.text.count(old)} times"
        return self.text.replace(old, new).encode()

    def edited(
        self, address: str, text: str | None = None, value: str | None = None, place: int = 0
    ) -> bytes:
        """The page after somebody changed a displayed text, a value, or both."""
        one = self.places(address)[place]
        new = f'{one.opening} value="{value or one.value}">{text or one.text}</data>'
        return self.replaced(one.whole, new)


def page_of(disclosure: Disclosure) -> Page:
    """The page of a disclosure."""
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    (data,) = published_files(Opened(scheme, disclosure), ["html"]).values()
    return Page(disclosure, data.decode())


@cache
def department() -> Page:
    """The page of the invented department."""
    source = Source(name="预算.xlsx", media_type="application/xlsx", sha256="0" * 64)
    return page_of(compile_budget(read_budget(workbook()), source).disclosure)


@cache
def sample(slug: str) -> Page:
    """The page of a sample."""
    data = (ROOT / "samples" / f"{slug}.xlsx").read_bytes()
    return page_of(compile_budget(read_budget(data)).disclosure)
