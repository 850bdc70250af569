"""Which passages of a batch are taken, and when they were by the server's clock."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from gridward.kernel import clock
from gridward.kernel.problems import Problem
from gridward.work.passages.problems import PassageAhead, PassageGateUnknown, PassageTooOld
from gridward.work.passages.terms import PassageSaid, Refused

TOLERANCE = timedelta(minutes=2)
"""Between the moment a phone reads its clock and the moment the server reads its own."""
_MINUTE = timedelta(minutes=1)


class Dated(NamedTuple):
    """A passage with its instant by the server's clock, and the local day that this is in."""

    said: PassageSaid
    at: datetime
    day: date


@dataclass(frozen=True)
class Sifted:
    """The passages that are taken, each id once; those that are not; how many were told twice."""

    rows: Sequence[Dated]
    refused: Sequence[Refused]
    repeated: int


@dataclass(frozen=True)
class Bounds:
    """What a batch is held against: the gates that its sender keeps, by their ids as texts; now; the phone's now."""

    gates: Collection[str]
    now: datetime
    phone_now: datetime
    kept_days: int

    @property
    def oldest(self) -> date:
        """The first local day that is kept."""
        return clock.local_date(self.now) - timedelta(days=self.kept_days)


def sift(rows: Sequence[PassageSaid], bounds: Bounds) -> Sifted:
    """A phone whose clock is wrong is wrong by the same amount in all that it tells."""
    once = list({row["id"]: row for row in reversed(rows)}.values())[::-1]
    offset = bounds.now - bounds.phone_now
    told = [row["at"].astimezone(UTC) + offset for row in once]
    refused = list(_refused(once, told, bounds))
    if refused:
        gone = {one.id for one in refused}
        kept = [n for n, row in enumerate(once) if row["id"] not in gone]
        once, told = [once[n] for n in kept], [told[n] for n in kept]
    ats = [min(bounds.now, at) for at in told]
    return Sifted(
        list(map(Dated, once, ats, _days(ats))), refused, len(rows) - len(refused) - len(once)
    )


def _refused(
    rows: Sequence[PassageSaid], ats: Sequence[datetime], bounds: Bounds
) -> Iterator[Refused]:
    """Looked at one by one only where something of the batch is wrong."""
    latest, first = bounds.now + TOLERANCE, clock.midnight(bounds.oldest)
    gates = {row["gate"] for row in rows}
    if rows and gates <= set(bounds.gates) and max(ats) <= latest and min(ats) >= first:
        return
    for row, at in zip(rows, ats, strict=True):
        problem = _problem(row, at, latest, first, bounds)
        if problem is not None:
            yield Refused(row["id"], problem)


def _problem(
    row: PassageSaid, at: datetime, latest: datetime, first: datetime, bounds: Bounds
) -> Problem | None:
    if row["gate"] not in bounds.gates:
        return PassageGateUnknown()
    if at > latest:
        return PassageAhead(minutes=(at - bounds.now) // _MINUTE)
    return PassageTooOld(days=bounds.kept_days) if at < first else None


def _days(ats: Sequence[datetime]) -> list[date]:
    """The local days of instants; mostly all are of one, and a calendar is slow."""
    if not ats:
        return []
    first, last = clock.local_date(min(ats)), clock.local_date(max(ats))
    return [first] * len(ats) if first == last else [clock.local_date(at) for at in ats]
