"""What is asked of every page: that axe finds nothing, and that nothing went wrong while it loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from tools.browser.chromium import Browser, Page, Scheme, Seen

__all__ = ["found_by_axe", "troubles"]


def found_by_axe(
    browser: Browser,
    urls: Iterable[str],
    widths: Sequence[int] = (360, 1440),
    schemes: Sequence[Scheme] = ("light", "dark"),
) -> list[str]:
    """A line for each rule that a page breaks, with the widths and schemes that it is broken at."""
    lines: list[str] = []
    for url in urls:
        with browser.page() as page:
            lines += _lines(url, page, list(product(widths, schemes)))
    return lines


def _lines(url: str, page: Page, looks: Sequence[tuple[int, Scheme]]) -> Iterator[str]:
    broken: dict[str, list[str]] = {}
    for number, (width, scheme) in enumerate(looks):
        page.look(width, scheme)
        if not number:
            page.goto(url)
        for one in page.axe():
            said = f"{one.rule} ({one.help}) at {len(one.places)} places, first {one.places[0]}"
            broken.setdefault(said, []).append(f"{width} {scheme}")
    return (f"{url}: {said} [{', '.join(where)}]" for said, where in broken.items())


def troubles(seen: Seen, address: str) -> list[str]:
    """What must not happen on any page of the site at this address."""
    return [
        *(f"error: {one}" for one in seen.errors),
        *(f"against the policy: {one}" for one in seen.violations),
        *(f"not there: {one}" for one in seen.failed),
        *(f"from another host: {one}" for one in seen.others(address)),
    ]
