"""The settings of the house that hold on a day."""

from datetime import date
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.measures.terms import MeasureRules

FILE = Path(__file__).resolve().parents[1] / "dated" / "measures.toml"


def measure_rules(day: date) -> MeasureRules:
    """What holds on a day."""
    entry = begun(entries_of(FILE)["rules"], day)[-1]
    return MeasureRules(**{name: entry[name] for name in MeasureRules.__dataclass_fields__})
