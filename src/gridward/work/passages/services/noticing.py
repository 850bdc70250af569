"""What a gate could not see: one pass at two gates within minutes, one used again, one revoked without its knowing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from gridward.kernel import clock
from gridward.kernel.compiled import Stored, prepared
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import MOST_MINUTES_APART, Reason
from gridward.work.passages.queries.keeping import minutes_apart, most_minutes_apart
from gridward.work.passages.rules.literals import array_of, plain_array_of
from gridward.work.passages.rules.sifting import Dated
from gridward.work.passages.terms import LET_PASS

FEW = 50
"""Up to so many passages of a batch wait for others with the same passes. A gate that is online sends one; a phone that
was offline for hours sends many, and those need no order among themselves.
"""
_SEEN = """
SELECT passage, why, apart FROM passages_passes_seen(
    %s::uuid[], %s::uuid[], %s::uuid[], %s::timestamptz[], %s::text[], make_interval(mins => %s), %s, %s
)
"""
_MARK = """
UPDATE passages_passage p SET noticed = n.reasons::text[]
FROM unnest(%s::uuid[], %s::date[], %s::text[]) n (id, day, reasons) WHERE p.id = n.id AND p.day = n.day
"""


def passes_in_order(rows: Sequence[Dated]) -> set[str]:
    """Passes whose other senders are waited for: of two gates that send one at the same moment, one sees the other."""
    passes = {one.said["pass_id"] for one in rows if one.said["pass_id"]}
    return passes if len(passes) <= FEW else set()


def notice(gates: dict[str, Checkpoint], fresh: Sequence[Dated]) -> dict[str, Sequence[Reason]]:
    """Use up passes for one time, and mark passages of passes that were seen elsewhere, used or revoked before.

    Answers what was marked, by the ids of passages. Gates of other grids count too: the database looks past the wall
    and tells no more.
    """
    shown = {
        one.said["id"]: one
        for one in fresh
        if one.said["pass_id"] and one.said["decision"] in LET_PASS
    }
    found: dict[str, set[str]] = defaultdict(set)
    for passage, why, apart in _seen(gates, list(shown.values())) if shown else ():
        one = shown[str(passage)]
        if why not in one.said["reasons"] and (apart is None or apart <= _span(gates, one)):
            found[str(passage)].add(why)
    if found:
        _mark([(shown[row], reasons) for row, reasons in found.items()])
    return {row: sorted(map(Reason, why)) for row, why in found.items()}


def _span(gates: dict[str, Checkpoint], one: Dated) -> timedelta:
    return timedelta(minutes=minutes_apart(gates[one.said["gate"]], one.at))


def _seen(gates: dict[str, Checkpoint], shown: Sequence[Dated]) -> list[Stored]:
    first, last = min(shown, key=lambda one: one.at), max(shown, key=lambda one: one.at)
    minutes = _minutes(gates, shown, first.at, last.at)
    span = timedelta(minutes=minutes)
    days = (clock.local_date(first.at - span), clock.local_date(last.at + span))
    columns = [
        plain_array_of([one.said["id"] for one in shown]),
        plain_array_of([one.said["pass_id"] for one in shown]),
        plain_array_of([one.said["gate"] for one in shown]),
    ]
    at = plain_array_of([one.at.isoformat() for one in shown])
    ways = plain_array_of([one.said["direction"] for one in shown])
    return prepared(_SEEN, [*columns, at, ways, minutes, *days])


def _minutes(
    gates: dict[str, Checkpoint], shown: Sequence[Dated], since: datetime, until: datetime
) -> int:
    """How far around is looked. For one passage the rules are read only where something was found."""
    if len(shown) == 1:
        return MOST_MINUTES_APART
    where = {one.said["gate"] for one in shown}
    return max(most_minutes_apart(gates[gate], since, until) for gate in where)


def _mark(found: Sequence[tuple[Dated, set[str]]]) -> None:
    reasons = array_of("{" + ",".join(sorted(map(Reason, why))) + "}" for _, why in found)
    columns = [
        array_of(one.said["id"] for one, _ in found),
        array_of(one.day for one, _ in found),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [*columns, reasons])
