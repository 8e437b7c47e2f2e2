"""The disclosure within the workbook, so that it is read back exactly.

XlsxWriter has no custom XML; the parts are put into the finished package, whose other parts stay as
they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from mingzhang.model.workbook_data import NAMES_PART, texts_sha256
from mingzhang.publisher.render.custom_xml import disclosure_markup, properties_markup, store_id

__all__ = ["with_disclosure"]

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRINGS: Final = "xl/sharedStrings.xml"


def with_disclosure(book: bytes, data: bytes, names: Mapping[str, str]) -> bytes:
    """The workbook with the disclosure's JSON (`data`) and the names of figures.

    `names` are the defined names of cells, each with the address of the fact that it shows.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        texts = texts_sha256(etree.fromstring(source.read(_STRINGS)))
        parts = [disclosure_markup(data, texts), _names_markup(names)]
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "[Content_Types].xml":
                content = _typed(content.decode(), len(parts)).encode()
            elif info.filename == "xl/_rels/workbook.xml.rels":
                content = _related(content.decode(), len(parts)).encode()
            target.writestr(info, content, ZIP_DEFLATED)
        stamp = source.infolist()[0].date_time
        for number, markup in enumerate(parts, 1):
            for name, text in _files(number, markup).items():
                target.writestr(ZipInfo(name, stamp), (_HEAD + text).encode(), ZIP_DEFLATED)
    return buffer.getvalue()


def _names_markup(names: Mapping[str, str]) -> str:
    figures = "".join(
        f'<figure name="{escape(name)}">{escape(address, quote=False)}</figure>'
        for name, address in names.items()
    )
    return f'<figures xmlns="{NAMES_PART}">{figures}</figures>'


def _files(number: int, markup: str) -> dict[str, str]:
    """The part with its properties, and what relates the two."""
    store = store_id(f"xlsx{number}", markup.encode())
    return {
        f"customXml/item{number}.xml": markup,
        f"customXml/itemProps{number}.xml": properties_markup(store, markup),
        f"customXml/_rels/item{number}.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONSHIPS}/customXmlProps"'
            f' Target="itemProps{number}.xml"/></Relationships>'
        ),
    }


def _typed(types: str, count: int) -> str:
    overrides = "".join(
        f'<Override PartName="/customXml/itemProps{number}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        for number in range(1, count + 1)
    )
    return types.replace("</Types>", f"{overrides}</Types>")


def _related(relationships: str, count: int) -> str:
    added = "".join(
        f'<Relationship Id="rIdData{number}" Type="{_RELATIONSHIPS}/customXml"'
        f' Target="../customXml/item{number}.xml"/>'
        for number in range(1, count + 1)
    )
    return relationships.replace("</Relationships>", f"{added}</Relationships>")
