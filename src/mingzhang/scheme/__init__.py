"""Load, check and query schemes: what a province prescribes, as data.

`data/<province>/<year>/` holds tables, sentences, forms and terms; outside of it there is no
table number, no province and no sentence of a disclosure.
"""

from mingzhang.scheme.scheme import Scheme, available_schemes, load_scheme, read_scheme
from mingzhang.scheme.yaml import SchemeError

__all__ = ["Scheme", "SchemeError", "available_schemes", "load_scheme", "read_scheme"]
