"""Which passages of a batch are taken, and when they were by the server's clock."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gridward.kernel import clock
from gridward.kernel.problems import Problem
from gridward.work.passages.problems import PassageAhead, PassageGateUnknown, PassageTooOld
from gridward.work.passages.terms import PassageSaid, Refused

TOLERANCE = timedelta(minutes=2)
"""Between the moment a phone reads its clock and the moment the server reads its own."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Dated:
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

    gates: Container[str]
    now: datetime
    phone_now: datetime
    kept_days: int

    @property
    def oldest(self) -> date:
        """The first local day that is kept."""
        return clock.local_date(self.now) - timedelta(days=self.kept_days)


def sift(rows: Sequence[PassageSaid], bounds: Bounds) -> Sifted:
    """A phone whose clock is wrong is wrong by the same amount in all that it tells."""
    once = {row["id"]: row for row in reversed(rows)}
    ends = list(_each(list(reversed(once.values())), bounds))
    return Sifted(
        rows=[one for one in ends if isinstance(one, Dated)],
        refused=[one for one in ends if isinstance(one, Refused)],
        repeated=len(rows) - len(once),
    )


def _each(rows: Sequence[PassageSaid], bounds: Bounds) -> Iterator[Dated | Refused]:
    offset, latest, oldest = bounds.now - bounds.phone_now, bounds.now + TOLERANCE, bounds.oldest
    for row in rows:
        at = row["at"] + offset
        if row["gate"] not in bounds.gates:
            yield _refused(row, PassageGateUnknown())
        elif at > latest:
            yield _refused(row, PassageAhead(minutes=(at - bounds.now) // _MINUTE))
        elif (day := clock.local_date(min(at, bounds.now))) < oldest:
            yield _refused(row, PassageTooOld(days=bounds.kept_days))
        else:
            yield Dated(row, min(at, bounds.now), day)


def _refused(row: PassageSaid, problem: Problem) -> Refused:
    return Refused(row["id"], problem)
