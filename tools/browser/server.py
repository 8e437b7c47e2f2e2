"""A folder as a web server would give it out, on this machine only."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Final

__all__ = ["serving"]

_COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".xml")


class _Files(SimpleHTTPRequestHandler):
    """Files as they are, or packed as most servers send them."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # as the class above declares it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".html": "text/html; charset=utf-8",
        ".webmanifest": "application/manifest+json",
    }

    def __init__(self, *arguments: object, packs: bool, directory: str) -> None:
        self.packs = packs
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if not (self.packs and path.is_file() and path.suffix in _COMPRESSED):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the test says what went wrong."""


@contextmanager
def serving(folder: Path, packs: bool = False) -> Iterator[str]:
    """The address (with / at its end) that a folder is served at; `packs`: compressed by gzip."""
    files = partial(_Files, packs=packs, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
