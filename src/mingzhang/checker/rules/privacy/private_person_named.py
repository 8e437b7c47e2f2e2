"""点名公开了领取补助、救助的个人。

查什么：与补助、抚恤、慰问、疾病、死亡等写在一起的个人姓名，如“给某某等四人发放”“遗属某某”。
为什么：谁因何事领钱、谁患病去世，属于个人隐私；说明经费用途只需写人数。
依据：政府信息公开条例第十五条；个人信息保护法第二十八条。
错例：对王小明、李小红等 2 人按每人每月 500 元发放生活补助。
改法：删去姓名，写“2 名补助对象”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.privacy.personal_names import NAME, is_name
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="PRV106",
    name="private-person-named",
    title="点名公开了个人",
    severity="warning",
    message="{where}“{around}”写有姓名“{stated}”，与“{beside}”写在一起；请核对是否必须公开，一般只写人数",
)

_ROLES: Final = (
    "村民|居民|职工|员工|工人|患者|病人|病号|烈属|军属|遗属|家属|烈士|军人|学生|同学|儿童|老人|老党员|党员"
    "|贫困户|脱贫户|低保户|特困户|五保户|困难户|残疾人|当事人|受害人|死者|伤者|亡者|退休干部|离休干部|干部"
    "|教师|医生|护士|司机|驾驶员|保洁员|护林员|公益岗|配偶|妻子|丈夫|儿子|女儿|父亲|母亲|之妻|之子|之女"
    "|申请人|信访人|上访人|继承人|收款人|领款人|劳模|模范|网格员|协管员|辅警|临时工|聘用人员"
)
_PAID: Final = re.compile(
    "补助|补贴|补偿|津贴|救助|慰问|抚恤|丧葬|遗属|资助|赔偿|赡养|奖励|养老金|生活费|护理费|医[疗药]费|工资|报酬"
    "|发放|支付|领取|去世|病[故逝]|逝世|死亡|牺牲|殉职|患[有病癌]|住院|手术|治疗|癌|残疾|大病|重病|低保|特困|困难"
    "|烈[士属]|工伤|退役|退休|离休|安葬|丧事|帮扶|欠[薪款]|和解|信访"
)
_LIST: Final = rf"{NAME}(?:[、和及与]{NAME})*"
_SPLIT: Final = re.compile("[、和及与]")
_COUNT: Final = (
    r"(?:等\s?(?:\d+|[一二两三四五六七八九十]+)\s?[余多]?(?:名|人|位|户|同志)|等(?:同志|人))"
)
_AFTER: Final = (
    rf"(?:{_COUNT}|同志|先生|女士|本人|一家|夫妇|夫妻|之[妻子父母女夫]|[一二两三四五六七八九十]人|\s?\d"
    r"|的?(?:家属|遗属|家庭|父亲|母亲|妻子|丈夫|儿子|女儿|配偶|子女|遗孀)|因|去世|病|逝世|死亡|牺牲|患|住院|残疾"
    r"|生活|丧葬|抚恤|医|一次性|困难|慰问|救助|补[助贴偿]|工资|津贴|养老|护理|发放|支付|每[月年人]|按"
    r"|[、,，。；;：:（(）)”’\s]|$)"
)
_CONTEXTS: Final = (
    re.compile(rf"(?:{_ROLES})[:：“]?\s?({_LIST})(?=的|{_AFTER})"),
    re.compile(
        rf"(?:[对给向为付由将]|给予|慰问|救助|补助|资助|抚恤|补偿|赔偿|支付|发放给?|奖励|看望|补发)(?![金费])({_LIST})(?={_AFTER})"
    ),
    re.compile(
        rf"(?<![\u4e00-\u9fff])({_LIST})(?={_COUNT}|同志|去世|病[故逝]|逝世|死亡|牺牲|的?遗属|因病|因公)"
    ),
    re.compile(
        rf"(?:遗属|抚恤|丧葬|慰问|救助|补助|困难|伤残|赔偿)[^，。；、（(]{{0,8}}[（(]({_LIST})(?=[）)、,，等]|因)"
    ),
    re.compile(
        rf"(?:用于|包含|包括|其中|涉及|已故|[含因系即原])({_LIST})(?=的?(?:遗[属孀]|家属|抚恤|丧葬|去世|病[故逝]|逝世|死亡"
        r"|牺牲|住院|医[药疗]费|一次性|[生困][活难]补|救助金|补助金|慰问金|赔偿金))"
    ),
)
_PUBLIC: Final = frozenset(
    (
        "习近平",
        "毛泽东",
        "周恩来",
        "刘少奇",
        "邓小平",
        "江泽民",
        "胡锦涛",
        "陈云",
        "雷锋",
        "焦裕禄",
        "孔繁森",
    )
)
_PLACES: Final = re.compile(
    r"(?:[、和及与][\u4e00-\u9fff]{2,6}?)?等[^，。；、]{0,4}?[县市区乡镇村校所院类项家局种处部地]"
)
_CLAUSE: Final = re.compile("[。；;\n]")
_NEAR: Final = 60


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Names in the words that go with payments, illness or death."""
    for text in dict.fromkeys(text for text, _ in hits(document, _PAID)):
        done: set[int] = set()
        for pattern in _CONTEXTS:
            for found in pattern.finditer(text.text):
                span = _named(text.text, found.span(1))
                beside = _beside(text.text, found.span(1))
                is_place = _PLACES.match(text.text, found.end(1))
                if span and beside and not is_place and not done.intersection(range(*span)):
                    done.update(range(*span))
                    yield span_found(document, text, span, beside=beside)


def _named(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """From the first to the last of the names in a span; None if there is none."""
    start, end = span
    parts, place = [], start
    for part in _SPLIT.split(text[start:end]):
        if is_name(part) and part not in _PUBLIC:
            parts.append((place, place + len(part)))
        place += len(part) + 1
    return (parts[0][0], parts[-1][1]) if parts else None


def _beside(text: str, span: tuple[int, int]) -> str:
    """What of payments, illness or death the sentence speaks of, near the name."""
    start, end = span
    before = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1]
    after = _CLAUSE.split(text[end : end + _NEAR])[0]
    found = _PAID.search(after) or _PAID.search(before)
    return found[0] if found else ""
