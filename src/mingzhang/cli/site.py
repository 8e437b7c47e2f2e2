"""What `site build` says and does: which files are built, what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from mingzhang.cli.check_files import to_check
from mingzhang.cli.console import complain, failed, following, note, succeeded, warned
from mingzhang.workflow import InputError, OutputError
from mingzhang.workflow.many import exit_code_of, told_apart
from mingzhang.workflow.site import Options, SiteAsked, SiteBuilt, build_site
from mingzhang.workflow.site.memory import Known

__all__ = ["SiteOptions", "build_from"]

_SHOWN: Final = 20
"""So many of what a person should look at are named."""

_ADDRESS: Final = re.compile(
    r"https?://([^\s/?#@:\[\]\\<>\"]+|\[[\da-f:.]+\])(:\d{1,5})?(/[^\s?#\\<>\"]*)?", re.IGNORECASE
)
"""A public address: a host, perhaps a folder; neither a query nor a place on a page."""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What a person asked for besides files and folder; None what they did not speak of."""

    title: str | None = None
    base: str | None = None
    formats: tuple[str, ...] | None = None
    published: str | None = None
    is_pruned: bool = False


def build_from(named: Sequence[Path], out: Path, options: SiteOptions) -> int:
    """Build a site; gives the exit code.

    Raises:
        InputError: an option cannot be used.
        OutputError: the site cannot be written; it is as it was.
    """
    files = _files(named, out)
    asked = SiteAsked(
        files,
        out,
        _title(options.title),
        _base(options.base),
        options.formats,
        _day(options.published),
        options.is_pruned,
    )
    try:
        built = build_site(asked, following)
    except KeyboardInterrupt as stop:
        failed("已中断：网站保持原样")
        return exit_code_of(stop)
    return _told(built, asked)


def _files(named: Sequence[Path], out: Path) -> list[Path]:
    """The documents of what was named; the site itself is none of them."""
    place = out.resolve()
    for one in named:
        if one.resolve() == place or place in one.resolve().parents:
            raise OutputError(
                out, f"{one} 在网站文件夹里，会混在网站的文件中；请把网站写到另一个文件夹"
            )
    return to_check(named, [out])


def _title(text: str | None) -> str | None:
    if text is None:
        return None
    title = " ".join(text.split())
    if not title:
        raise InputError(Path("--title"), "网站名称是空的，请写一个名称")
    return title


def _base(text: str | None) -> str | None:
    if text and not (text.isprintable() and _ADDRESS.fullmatch(text)):
        raise InputError(
            Path("--base"), f"“{text}”不是网站的网址，请写完整，如 https://www.example.gov.cn/ysgk"
        )
    return text and text.rstrip("/")


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(
            Path("--published"), f"“{text}”不是日期，请按 2026-03-01 的样子填写"
        ) from None


def _told(built: SiteBuilt, asked: SiteAsked) -> int:
    """Say what became of it."""
    called = told_apart([*asked.files, *(one.path for one in built.problems)])
    for problem in built.problems:
        complain(problem, called[problem.path])
    if not built.editions:
        failed("没有可以公开的数据，网站没有写入")
        return 2 if built.problems else 0
    flawed = [
        f"{called[path]}：{'，'.join(said)}"
        for path, known in built.given.items()
        if (said := list(_flaws(known.errors, known.missing)))
    ]
    _list("以下公开有问题，仍已生成；用 mingzhang check 查看，改正后再次生成：", flawed)
    _list(
        "以下公开的内容换了，但没有更正日期，没有列入更正公告：",
        [f"{one.name}{one.year}年" for one in built.replaced if not one.corrected_on],
    )
    _list(
        "以下更正与网站上同一天的更正不同，已换成这次给出的：",
        [_correction(one) for one in built.replaced if one.corrected_on],
    )
    _list(
        "以下只有更正后的一份，没有原来公开的一份，没有列入更正公告：",
        [f"{one.name}{one.year}年" for one in built.alone],
    )
    _list(
        "以下公开已从网站撤下："
        if asked.is_pruned
        else "以下公开这次没有给出，仍保留在网站上；要撤下请加 --prune：",
        [f"{one.name}{one.year}年" for one in built.absent],
    )
    _list(
        "以下更正没有给出，已从网站撤下："
        if asked.is_pruned
        else "以下更正没有给出，仍保留在网站上；要撤下请加 --prune：",
        [_correction(one) for one in built.ungiven],
    )
    if built.undated:
        note(f"{built.undated} 份没有公开日期，没有列入订阅（feed.xml）；可用 --published 给出")
    if taken := list(_taken_over(asked, built.options)):
        note(f"沿用上次的{'、'.join(taken)}")
    if not built.options.base:
        note("没有给出网址（--base），没有生成网站地图（sitemap.xml）")
    removed = f"，移除 {built.removed} 个文件" if built.removed else ""
    succeeded(
        f"网站有 {built.editions} 份公开，这次生成 {built.made} 份；"
        f"写入 {built.written} 个文件{removed}，位于 {asked.out}"
    )
    return 2 if built.problems else int(bool(flawed))


def _correction(known: Known) -> str:
    return f"{known.name}{known.year}年 {known.corrected_on} 的更正"


def _taken_over(asked: SiteAsked, options: Options) -> Iterator[str]:
    """What was not asked for, and is not as it would be on a new site."""
    new = Options()
    if asked.title is None and options.title != new.title:
        yield f"名称“{options.title}”"
    if asked.base is None and options.base != new.base:
        yield f"网址 {options.base}"
    if asked.formats is None and options.formats != new.formats:
        yield f"下载格式 {','.join(options.formats)}"


def _flaws(errors: int, missing: int) -> Iterator[str]:
    if errors:
        yield f"有 {errors} 个错误"
    if missing:
        yield f"有 {missing} 项没有填写"


def _list(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    warned(title)
    for line in lines[:_SHOWN]:
        note(f"  {line}")
    if len(lines) > _SHOWN:
        note(f"  ……另有 {len(lines) - _SHOWN} 份")
