"""The list of findings as people fill it in: its sheet, and the columns that are read back."""

from __future__ import annotations

from typing import Final

__all__ = ["LIST_SHEET", "SetAsideColumns"]

LIST_SHEET: Final = "问题清单"


class SetAsideColumns:
    """The titles of the columns that say which finding was set aside, by whom, and why."""

    KEY: Final = "问题标识"
    DIGEST: Final = "校验值"
    ENTITY: Final = "单位"
    YEAR: Final = "年度"
    FILE: Final = "文件"
    REASON: Final = "搁置理由"
    NAME: Final = "搁置人"
