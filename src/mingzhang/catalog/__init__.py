"""Official code lists of the Ministry of Finance and others, by year where it is known.

Data only, with the source of each row; what no published document confirms is marked so. Knows
nothing of tables and documents.
"""

from mingzhang.catalog.lists import (
    Catalog,
    CatalogError,
    Entry,
    budget_revenue,
    divisions,
    economic_department,
    economic_government,
    functional,
    purchase_services,
)
from mingzhang.catalog.pairs import (
    EconomicPair,
    FunctionOfGovernment,
    economic_pairs,
    functions_of_government,
)

__all__ = [
    "Catalog",
    "CatalogError",
    "EconomicPair",
    "Entry",
    "FunctionOfGovernment",
    "budget_revenue",
    "divisions",
    "economic_department",
    "economic_government",
    "economic_pairs",
    "functional",
    "functions_of_government",
    "purchase_services",
]
