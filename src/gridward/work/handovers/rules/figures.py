"""The figures of handovers, read from `dated/handovers.toml` beside the program."""

from datetime import date, timedelta
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.handovers.terms import HandoverFigures

FILE = Path(__file__).resolve().parents[1] / "dated" / "handovers.toml"


def figures_on(day: date) -> HandoverFigures:
    """What holds on a day; before the first entry of a figure, that first entry."""
    entries = {entry["name"]: entry for entry in begun(entries_of(FILE)["figure"], day)}
    minutes = {name: timedelta(minutes=entry["minutes"]) for name, entry in entries.items()}
    sources = {name: str(entry["source"]) for name, entry in entries.items()}
    return HandoverFigures(**minutes, sources=sources)
