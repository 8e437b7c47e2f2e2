"""The fonts that a PDF is set in: lists of names for each style, the first one found is taken.

Government offices set titles in 小标宋, headings in 黑体 and 楷体, text in 仿宋 (GB/T 9704). These
fonts are not free, so free ones stand in for them where they are missing. Figures and Latin letters
are set in one face with figures of one width, as Word sets them in Times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import typst

from mingzhang.publisher.render.paper.looks import FANGSONG, HEI, KAI, SONG, XIAOBIAOSONG
from mingzhang.publisher.render.pdf.coverage import Coverage, coverage_of

__all__ = ["LATIN_FACE", "Face", "Faces", "NoFontError", "faces", "loaded_fonts"]

LATIN_FACE: Final = "Libertinus Serif"
"""It comes with typst, and its figures are all of one width."""

_ASSETS: Final = Path(__file__).resolve().parents[2] / "assets"
_REGULAR, _MEDIUM, _BOLD = 400, 500, 700
_WEIGHTS: Final = (_REGULAR, _MEDIUM, _BOLD)
"""All that text is set in."""

_SERIF: Final = ("Noto Serif SC", "Source Han Serif SC", "Noto Serif CJK SC")
_SANS: Final = ("Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK SC")
_LISTS: Final = {
    XIAOBIAOSONG: ("标题", _BOLD, ("FZXiaoBiaoSong-B05S", "方正小标宋简体", *_SERIF)),
    HEI: ("黑体", _MEDIUM, (*_SANS, "SimHei", "黑体")),
    KAI: ("楷体", _REGULAR, ("KaiTi_GB2312", "KaiTi", "楷体_GB2312", "LXGW WenKai", *_SERIF)),
    FANGSONG: (
        "正文",
        _REGULAR,
        ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "FandolFang R", "FandolFang", *_SERIF),
    ),
    SONG: ("表格", _REGULAR, (*_SERIF, "SimSun", "宋体")),
}
"""For each style of an office: what it is called, its weight, and the names to look for."""

_SHIPPED: Final = (
    ("Noto Serif SC", _REGULAR),
    ("Noto Serif SC", _BOLD),
    ("Noto Sans SC", _REGULAR),
    ("Noto Sans SC", _MEDIUM),
)
"""The family and weight of the files that come with the package."""

_NOT_SHIPPED: Final = "（程序所带字体缺失，用的是系统字体）"

_MISSING: Final = (
    "没有找到中文字体，不能生成 PDF；请在源码目录运行 make，或安装 Noto CJK 字体"
    "（Debian、Ubuntu：apt install fonts-noto-cjk）"
)


class NoFontError(Exception):
    """There is no font that a Chinese text can be set in."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font family in one weight."""

    family: str
    weight: int


@dataclass(frozen=True, slots=True)
class Faces:
    """The face of each style, and what each family has in each weight.

    A family has seldom all weights, so what is taken for one may lack what another has.
    """

    of_style: dict[str, Face]
    coverage: dict[str, dict[int, Coverage]]
    is_shipped: bool = True
    """Whether the fonts of the package were there."""

    def has(self, character: str) -> bool:
        """Whether some face has a character, in the regular weight at least."""
        return self._has_in(_REGULAR, character)

    def only_regular(self, characters: Iterable[str]) -> list[str]:
        """Those characters that some other weight lacks."""
        return [
            one for one in characters if not all(self._has_in(weight, one) for weight in _WEIGHTS)
        ]

    def families(self, style: str, characters: Iterable[str]) -> list[str]:
        """The families to set a style in: its own, and those that have what it lacks of a text."""
        own = self.of_style[style].family
        needed = [
            (weight, one)
            for one in characters
            for weight in _WEIGHTS
            if not self.coverage[own][weight].has(one)
        ]
        others = (
            family
            for family, coverage in self.coverage.items()
            if family != own and any(coverage[weight].has(one) for weight, one in needed)
        )
        return [own, *others]

    def _has_in(self, weight: int, character: str) -> bool:
        return any(one[weight].has(character) for one in self.coverage.values())

    def told(self) -> str:
        """The fonts that were taken, for people."""
        named = {
            _LISTS[style][0]: face.family for style, face in self.of_style.items()
        } | {"西文": LATIN_FACE}  # fmt: skip
        by_family: dict[str, list[str]] = {}
        for use, family in named.items():
            by_family.setdefault(family, []).append(use)
        told = "，".join(f"{'、'.join(uses)} {one}" for one, uses in by_family.items())
        return f"字体：{told}{'' if self.is_shipped else _NOT_SHIPPED}"


@cache
def loaded_fonts() -> typst.Fonts:
    """All fonts there are, those of the package first; looked for once a process."""
    folders = [str(_ASSETS)] if _ASSETS.is_dir() else []
    return typst.Fonts(include_system_fonts=True, font_paths=folders)


@cache
def faces() -> Faces:
    """The faces to set a publication in.

    Raises:
        NoFontError: there is none for Chinese.
    """
    return chosen(loaded_fonts().fonts())


def chosen(found: Iterable[typst.FontInfo]) -> Faces:
    """The faces chosen from what was found.

    Raises:
        NoFontError: there is none for Chinese.
    """
    files: dict[str, list[typst.FontInfo]] = {}
    for one in found:
        if one.style == "normal":
            files.setdefault(one.family, []).append(one)
    of_style = {
        style: Face(family, weight)
        for style, (_, weight, families) in _LISTS.items()
        if (family := next((one for one in families if one in files), None))
    }
    if not of_style:
        raise NoFontError(_MISSING)
    any_face = next(iter(of_style.values())).family
    for style, (_, weight, _) in _LISTS.items():
        of_style.setdefault(style, Face(any_face, weight))
    of_style = {style: of_style[style] for style in _LISTS}
    families = dict.fromkeys((*(face.family for face in of_style.values()), *_SERIF, *_SANS))
    coverage = {
        family: {weight: _covered(_nearest(files[family], weight)) for weight in _WEIGHTS}
        for family in families
        if family in files
    }
    return Faces(of_style, coverage, all(_is_shipped(files, *one) for one in _SHIPPED))


def _nearest(files: Sequence[typst.FontInfo], weight: int) -> typst.FontInfo:
    """The file of a family that Typst takes for a weight."""
    return min(files, key=lambda one: (abs(one.stretch - 1), abs(one.weight - weight)))


def _is_shipped(files: Mapping[str, Sequence[typst.FontInfo]], family: str, weight: int) -> bool:
    return any(
        one.weight == weight and one.path is not None and Path(one.path).is_relative_to(_ASSETS)
        for one in files.get(family, ())
    )


def _covered(one: typst.FontInfo) -> Coverage:
    return coverage_of(Path(one.path), one.index) if one.path else Coverage((), ())
