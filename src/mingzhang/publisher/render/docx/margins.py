"""What stands in the margins: running head, footer and review mark; and the section properties."""

from __future__ import annotations

from mingzhang.publisher.render.docx.markup import (
    NAMESPACES,
    escape,
    field,
    paragraph,
    run,
)
from mingzhang.publisher.render.paper.looks import COVER_HEADER, FOOTER, HEADER
from mingzhang.publisher.render.paper.sheet import HEADER_DISTANCE, Sheet

__all__ = ["cover_header_markup", "footer_markup", "header_markup", "section_markup"]

_DRAWING_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_WATERMARK_LENGTH = 440
_WATERMARK_TALLEST = 130
_WORD_ART = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
    ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
    "</v:shapetype>"
)


def header_markup(text: str, watermark: str | None, number: int) -> str:
    """The running head; `number` tells its watermark from those of other headers."""
    content = run(text) + _watermark(watermark, number)
    look = HEADER if text else COVER_HEADER
    return _part("hdr", paragraph(look.id, content))


def cover_header_markup(watermark: str, number: int) -> str:
    """The header of the cover: nothing but the watermark."""
    return _part("hdr", paragraph(COVER_HEADER.id, _watermark(watermark, number)))


def footer_markup(text: str) -> str:
    """The footer; `{page}` in its text is the number of the page."""
    before, found, after = text.partition("{page}")
    page = field("PAGE", "1") if found else ""
    return _part("ftr", paragraph(FOOTER.id, run(before) + page + run(after)))


def _part(root: str, content: str) -> str:
    return f"<w:{root} {NAMESPACES} {_DRAWING_NAMESPACES}>{content}</w:{root}>"


def _watermark(text: str | None, number: int) -> str:
    """The review mark as WordArt across the page, behind the text; nothing if there is none."""
    if not text:
        return ""
    height = min(_WATERMARK_TALLEST, _WATERMARK_LENGTH // len(text))
    width = min(_WATERMARK_LENGTH, height * len(text))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_WORD_ART}<v:shape id="Watermark{number}"'
        f' o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" style="{place}" o:allowincell="f"'
        ' fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{escape(text)}"/>'
        "</v:shape></w:pict></w:r>"
    )


def section_markup(
    sheet: Sheet,
    header: str | None,
    footer: str | None,
    first_page: int | None = None,
    numbers: str | None = None,
) -> str:
    """The properties of a section.

    `header` and `footer` are relationships; `first_page` is the number the first page bears if the
    section does not go on counting.
    """
    references = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    references += f'<w:footerReference w:type="default" r:id="{footer}"/>' if footer else ""
    orient = ' w:orient="landscape"' if sheet.is_landscape else ""
    counting = f' w:fmt="{numbers}"' if numbers else ""
    counting += f' w:start="{first_page}"' if first_page is not None else ""
    counting = f"<w:pgNumType{counting}/>" if counting else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"{orient}/>'
        f'<w:pgMar w:top="{sheet.top}" w:right="{sheet.side}" w:bottom="{sheet.bottom}"'
        f' w:left="{sheet.side}" w:header="{HEADER_DISTANCE}" w:footer="{HEADER_DISTANCE}"'
        f' w:gutter="0"/>{counting}<w:cols w:space="425"/></w:sectPr>'
    )
