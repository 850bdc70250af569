"""Layouts of Annex 5: the street's latest, its former ones, and the one of the repository."""

import tomllib
from functools import cache
from importlib.resources import files

from django.db.models import QuerySet

from gridward.ground.territory.models import Division
from gridward.kernel.problems import NotFound
from gridward.oversight.reports.models import LayoutVersion
from gridward.oversight.reports.rules.layouts import read_layout
from gridward.oversight.reports.terms import Layout


@cache
def default_layout() -> Layout:
    """The layout of the repository, version 0."""
    text = (files("gridward.oversight.reports") / "layouts" / "annex5.toml").read_text("utf-8")
    return read_layout(tomllib.loads(text), 0)


def versions(street: Division) -> QuerySet[LayoutVersion]:
    """What was saved for a street, the latest first."""
    return LayoutVersion.objects.filter(street=street).order_by("-number")


def layout_of(street: Division, number: int | None = None) -> Layout:
    """The street's latest layout, or the one of a number; 0 is the repository's. Raises NotFound."""
    if number == 0:
        return default_layout()
    rows = versions(street)
    row = (rows.filter(number=number) if number else rows).first()
    if row is None and number:
        raise NotFound
    return read_layout(row.content, row.number) if row else default_layout()
