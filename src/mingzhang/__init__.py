"""Mingzhang (明账): compile, publish, read and check Chinese departmental budget disclosures."""

from importlib.metadata import version

__version__ = version("mingzhang")
