"""The file itself: parts, relationships, properties; the same publication gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.model.word_data import words_sha256
from mingzhang.publisher.compose.figures import figures
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.custom_xml import disclosure_markup, properties_markup, store_id
from mingzhang.publisher.render.docx.charts import Picture, chart_pictures
from mingzhang.publisher.render.docx.controls import Controls
from mingzhang.publisher.render.docx.drawing import Margins, document_markup
from mingzhang.publisher.render.docx.margins import (
    cover_header_markup,
    footer_markup,
    header_markup,
)
from mingzhang.publisher.render.docx.markup import clean
from mingzhang.publisher.render.docx.styles import (
    font_table_markup,
    settings_markup,
    styles_markup,
)

__all__ = ["package_bytes"]

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADER, _FOOTER, _COVER_HEADER = "rIdHeader", "rIdFooter", "rIdCoverHeader"


def package_bytes(
    publication: Publication, disclosure: Disclosure, place_of: Callable[[str], str]
) -> bytes:
    """The publication as a Word file with its data in it."""
    package = Package()
    data = disclosure_to_json(disclosure)
    controls = Controls(figures(disclosure.facts, place_of), place_of, store_id("figures", data))
    mark = publication.watermark
    margins = Margins(_HEADER, _FOOTER, _COVER_HEADER if mark else None)
    pictures = chart_pictures(publication)
    document = _part(
        package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN,
        document_markup(publication, margins, controls, pictures),
    )  # fmt: skip
    _add_pictures(package, document, pictures.values())
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    _add_margins(package, document, publication)
    for name, content_type, relationship, markup in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_markup()),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings_markup()),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE,
         font_table_markup()),
    ):  # fmt: skip
        part = _part(package, f"/word/{name}.xml", content_type, markup)
        document.relate_to(part, relationship)
    _add_data(package, document, controls, data)
    _describe(package, publication)
    written = BytesIO()
    package.save(written)
    return _timeless(written)


def _part(package: Package, name: str, content_type: str, markup: str) -> Part:
    blob = _DECLARATION + markup.encode()
    parse_xml(blob)  # never hand out what Word could not read
    return Part(PackURI(name), content_type, blob, package)


def _add_data(package: Package, document: Part, controls: Controls, data: bytes) -> None:
    """The parts of custom XML: the figures that the controls are bound to, and the disclosure."""
    for number, (kind, markup) in enumerate(
        (
            ("figures", controls.part()),
            ("disclosure", disclosure_markup(data, words_sha256(etree.fromstring(document.blob)))),
        ),
        start=1,
    ):
        item = _part(package, f"/customXml/item{number}.xml", CONTENT_TYPE.XML, markup)
        properties = _part(
            package, f"/customXml/itemProps{number}.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
            properties_markup(store_id(kind, data), markup),
        )  # fmt: skip
        item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        document.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _add_pictures(package: Package, document: Part, pictures: Iterable[Picture]) -> None:
    for picture in pictures:
        name = PackURI(f"/word/media/chart{picture.number}.png")
        part = Part(name, CONTENT_TYPE.PNG, picture.data, package)
        document.load_rel(RELATIONSHIP_TYPE.IMAGE, part, picture.id)


def _add_margins(package: Package, document: Part, publication: Publication) -> None:
    mark = publication.watermark
    header = header_markup(publication.header, mark, 1)
    footer = footer_markup(publication.page_footer)
    headers = [(_HEADER, "header1", header)]
    if mark:
        headers.append((_COVER_HEADER, "header2", cover_header_markup(mark, 2)))
    for key, name, markup in headers:
        part = _part(package, f"/word/{name}.xml", CONTENT_TYPE.WML_HEADER, markup)
        document.load_rel(RELATIONSHIP_TYPE.HEADER, part, key)
    part = _part(package, "/word/footer1.xml", CONTENT_TYPE.WML_FOOTER, footer)
    document.load_rel(RELATIONSHIP_TYPE.FOOTER, part, _FOOTER)


def _describe(package: Package, publication: Publication) -> None:
    properties = package.core_properties
    when = _date(publication.properties.get("date"))
    properties.title = _short(publication.title)
    properties.subject = _short(publication.cover.title)
    properties.author = _short(publication.entity)
    properties.last_modified_by = _short(publication.entity)
    properties.language = publication.language
    properties.created = when
    properties.modified = when


def _short(text: str) -> str:
    return clean(text)[:_LONGEST_PROPERTY]


def _date(text: str | None) -> datetime:
    """The date of the properties in UTC; without one, a fixed day long past."""
    try:
        day = datetime.fromisoformat(text) if text else _UNDATED
    except ValueError:
        day = _UNDATED
    return day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)


def _timeless(written: BytesIO) -> bytes:
    """The same archive without the time of writing."""
    archive = BytesIO()
    with ZipFile(written) as source, ZipFile(archive, "w") as target:
        for name in source.namelist():
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name))
    return archive.getvalue()
