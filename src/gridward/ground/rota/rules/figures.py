"""The figures of hours and rest, read from `dated/rota.toml` beside the program (O4)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gridward.ground.rota.terms import RestFigures
from gridward.kernel.dated import Entry, begun, entries_of

FILE = Path(__file__).resolve().parents[1] / "dated" / "rota.toml"


def figures_on(day: date) -> RestFigures:
    """What holds on a day; before the first entry of a figure, that first entry."""
    return figures_from(entries_of(FILE), day)


def figures_from(file: Mapping[str, list[Entry]], day: date) -> RestFigures:
    """The same from a file's content; raises TypeError where a figure is missing."""
    entries = {entry["name"]: entry for entry in begun(file["figure"], day)}
    values = {name: entry["value"] for name, entry in entries.items()}
    sources = {name: entry["source"] for name, entry in entries.items()}
    return RestFigures(**values, sources=sources)
