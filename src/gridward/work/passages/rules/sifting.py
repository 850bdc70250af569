"""Which passages of a batch are taken, and when they were by the server's clock."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from gridward.kernel import clock
from gridward.work.passages.problems import PassageGateUnknown, PassageTooOld
from gridward.work.passages.terms import PassageSaid, Refused

TOLERANCE = timedelta(minutes=2)
"""Between the moment a phone reads its clock and the moment the server reads its own."""
Moment = tuple[datetime, datetime | None]
"""An instant by the server's clock, and what the phone's said where it was set meanwhile."""


class Dated(NamedTuple):
    """A passage with its instant by the server's clock, the local day that this is in, and what the phone's clock said
    where it was set meanwhile.
    """

    said: PassageSaid
    at: datetime
    day: date
    told_at: datetime | None = None


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

    @cached_property
    def first(self) -> datetime:
        """The beginning of the first local day that is kept."""
        return clock.midnight(clock.local_date(self.now) - timedelta(days=self.kept_days))

    @cached_property
    def latest(self) -> datetime:
        """What is later has not been yet."""
        return self.now + TOLERANCE


def sift(rows: Sequence[PassageSaid], bounds: Bounds) -> Sifted:
    """A phone whose clock is wrong is wrong by the same amount in all that it tells, unless it was set meanwhile."""
    once = list({row["id"]: row for row in reversed(rows)}.values())[::-1]
    offset = bounds.now - bounds.phone_now
    moments = [_moment(row, offset, bounds) for row in once]
    refused = list(_refused(once, moments, bounds))
    if refused:
        gone = {one.id for one in refused}
        kept = [n for n, row in enumerate(once) if row["id"] not in gone]
        once, moments = [once[n] for n in kept], [moments[n] for n in kept]
    ats = [min(bounds.now, at) for at, _ in moments]
    told = [told_at for _, told_at in moments]
    return Sifted(
        list(map(Dated, once, ats, _days(ats), told)), refused, len(rows) - len(refused) - len(once)
    )


def _moment(row: PassageSaid, offset: timedelta, bounds: Bounds) -> Moment:
    """When a passage was. Two accounts of it agree unless the phone's clock was set: by the difference of the clocks
    now that it is sent, and by that of when the phone last heard of the server's.

    Where they do not, the second is believed, since clocks are set when a signal is back; else the first, where that
    is possible. Of a passage for which neither is, its coming in is what we know. So none is lost for its clock.
    """
    said = row["at"].astimezone(UTC)
    sent, heard = said + offset, row.get("server_at")
    if heard is None or abs(sent - heard) <= TOLERANCE:
        return (sent, None) if sent <= bounds.latest else (bounds.now, said)
    for at in (heard.astimezone(UTC), sent):
        if bounds.first <= at <= bounds.latest:
            return at, said
    return bounds.now, said


def _refused(
    rows: Sequence[PassageSaid], moments: Sequence[Moment], bounds: Bounds
) -> Iterator[Refused]:
    """Looked at one by one only where something of the batch is wrong."""
    first = bounds.first
    gates = {row["gate"] for row in rows}
    if rows and gates <= set(bounds.gates) and min(at for at, _ in moments) >= first:
        return
    for row, (at, _) in zip(rows, moments, strict=True):
        if row["gate"] not in bounds.gates:
            yield Refused(row["id"], PassageGateUnknown())
        elif at < first:
            yield Refused(row["id"], PassageTooOld(days=bounds.kept_days))


def _days(ats: Sequence[datetime]) -> list[date]:
    """The local days of instants; mostly all are of one, and a calendar is slow."""
    if not ats:
        return []
    first, last = clock.local_date(min(ats)), clock.local_date(max(ats))
    return [first] * len(ats) if first == last else [clock.local_date(at) for at in ats]
