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

__all__ = ["data_block", "data_head"]

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def data_head(page_facts: PageFacts, alternates: tuple[tuple[str, str], ...]) -> str:
    """What the head says: the disclosure's checksum, its scheme, its other files, the policy."""
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
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
    style = f"<style>\n{_part('panel.css')}\n</style>\n" if _part("panel.css") else ""
    return f"{policy}{metas}{links}{style}"


def data_block(page_facts: PageFacts) -> str:
    """The block as the page holds it, and the script that shows it to readers."""
    block = page_facts_to_json(page_facts)
    script = f"\n<script>{_part('panel.js')}</script>" if _part("panel.js") else ""
    return f'\n<script type="application/json" id="facts">{block}</script>{script}'


def _policy() -> str:
    """No request at all; of scripts the page's own alone."""
    script = _part("panel.js")
    if not script:
        return _POLICY
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"{_POLICY}; script-src 'sha256-{digest}'"


@cache
def _part(name: str) -> str:
    """A file of the panel; empty where there is none."""
    file = resources.files(__package__).joinpath(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""
