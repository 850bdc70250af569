"""How long entries last, and where one stands at a moment."""

from datetime import date, datetime, timedelta
from pathlib import Path

from gridward.kernel.dated import begun, entries_of
from gridward.work.watch.problems import WatchDaysUnfit
from gridward.work.watch.terms import WatchRules, WatchState

FILE = Path(__file__).resolve().parents[1] / "dated" / "watch.toml"


def watch_rules(day: date) -> WatchRules:
    """What holds on a day."""
    entry = begun(entries_of(FILE)["rules"], day)[-1]
    named = ("longest_days", "kept_days", "appeal", "source")
    return WatchRules(**{name: entry[name] for name in named})


def span(
    begins: datetime | None, ends: datetime | None, now: datetime, rules: WatchRules
) -> tuple[datetime, datetime]:
    """From when to when an entry lasts: from now, and as long as may be, where nothing is said.

    Nothing begins in the past. Raises WatchDaysUnfit.
    """
    longest = timedelta(days=rules.longest_days)
    since = max(begins, now) if begins else now
    until = ends or since + longest
    if not since < until <= since + longest:
        raise WatchDaysUnfit(most=rules.longest_days)
    return since, until


def state_of(
    begins: datetime, ends: datetime, ended_at: datetime | None, now: datetime
) -> WatchState:
    """Where an entry stands."""
    if ended_at is not None:
        return WatchState.ENDED
    if ends <= now:
        return WatchState.EXPIRED
    return WatchState.COMING if begins > now else WatchState.IN_FORCE
