"""Where the pages of the site stand. An address that was public once stays as it is.

An entity's part of the address is made of its name alone, so that it does not depend on which other
entities the site holds, nor on their order.
"""

from __future__ import annotations

import re
from hashlib import blake2s
from itertools import takewhile
from operator import eq
from typing import Final

from pypinyin import lazy_pinyin

__all__ = ["edition_path", "entity_path", "relative", "slug_of", "year_path"]

_LONGEST: Final = 60
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """A name as a part of an address: its pinyin and a checksum.

    >>> slug_of("盂县教育局")
    'yuxianjiaoyuju-556606'
    """
    spelled = "".join(lazy_pinyin(name, errors="ignore")).lower()
    letters = _NO_LETTER.sub("", spelled)[:_LONGEST]
    digest = blake2s(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{letters}-{digest}" if letters else digest


def entity_path(slug: str) -> str:
    """The folder of an entity.

    >>> entity_path("jiaoyuju-1")
    'e/jiaoyuju-1/'
    """
    return f"e/{slug}/"


def edition_path(slug: str, year: int) -> str:
    """The folder of an entity's publication of a year.

    >>> edition_path("jiaoyuju-1", 2026)
    'e/jiaoyuju-1/2026/'
    """
    return f"{entity_path(slug)}{year}/"


def relative(target: str, page: str) -> str:
    """The address of `target` as a link on `page`; both count from the root of the site.

    Links are relative, so that the site may stand in any folder of any server. A target that ends
    with / is the index.html of that folder and is named in full, so that pages also work from disk.

    >>> relative("e/jiaoyuju-1/2026/", "search/index.html")
    '../e/jiaoyuju-1/2026/index.html'
    >>> relative("e/jiaoyuju-1/2026/projects/2/", "e/jiaoyuju-1/2026/index.html")
    'projects/2/index.html'
    >>> relative("assets/site.css", "index.html")
    'assets/site.css'
    """
    path, mark, fragment = target.partition("#")
    if not path or path.endswith("/"):
        path += "index.html"
    *there, name = path.split("/")
    *here, _ = page.split("/")
    shared = len(list(takewhile(bool, map(eq, there, here))))
    ways = [".."] * (len(here) - shared) + there[shared:]
    return f"{'/'.join([*ways, name])}{mark}{fragment}"


def year_path(year: int) -> str:
    """The folder of a year.

    >>> year_path(2026)
    'y/2026/'
    """
    return f"y/{year}/"
