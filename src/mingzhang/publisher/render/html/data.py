"""What a page says to programs: the block of its facts, and where it stands as data.

With the block comes the panel that shows a reader what stands behind a figure, if there is one: its
script is the only one that the page runs.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from mingzhang import __version__
from mingzhang.model.page_facts import PageFacts, page_facts_to_json
from mingzhang.publisher.render.html.markup import attribute

__all__ = ["data_block", "data_head", "panel"]

_POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"


def data_head(page_facts: PageFacts, alternates: tuple[tuple[str, str], ...], sheet: str) -> str:
    """What the head says: the disclosure's checksum, its scheme, its other files, the policy.

    `sheet` is the content of the page's own style element.
    """
    scheme = f"{page_facts.scheme} {page_facts.fiscal_year}"
    said = {"sha256": page_facts.sha256, "scheme": scheme, "version": __version__}
    metas = "".join(
        f'<meta name="mingzhang:{name}" content="{attribute(content)}">\n'
        for name, content in said.items()
    )
    links = "".join(
        f'<link rel="alternate" type="{attribute(kind)}" href="{attribute(address)}">\n'
        for kind, address in alternates
    )
    own = _part("panel.css")
    allowed = _policy((sheet, own) if own else (sheet,))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
    style = f"<style>{own}</style>\n" if own else ""
    return f"{policy}{metas}{links}{style}"


def data_block(page_facts: PageFacts) -> str:
    """The block as the page holds it, and the script that shows it to readers."""
    block = page_facts_to_json(page_facts)
    script = f"\n<script>{_part('panel.js')}</script>" if _part("panel.js") else ""
    return f'\n<script type="application/json" id="facts">{block}</script>{script}'


def panel() -> tuple[str, str]:
    """The script of the panel and its styles, for a page that loads them as files."""
    return _part("panel.js"), _part("panel.css")


def _policy(sheets: tuple[str, ...]) -> str:
    """No request at all; of scripts and of styles the page's own alone."""
    script = _part("panel.js")
    scripts = f"; script-src {_digest(script)}" if script else ""
    return f"{_POLICY}; style-src {' '.join(map(_digest, sheets))}{scripts}"


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    """A file of the panel; empty where there is none."""
    file = resources.files(__package__).joinpath(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""
