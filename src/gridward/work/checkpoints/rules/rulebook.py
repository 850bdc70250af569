"""Which rules a gate has at a moment: dated data of the country, under what its chief has set."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from gridward.kernel import clock
from gridward.kernel.dated import begun, entries_of
from gridward.work.checkpoints.rules.plain import rules_from
from gridward.work.checkpoints.terms import GateRules

_FILE = Path(__file__).parents[1] / "dated" / "gates.toml"


def rules_of_the_country(at: datetime) -> GateRules:
    """The latest entry that holds at a moment; days are those of the local calendar."""
    return _rules_on(clock.local_date(at))


@lru_cache(maxsize=64)
def _rules_on(day: date) -> GateRules:
    entry = begun(entries_of(_FILE)["rules"], day)[-1]
    plain: dict[str, Any] = dict(entry)
    return rules_from({**plain, "name": plain["source"], "fever_c": _fever(plain)})


def country_turns() -> list[datetime]:
    """The instants from which an entry of the country holds, or holds no more."""
    entries = entries_of(_FILE)["rules"]
    days = (entry.get(name) for entry in entries for name in ("since", "until"))
    return [clock.midnight(day) for day in days if day is not None]


def _fever(entry: dict[str, Any]) -> float | None:
    told = entry.get("fever")
    return told["celsius"] if told else None
