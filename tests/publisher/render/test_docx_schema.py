"""Word refuses or repairs children in another order than the schema's, so the order is tested."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.publisher.render.docx_samples import W, part, part_names, rendered, whole_publication

ORDER = {
    "document": "background body",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings""",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr
        trPr tcPr tblStylePr""",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "settings": """writeProtection view zoom removePersonalInformation bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors updateFields defaultTabStop
        characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang
        clrSchemeMapping shapeDefaults decimalSymbol listSeparator""",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": """rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex
        text""",
    "compat": "doNotExpandShiftReturn compatSetting",
}
ANY_ORDER = {"body", "p", "r", "hyperlink", "trPr", "hdr", "ftr", "fonts", "tabs", "pBdr", "pict",
             "rPrDefault", "pPrDefault", "tblGrid", "latentStyles", "bookmarkStart",
             "sdtContent"}  # fmt: skip


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return rendered(whole_publication("审核稿"))


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def test_every_element_has_its_children_in_the_order_of_the_schema(drawn: bytes) -> None:
    wrong: set[str] = set()
    for name in part_names(drawn):
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element in part(drawn, name).iter(f"{W}*"):
            children = [local(child) for child in element]
            if not children or local(element) in ANY_ORDER:
                continue
            order = ORDER[local(element)].split()
            places = [order.index(child) for child in children]
            if places != sorted(places):
                wrong.add(f"{name}: {local(element)}: {children}")
    assert wrong == set()


def test_every_style_used_is_defined_once(drawn: bytes) -> None:
    styles = [
        style.get(f"{W}styleId") for style in part(drawn, "word/styles.xml").iter(f"{W}style")
    ]
    assert len(styles) == len(set(styles))
    used = {
        node.get(f"{W}val")
        for name in part_names(drawn)
        if name.startswith("word/") and not name.endswith(".rels")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for node in part(drawn, name).iter(f"{W}{tag}")
    }
    assert used <= set(styles)


def test_built_in_styles_keep_the_names_by_which_word_knows_them(drawn: bytes) -> None:
    names = {node.get(f"{W}val") for node in part(drawn, "word/styles.xml").iter(f"{W}name")}
    assert {"Normal", "Title", "heading 1", "heading 4", "toc 1", "header", "footer"} <= names
    assert {"预算正文", "预算表列标题", "预算表数字", "绩效表标题"} <= names


def test_no_style_takes_its_font_from_a_theme_and_each_names_a_chinese_one(drawn: bytes) -> None:
    fonts = list(part(drawn, "word/styles.xml").iter(f"{W}rFonts"))
    assert all(font.get(f"{W}eastAsia") for font in fonts)
    assert not any("Theme" in str(name) for font in fonts for name in font.attrib)


def test_fonts_that_may_be_missing_name_one_to_take_instead(drawn: bytes) -> None:
    found = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")
        for font in part(drawn, "word/fontTable.xml")
        if font.find(f"{W}altName") is not None
    }
    assert found["仿宋_GB2312"] == "仿宋"
    assert found["楷体_GB2312"] == "楷体"
    assert found["方正小标宋简体"] == "宋体"


def test_nothing_is_updated_on_opening(drawn: bytes) -> None:
    assert part(drawn, "word/settings.xml").find(f"{W}updateFields") is None
