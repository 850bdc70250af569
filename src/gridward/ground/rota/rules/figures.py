"""The figures of hours and rest, read from `dated/rota.toml` beside the program (O4)."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from gridward.ground.rota.terms import HomeFigures, RestFigures, WishFigures
from gridward.kernel.dated import Entry, begun, entries_of

FILE = Path(__file__).resolve().parents[1] / "dated" / "rota.toml"


def figures_on(day: date) -> RestFigures:
    """What holds on a day; before the first entry of a figure, that first entry."""
    return figures_from(entries_of(FILE), day)


def figures_from(file: Mapping[str, list[Entry]], day: date) -> RestFigures:
    """The same from a file's content; raises TypeError where a figure is missing."""
    return RestFigures(**_values(file["figure"], day))


def wish_figures_on(day: date) -> WishFigures:
    """The house rules of wishes that hold on a day."""
    return WishFigures(**_values(entries_of(FILE)["wish"], day))


def home_figures_on(day: date) -> HomeFigures:
    """The house rules of where people set out from that hold on a day."""
    return HomeFigures(**_values(entries_of(FILE)["home"], day))


def _values(entries: Iterable[Entry], day: date) -> dict[str, Any]:
    """The value of each figure by its name, and all their sources."""
    named = {entry["name"]: entry for entry in begun(entries, day)}
    values = {name: entry["value"] for name, entry in named.items()}
    return {**values, "sources": {name: entry["source"] for name, entry in named.items()}}
