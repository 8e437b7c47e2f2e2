"""The public site as files: built from any number of disclosures, again only where these changed.

`build` is the whole, in order: `reading` opens what was given, `chains` puts publications and their
corrections in order, `editions` makes the pages and files of one, `archives` the archives of a
year, `makers` names what makes pages, `draft` puts files in place. `memory` is what the site keeps
in a folder of its own to do all this again in little time.
"""

from __future__ import annotations

from mingzhang.workflow.site.build import SiteAsked, SiteBuilt, build_site
from mingzhang.workflow.site.memory import Options

__all__ = ["Options", "SiteAsked", "SiteBuilt", "build_site"]
