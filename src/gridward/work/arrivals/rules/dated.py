"""The settings of the house that hold on a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.arrivals.problems import (
    ArrivalDayUnfit,
    ArrivalStayMissing,
    ArrivalStayUnfit,
)
from gridward.work.arrivals.terms import AHEAD_DAYS, MOST_STAYS, ArrivalRules
from gridward.work.riskareas.terms import Stay

FILE = Path(__file__).resolve().parents[1] / "dated" / "arrivals.toml"


def arrival_rules(day: date) -> ArrivalRules:
    """What holds on a day."""
    entry = begun(entries_of(FILE)["rules"], day)[-1]
    return ArrivalRules(**{name: entry[name] for name in ArrivalRules.__dataclass_fields__})


def check_days(arrived_on: date, stays: Sequence[Stay], today: date) -> None:
    """Raises ArrivalDayUnfit, ArrivalStayMissing, ArrivalStayUnfit."""
    kept = timedelta(days=arrival_rules(today).kept_days)
    if not today - kept < arrived_on <= today + timedelta(days=AHEAD_DAYS):
        raise ArrivalDayUnfit(days=kept.days, ahead=AHEAD_DAYS)
    if not 1 <= len(stays) <= MOST_STAYS:
        raise ArrivalStayMissing(most=MOST_STAYS)
    if not all(one.region.strip() and one.begins <= one.ends <= arrived_on for one in stays):
        raise ArrivalStayUnfit
