"""A province's year of disclosures, invented, for measuring and testing what shows many of them.

Departments of the usual kinds in every city and county, their budgets made line by line and
compiled as any other; and a small set of what is hard to show.
"""

from tools.province.department import Department, province
from tools.province.edges import edge_disclosures

__all__ = ["Department", "edge_disclosures", "province"]
