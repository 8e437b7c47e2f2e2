"""Where the label of a column or a line of a form may be broken, as a typist would break it."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["label_pieces"]

_WORDS = (
    "预算|资金|收入|支出|经费|基金|经营|经济|科目|名称|编码|管理|安排|结转|合计|指标|满意度|影响"
    "|目标|绩效|实施|必要性|计划|制度|措施|政策|及代码"
)
_BREAK = re.compile(rf"(?=(?:{_WORDS}))|(?=（)|(?<=、)|(?<=[^\W、]{{3}})(?=和\w\w)")
_LONGEST_PIECE = 6
_LABELS_BROKEN = range(5, 25)
"""The lengths of labels that are broken: shorter ones stay whole, longer ones are prose."""


@lru_cache(maxsize=1024)
def label_pieces(label: str) -> tuple[str, ...]:
    """The pieces of a label between which a line may end; one piece if it has no good places.

    Chinese is written without spaces, and a narrow column would leave a word in two halves.

    >>> label_pieces("国有资本经营预算")
    ('国有资本', '经营', '预算')
    >>> label_pieces("项目资金（元）")
    ('项目', '资金', '（元）')
    """
    if len(label) not in _LABELS_BROKEN or "\n" in label:
        return (label,)
    pieces: list[str] = []
    for piece in _BREAK.split(label):
        if pieces and (len(pieces[-1]) < 2 or (len(piece) < 2 and piece != "（")):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    return tuple(pieces) if all(len(one) <= _LONGEST_PIECE for one in pieces) else (label,)
