"""The settings of the house that hold on a day."""

from datetime import date
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.tracing.terms import TracingRules

FILE = Path(__file__).resolve().parents[1] / "dated" / "tracing.toml"


def tracing_rules(day: date) -> TracingRules:
    """What holds on a day."""
    entry = begun(entries_of(FILE)["rules"], day)[-1]
    return TracingRules(**{name: entry[name] for name in TracingRules.__dataclass_fields__})
