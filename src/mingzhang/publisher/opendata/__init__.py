"""Disclosure -> open data: csv files with a datapackage.json (Fiscal Data Package 1.0-rc.1).

`view` finds the figures of a table that no other figure of it adds up, `columns` says which columns
stand for a coordinate, `lists` and `facts` make the tables beside the views, `package` binds them.
`conformance` reads a package again and checks what general validators pass over. Knows no table
and no province: what a view has follows from the scheme's coordinates.
"""

from __future__ import annotations

from mingzhang.publisher.opendata.conformance import PackageProblem, package_problems
from mingzhang.publisher.opendata.package import open_data_files

__all__ = ["PackageProblem", "open_data_files", "package_problems"]
