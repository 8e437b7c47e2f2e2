"""How a draft is marked as one."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DRAFT_MARK", "before_draft_mark"]

_STAGES: Final = (
    "仅供[^，。；\n]{0,6}(?:审核|审阅|参考|使用|讨论|校对|内部)|内部(?:审核|审阅|使用|讨论|掌握)"
    "|(?:征求|审核|审阅|修改)意见稿|(?:送审|报审|待审|审核|审阅|审议|讨论|会签|校对|初审|修改|修订|呈批|报批)稿"
    "|草稿|未定稿|非正式(?:稿|文本)|测试(?:版|稿|文档|文件)"
    "|(?:请勿|不得|严禁)外传|注意保密|不予公开"
    "|(?:审核|审阅|修改|复核|校对)(?:意见|建议)[：:]|批注[：:]|(?i:draft|confidential)"
)
_THINGS: Final = (
    "内部(?:资料|文件|材料)|样[本张例]|测试数据|草案|[秘机绝]密(?:[★☆].{0,6})?|(?i:sample)"
)
"""Marks whose words are also said of things that a department keeps, prints or examines."""

DRAFT_MARK: Final = re.compile(rf"(?P<stage>{_STAGES})|{_THINGS}")


def before_draft_mark(text: str) -> str:
    """A line without the mark that a transcription put at its end.

    >>> before_draft_mark("示范县档案馆 征求意见稿"), before_draft_mark("示范县档案馆")
    ('示范县档案馆', '示范县档案馆')
    """
    marks = [found for found in DRAFT_MARK.finditer(text) if found["stage"]]
    return text[: marks[-1].start()].rstrip() if marks and marks[-1].end() == len(text) else text
