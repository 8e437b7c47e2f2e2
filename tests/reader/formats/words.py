"""Small Word files for tests, each made of the markup that a test is about."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from mingzhang.reader.formats.word import word_document
from mingzhang.reader.source import Document, Grid, Line

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return written.getvalue()


def relationships(targets: dict[str, tuple[str, str]]) -> str:
    """The part that names what a part points to: id -> kind, target."""
    found = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{found}</Relationships>'


def word_file(
    body: str,
    *,
    headers: dict[str, str] | None = None,
    pictures: dict[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """A Word file: the body's markup, parts by kind, headers and footers and pictures by id."""
    targets = {kind: (kind, f"{kind}.xml") for kind in parts}
    files: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind, markup in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{markup}</w:{kind}>"
    for key, markup in (headers or {}).items():
        kind = "header" if key.startswith("h") else "footer"
        targets[key] = (kind, f"{key}.xml")
        files[f"word/{key}.xml"] = f"<w:hdr {NAMESPACES}>{markup}</w:hdr>"
    for key, data in (pictures or {}).items():
        targets[key] = ("image", f"media/{key}.png")
        files[f"word/media/{key}.png"] = data
    files["word/_rels/document.xml.rels"] = relationships(targets)
    return archive(files)


def p(content: str, properties: str = "") -> str:
    """A paragraph; text without markup becomes a run."""
    if content and "<" not in content:
        content = r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A cell of a table."""
    words = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows, each the markup of its cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def field(kind: str) -> str:
    """The beginning, the middle or the end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def read(body: str, **parts: object) -> Document:
    """The blocks of a small file."""
    return word_document(word_file(body, **parts))  # type: ignore[arg-type]


def lines(body: str, **parts: object) -> list[str]:
    """The texts of its lines."""
    return [one.text for one in read(body, **parts).blocks if isinstance(one, Line)]


def only_grid(body: str) -> Grid:
    """Its one table."""
    (grid,) = [one for one in read(body).blocks if isinstance(one, Grid)]
    return grid


def cells(body: str) -> list[list[tuple[str, int, int, int]]]:
    """The cells of its one table: text, column, columns and rows."""
    return [
        [(cell.text, cell.column, cell.colspan, cell.rowspan) for cell in row]
        for row in only_grid(body).rows
    ]
