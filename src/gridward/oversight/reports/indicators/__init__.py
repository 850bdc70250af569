"""The figures of Annex 5, each a named function over the facts of a place, and the table made of them."""

from gridward.oversight.reports.indicators import figures

__all__ = ["figures"]
