"""The disclosure within an office file, and the ids by which its programs know parts of data."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import Final
from uuid import UUID

from mingzhang.model.word_data import DISCLOSURE_PART

__all__ = ["disclosure_markup", "properties_markup", "store_id"]

_CUSTOM_XML: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_NAMESPACE: Final = re.compile(r'xmlns="([^"]+)"')
_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff\x7f-\x9f]")


def disclosure_markup(data: bytes, words: str) -> str:
    """The part with the disclosure; `data` is its JSON, `words` the hash of the file's other texts.

    What XML cannot hold is escaped as JSON has it, so the text may differ from the JSON that was
    hashed; read and written again it does not.
    """
    text = _NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", data.decode())
    return (
        f'<disclosure xmlns="{DISCLOSURE_PART}" sha256="{sha256(data).hexdigest()}"'
        f' words="{words}">{escape(text, quote=False)}</disclosure>'
    )


def properties_markup(store: str, markup: str) -> str:
    """The properties of a part: its id and its namespace."""
    found = _NAMESPACE.search(markup)
    schema = f'<ds:schemaRef ds:uri="{found[1]}"/>' if found else ""
    return (
        f'<ds:datastoreItem ds:itemID="{store}" xmlns:ds="{_CUSTOM_XML}">'
        f"<ds:schemaRefs>{schema}</ds:schemaRefs></ds:datastoreItem>"
    )


def store_id(kind: str, data: bytes) -> str:
    """The id of a part, the same for the same data."""
    return f"{{{str(UUID(bytes=sha256(kind.encode() + data).digest()[:16], version=4)).upper()}}}"
