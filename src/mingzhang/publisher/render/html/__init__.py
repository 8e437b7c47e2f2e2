"""Draw a publication as one self-contained web page: no request, no font file, no script.

`document` puts the page together; beside it stands one module for each kind of block. Words of the
disclosure come from the publication alone; the page adds only those of its own controls.
"""

from __future__ import annotations

from mingzhang.publisher.render.html.document import render_html

__all__ = ["render_html"]
