"""Comments of a worksheet: their part, the boxes in which they are drawn, and what points to both.

The boxes are in the old drawing language (VML), which programs still ask for. A drawing that is
there already may hold what is no XML, so boxes are put in before its end and nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from mingzhang.reader.formats.spreadsheet_sheet import place_of
from mingzhang.reader.source import ReadError
from mingzhang.workflow.annotating.boxes import Measures
from mingzhang.workflow.annotating.parts import RELATION, Parts
from mingzhang.workflow.annotating.remarks import AUTHOR

__all__ = ["add_notes"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING: Final = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst", "AlternateContent",
    }
)  # fmt: skip
"""What may stand behind the reference to a sheet's drawing."""

_SPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_NEW_DRAWING: Final = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
).encode()
_END: Final = b"</xml>"
_BOX_TYPE: Final = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX: Final = (
    f'<v:shape {_SPACES} id="_x0000_s{{id}}" type="#_x0000_t202"'
    ' style="position:absolute;width:{width}px;height:{height}px;z-index:{id};visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BOX_ID: Final = re.compile(rb"_x0000_s(\d{1,9})\b")
_FIRST_ID: Final = 1024
_ANCHOR: Final = (
    rb":Anchor>([^<]*)<(?:(?!:ClientData>).)*?:Row>\s*%d\s*</[^>]*>"
    rb"(?:(?!:ClientData>).)*?:Column>\s*%d\s*<"
)
"""Where the box of the comment at a cell lies."""


def add_notes(parts: Parts, sheet: str, texts: Mapping[str, Sequence[str]]) -> None:
    """Add comments, each some lines of text, to cells of the worksheet in this part.

    A cell that has a comment already keeps it, with the new text under the old.

    Raises:
        ReadError: a part is damaged.
    """
    comments = _comments(parts, sheet)
    author = _author(comments)
    listed = comments.find(f"{{{_MAIN}}}commentList")
    if listed is None:
        listed = etree.SubElement(comments, f"{{{_MAIN}}}commentList")
    known = {one.get("ref", ""): one for one in listed}
    new, grown = {}, {}
    for cell, lines in texts.items():
        if cell in known:
            grown[cell] = _extended(known[cell], lines)
        else:
            note = etree.SubElement(listed, f"{{{_MAIN}}}comment", ref=cell, authorId=str(author))
            etree.SubElement(note, f"{{{_MAIN}}}text").append(_run("\n".join(lines)))
            new[cell] = lines
    name = _drawing(parts, sheet)
    measures = Measures(parts.seen(sheet))
    drawing = _with_larger(parts.data(name), measures, grown)
    parts.put_data(name, _with_new(drawing, measures, new))


def _comments(parts: Parts, sheet: str) -> etree._Element:
    name = parts.linked(sheet, "comments")
    if name is None:
        name = parts.new_name("xl/comments{}.xml")
        parts.put(name, etree.XML(f'<comments xmlns="{_MAIN}"/>'))
        parts.link(sheet, "comments", name)
        parts.declare(name, _MEDIA_TYPE)
    return parts.root(name)


def _author(comments: etree._Element) -> int:
    """The number of the author that we are."""
    authors = comments.find(f"{{{_MAIN}}}authors")
    if authors is None:
        authors = etree.Element(f"{{{_MAIN}}}authors")
        comments.insert(0, authors)
    names = [one.text for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{_MAIN}}}author").text = AUTHOR
        return len(names)
    return names.index(AUTHOR)


def _extended(comment: etree._Element, lines: Sequence[str]) -> list[str]:
    """Write lines under those of a comment; text without runs becomes the first run.

    Gives all lines that it then has.
    """
    text = comment.find(f"{{{_MAIN}}}text")
    if text is None:
        text = etree.SubElement(comment, f"{{{_MAIN}}}text")
    for plain in text.findall(f"{{{_MAIN}}}t"):
        text.replace(plain, _run(plain.text or ""))
    runs = text.findall(f"{{{_MAIN}}}r")
    text.insert(len(runs), _run("\n".join(("", f"{AUTHOR}：", *lines))))
    return "".join(one.text or "" for one in text.iter(f"{{{_MAIN}}}t")).split("\n")


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{{{_MAIN}}}r")
    properties = etree.SubElement(run, f"{{{_MAIN}}}rPr")
    for name, value in (("sz", {"val": "9"}), ("color", {"indexed": "81"}),
                        ("rFont", {"val": "宋体"}), ("charset", {"val": "134"})):  # fmt: skip
        etree.SubElement(properties, f"{{{_MAIN}}}{name}", value)
    text = etree.SubElement(run, f"{{{_MAIN}}}t")
    text.text = words
    text.set(_SPACE, "preserve")
    return run


def _with_larger(drawing: bytes, measures: Measures, texts: Mapping[str, Sequence[str]]) -> bytes:
    """Make boxes that are there as large as their new text, unless they are larger."""
    for cell, lines in texts.items():
        row, column = place_of(cell) or (0, 0)
        box = measures.box(row, column, lines)
        found = re.search(_ANCHOR % (row, column), drawing, re.DOTALL)
        if found is not None and _bottom(found[1]) < box.anchor[6]:
            anchor = ", ".join(map(str, box.anchor)).encode()
            drawing = drawing[: found.start(1)] + anchor + drawing[found.end(1) :]
    return drawing


def _bottom(anchor: bytes) -> int:
    """The row in which a box ends."""
    numbers = [int(one) for one in anchor.split(b",") if one.strip().isdigit()]
    return numbers[6] if len(numbers) > 6 else 0


def _with_new(drawing: bytes, measures: Measures, texts: Mapping[str, Sequence[str]]) -> bytes:
    """Add a box as large as its text for each new comment."""
    end = drawing.rfind(_END)
    if end < 0:
        raise ReadError("文件已损坏：批注的图形不完整")
    used = [int(found) for found in _BOX_ID.findall(drawing)]
    boxes = [] if b'"_x0000_t202"' in drawing else [_BOX_TYPE]
    for number, (cell, lines) in enumerate(texts.items(), max(used, default=_FIRST_ID) + 1):
        row, column = place_of(cell) or (0, 0)
        box = measures.box(row, column, lines)
        anchor = ", ".join(map(str, box.anchor))
        boxes.append(
            _BOX.format(
                id=number, width=box.width, height=box.height, anchor=anchor, row=row, column=column
            )
        )
    return drawing[:end] + "".join(boxes).encode() + drawing[end:]


def _drawing(parts: Parts, sheet: str) -> str:
    """The part with the boxes of a sheet, a new one if there is none."""
    reference = parts.seen(sheet).find(f"{{{_MAIN}}}legacyDrawing")
    key = reference.get(f"{{{RELATION}}}id") if reference is not None else None
    name = parts.linked(sheet, "vmlDrawing", key) if key else None
    if name is not None:
        return name
    name = parts.new_name("xl/drawings/vmlDrawing{}.vml")
    parts.put_data(name, _NEW_DRAWING)
    parts.declare_ending("vml", _DRAWING_TYPE)
    root = parts.root(sheet)
    reference = root.find(f"{{{_MAIN}}}legacyDrawing")
    if reference is None:
        reference = etree.Element(f"{{{_MAIN}}}legacyDrawing", nsmap={"r": RELATION})
        behind = (at for at, one in enumerate(root) if _name(one) in _AFTER_DRAWING)
        root.insert(next(behind, len(root)), reference)
    reference.set(f"{{{RELATION}}}id", parts.link(sheet, "vmlDrawing", name))
    return name


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
