"""The parts of a Word file that say how things look: styles, font table and settings."""

from __future__ import annotations

from functools import cache

from mingzhang.publisher.render.docx.markup import NAMESPACES
from mingzhang.publisher.render.paper.cells import (
    CELL_LOOKS,
    CELL_MARGIN_SIDE,
    CELL_MARGIN_TOP,
    TABLE_STYLES,
)
from mingzhang.publisher.render.paper.flow import TERM
from mingzhang.publisher.render.paper.looks import (
    FANGSONG,
    HEI,
    KAI,
    LATIN,
    LOOKS,
    SONG,
    XIAOBIAOSONG,
    Look,
)

__all__ = ["font_table_markup", "settings_markup", "styles_markup"]

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{SONG}" w:cs="{LATIN}"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_OUTER_LINE = 8
_INNER_LINE = 4
"""Eighths of a point."""
_FONTS = (
    # name, stands in for it, family
    (XIAOBIAOSONG, SONG, "auto"),
    (HEI, "SimHei", "modern"),
    (KAI, "楷体", "modern"),
    (FANGSONG, "仿宋", "modern"),
    (SONG, "SimSun", "auto"),
)


@cache
def styles_markup() -> str:
    """The styles part: every look as a paragraph style, the table styles, one character style."""
    paragraphs = "".join(_paragraph_style(look) for look in (*LOOKS, *CELL_LOOKS))
    tables = "".join(_table_style(key, name) for key, name in TABLE_STYLES.items())
    return (
        f'<w:styles {NAMESPACES}>{_DEFAULTS}<w:latentStyles w:defLockedState="0"'
        ' w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0"'
        f' w:count="376"/>{paragraphs}{_CHARACTER_STYLES}{_NORMAL_TABLE}{tables}</w:styles>'
    )


_CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{TERM}"><w:name w:val="术语"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
)
_NORMAL_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)


def _paragraph_style(look: Look) -> str:
    kind = ' w:default="1"' if look.parent is None else ""
    kind += "" if look.built_in else ' w:customStyle="1"'
    parent = f'<w:basedOn w:val="{look.parent}"/>' if look.parent else ""
    follower = f'<w:next w:val="{look.follower}"/>' if look.follower else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'{parent}{follower}<w:uiPriority w:val="{1 if look.built_in else 10}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(look)}</w:pPr><w:rPr>{_run_properties(look)}</w:rPr>"
        "</w:style>"
    )


def _paragraph_properties(look: Look) -> str:
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    return (
        ("<w:keepNext/><w:keepLines/>" if look.keep_next else "")
        + ('<w:widowControl w:val="0"/>' if look.parent is None else "")
        + (_RULE if look.ruled else "")
        + _tabs(look)
        + ("" if look.hangs else '<w:overflowPunct w:val="0"/>')
        + '<w:snapToGrid w:val="0"/>'
        + f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="{look.line}"'
        ' w:lineRule="exact"/>' + f'<w:ind w:left="{look.left}" w:right="{look.right}"'
        f' w:firstLineChars="{look.first_line * 100}" w:firstLine="{look.first_line * look.em}"/>'
        + f'<w:jc w:val="{look.align}"/>{outline}'
    )


_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'


def _tabs(look: Look) -> str:
    if look.tab is None:
        return ""
    leader = f' w:leader="{look.tab.leader}"' if look.tab.leader else ""
    return f'<w:tabs><w:tab w:val="right"{leader} w:pos="{look.tab.position}"/></w:tabs>'


def _run_properties(look: Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    return (
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{look.east}" w:cs="{LATIN}"/>'
        f'{bold}<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    )


def _table_style(key: str, name: str) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side, size in (
            ("top", _OUTER_LINE), ("left", _OUTER_LINE), ("bottom", _OUTER_LINE),
            ("right", _OUTER_LINE), ("insideH", _INNER_LINE), ("insideV", _INNER_LINE),
        )
    )  # fmt: skip
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (
            ("top", CELL_MARGIN_TOP), ("left", CELL_MARGIN_SIDE),
            ("bottom", CELL_MARGIN_TOP), ("right", CELL_MARGIN_SIDE),
        )
    )  # fmt: skip
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="10"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/>'
        "</w:tcPr></w:style>"
    )


@cache
def font_table_markup() -> str:
    """The fonts by the names that offices have, each with the one to take where it is missing."""
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, other, family in _FONTS
    )
    return (
        f'<w:fonts {NAMESPACES}>{chinese}<w:font w:name="{LATIN}"><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


@cache
def settings_markup() -> str:
    """Settings that keep lines where they are: no compressed punctuation, today's layout rules."""
    setting = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{setting}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
