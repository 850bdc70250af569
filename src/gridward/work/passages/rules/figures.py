"""Figures of passages that hold on a day. Read from `dated/passages.toml`."""

from datetime import date
from pathlib import Path

from gridward.kernel.dated import entries_of, values_on
from gridward.work.passages.terms import PassageFigures

FILE = Path(__file__).resolve().parents[1] / "dated" / "passages.toml"


def figures_on(day: date) -> PassageFigures:
    """What holds on a day."""
    return PassageFigures(**values_on(entries_of(FILE)["figure"], day))
