"""待填写 as a spreadsheet program recalculates it; needs LibreOffice Calc."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook
from tests.compiler.test_workbook import REQUIRED, missing_of
from tests.compiler.workbooks import edited
from tests.department import YEAR, workbook

from mingzhang.compiler import write_workbook
from mingzhang.scheme import load_scheme

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="没有 LibreOffice，不能重新计算公式")

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def take_a_text_away(book: Workbook) -> None:
    book["文字"]["B5"] = None


def take_codes_away(book: Workbook) -> None:
    book["预算明细"]["C6"] = None
    book["预算明细"]["C7"] = None


def clear_everything(book: Workbook) -> None:
    """Make a filled-in workbook empty, so that old values would show up as such."""
    for title in ("单位", "项目", "预算明细", "项目支出绩效目标表", "绩效指标"):
        page = book[title]
        page.delete_rows(5, page.max_row)
    for title, first in (("基本信息", 6), ("上年数", 4), ("采购和资产", 4), ("文字", 4)):
        for row in book[title].iter_rows(min_row=first, min_col=2, max_col=2):
            if title != "基本信息" or row[0].row == first:
                row[0].value = None


def cases() -> dict[str, tuple[bytes, list[tuple[str, str, int]]]]:
    """Workbooks by name, each with what it should list."""
    return {
        "new": (write_workbook(load_scheme("shanxi", YEAR), YEAR), REQUIRED),
        "filled": (workbook(), []),
        "without-text": (edited(take_a_text_away), [("文字", "机构设置情况", 1)]),
        "without-codes": (
            edited(take_codes_away),
            [("预算明细", "已填的行缺“支出功能科目”", 2)],
        ),
        "cleared": (edited(clear_everything), REQUIRED),
    }


def recalculate(folder: Path, sources: list[Path]) -> Path:
    """Let LibreOffice open and save workbooks, all in one go since it starts slowly."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, "utf-8")
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "out"


def test_spreadsheet_program_lists_just_what_is_missing(tmp_path: Path) -> None:
    given = cases()
    sources = []
    for name, (data, _) in given.items():
        sources.append(tmp_path / f"{name}.xlsx")
        sources[-1].write_bytes(data)
    out = recalculate(tmp_path, sources)
    listed = {
        name: missing_of(CalamineWorkbook.from_path(str(out / f"{name}.xlsx"))) for name in given
    }
    assert listed == {name: wanted for name, (_, wanted) in given.items()}
