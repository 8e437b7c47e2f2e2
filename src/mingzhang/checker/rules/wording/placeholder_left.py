"""占位符未替换。

查什么：XX、××、____、{…}、（此处填写…）、待补充、年 月 日，以及 #REF! 之类的公式错误和 Word 的引用错误。
为什么：模板里等人填写的地方没有填，公开出去就是空话。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的内容应当完整、真实。
错例：截至20XX年12月31日，共有公务用车 X 辆。
改法：填上实际内容；确实没有的，写“无”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="TXT102",
    name="placeholder-left",
    title="占位符未替换",
    severity="error",
    message="{where}“{around}”中的“{stated}”没有填写",
)

_MEASURED: Final = r"(?:[百千万亿]*元|年|月|日|[个人名辆家户项次台套号件批场期]|%|平方米|[省市县区乡镇村局部委办街路]|单位|部门|同志|公司)"
_BEFORE: Final = "年月日共计约为达在于至第有入出款额从到由比增减占和、,。;:(《“\\s"
_PLACEHOLDER: Final = re.compile(
    "|".join(
        (
            r"[Xx×✕╳](?<![A-Za-z].)[Xx×✕╳]+(?![A-Za-z])",
            r"[Xx×](?<=[12][90]\d.)(?=年)",
            rf"X(?<![A-Za-z\d)元人天次户台名个件份].)(?=\s?{_MEASURED})",
            rf"×(?:(?<=[{_BEFORE}].)|(?<!..)(?<!\n.))(?=\s?{_MEASURED})",
            r"[○〇◯](?<![一二三四五六七八九〇○\d].)[○〇◯]+(?![一二三四五六七八九〇○\d])",
            r"△{2,}|□{2,}|▲{2,}|■{2,}",
            rf"\*(?<![\d*].)\*+(?=\s?{_MEASURED})",
            r"_{2,}",
            rf"(?:…+|\.{{3,}})(?=\s?{_MEASURED})",
            r"[(\[{【<][^()\[\]{}【】<>\n]{0,20}(?:填写|填报|填列|补充|插入|输入|删除|待定|待补|待填|待核|选填|说明具体)"
            r"[^()\[\]{}【】<>\n]{0,20}[)\]}】>]",
            r"(?:请(?:在此处?)?|在此处?|[点单]击此处)(?:填写|填报|填入|输入|补充|选择|插入|添加)[^,。;\n]{0,12}",
            r"待(?:(?<=[,。;:(\[【\n].)|(?<!..))(?:填写?|补充?|定|完善|核实|核定|更新|确认)(?=[)\],。;】\n]|$)",
            r"待(?<![有尚亟等].)(?:定|补充|填写?)(?=[,。;)\n]|$)",
            r"\$?\{[^{}\n]{0,30}\}+|<<[^<>\n]{0,30}>>|\[\[[^\[\]\n]{0,30}\]\]|\{\{[^{}\n]{0,30}\}\}",
            r"\(\s*\)|【\s*】|\[\s*\]|〔\s*〕|《\s*》|“\s*”",
            r"[TFNnu](?<![\dA-Za-z].)(?:ODO|BD|IXME|ULL|ull|ndefined|aN|one)(?![A-Za-z\d])",
            r"#(?:(?:REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL)[!?]?|N/A|#{3,})",
            r"错误!(?:未[^。\n]{2,10}[。!]?)?",
            r"某(?:(?<=[,。;:、(\s由对向给与和及是为在经报将].)|(?<!..))某",
            r"年(?<![\d一二三四五六七八九十零〇○元每某当几本上该去今].)\s*月(?:\s*日)?(?=[,。;)\s]|$)",
            r"年(?<=\d年)\s*月\s*日",
        )
    )
)
_WORDS: Final = (
    *"Xx×✕╳○〇◯△□▲■*_…{#填待",
    *(
        "...",
        "补充",
        "插入",
        "输入",
        "删除",
        "选择",
        "添加",
        "说明具体",
        "<<",
        "[[",
        "错误!",
        "某某",
    ),
    *("TODO", "TBD", "FIXME", "NULL", "Null", "null", "undefined", "NaN", "None"),
    *(f"{left}{right}" for left, right in ("()", "【】", "[]", "〔〕", "《》", "“”")),
    *(f"{left} " for left in "([【〔《“"),
    *("年月", "年 "),
)
"""Of these a placeholder holds one: looked for first, because most texts hold none."""

_EMPTY: Final = re.compile(r"[(\[【〔《“]\s*[)\]】〕》”]")
_FRAME: Final = ("cover", "contents", "parts", "tables", "marks")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Everything that stands in a text for something to be filled in."""
    for text, found in hits(document, _PLACEHOLDER, words=_WORDS):
        if not _is_of_a_mark(text, found[0]):
            yield span_found(document, text, found.span())


def _is_of_a_mark(text: Prose, written: str) -> bool:
    """Whether a bracket around the body is empty because the mark in it was set aside."""
    return text.path.startswith(_FRAME) and _EMPTY.fullmatch(written) is not None
