"""Web pages that Mingzhang wrote: read back exactly, and verified.

What a page shows is read from its elements (`own`, `shown`); with the block that it carries it
gives the disclosure again. `figures`, `relations` and `suspects` find the figure that was changed,
`prose` the text. Pages that others wrote are read by `reader.formats.page`.
"""

from mingzhang.reader.page.difference import Difference
from mingzhang.reader.page.own import is_own_page
from mingzhang.reader.page.reading import disclosure_of_page
from mingzhang.reader.page.verify import Verified, verify_page

__all__ = ["Difference", "Verified", "disclosure_of_page", "is_own_page", "verify_page"]
