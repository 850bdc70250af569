"""Duties of survey rounds (R4): doors without an outcome, doors to go back to, rounds that end, rounds to close."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import by_day
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.rounds.models import Round, RoundGrid, Target, Visit
from gridward.work.rounds.terms import RoundState


class _Left(NamedTuple):
    """An open round with how many doors of the post's grids are left in it, of how many."""

    id: UUID
    name: str
    ends_on: Any
    left: int
    all: int


def targets_without_outcome(asked: Asked) -> Iterator[DutyItem]:
    """Per round the doors that nobody went to; what the worker visited today is done."""
    rows = _targets(asked)
    for one in _by_round(asked, rows.filter(outcome="")):
        yield _doors(asked, one, "doors_left", "targets")
    if visited := _visited(asked):
        yield DutyItem(DutyState.DONE, "doors_visited", "/rounds", visited)


def doors_to_revisit(asked: Asked) -> Iterator[DutyItem]:
    """Per round the doors that did not open yet; what settled today after an earlier try is done."""
    rows = _targets(asked)
    for one in _by_round(asked, rows.filter(settled=False).exclude(outcome="")):
        yield _doors(asked, one, "doors_again", "revisits")
    again = rows.filter(settled=True, visits__gt=1, outcome_at__gte=asked.midnight)
    if settled := again.filter(outcome_by=asked.member).count():
        yield DutyItem(DutyState.DONE, "doors_settled", "/rounds", settled)


def rounds_ending(asked: Asked) -> Iterator[DutyItem]:
    """Rounds that end soon, or should have ended, with what is left; those that are walked to the end are done."""
    soon = asked.today + timedelta(days=asked.duty.days["ahead"])
    for one in _by_round(asked, _targets(asked), Q(settled=False)):
        link = f"/rounds/{one.id}"
        share = {"name": one.name, "share": _share(one), "left": one.left}
        if not one.left:
            yield DutyItem(DutyState.DONE, "round_walked", link, one.all, values=share)
        elif one.ends_on <= soon:
            state = by_day(one.ends_on, asked.today)
            yield DutyItem(state, "round_ends", link, one.left, one.ends_on, values=share)


def rounds_to_close(asked: Asked) -> Iterator[DutyItem]:
    """Rounds of the post's grids alone in which each door has its outcome; those closed today are done."""
    led = asked.grids(Permission.ROUND_LEAD)
    mine = RoundGrid.objects.filter(round=OuterRef("pk"))
    rows = Round.objects.filter(Exists(mine.filter(grid_id__among=led)))
    rows = rows.exclude(Exists(mine.exclude(grid_id__among=led)))
    unsettled = Target.objects.filter(round=OuterRef("pk"), settled=False)
    over = Q(every_days=0) | Q(ends_on__lt=asked.today)
    ready = Q(over, ~Q(Exists(unsettled)), state=RoundState.OPEN, starts_on__lte=asked.today)
    closed = Q(state=RoundState.CLOSED, closed_at__gte=asked.midnight)
    for row in rows.filter(ready | closed).order_by("ends_on", "id"):
        is_closed = row.state == RoundState.CLOSED
        state = DutyState.DONE if is_closed else by_day(row.ends_on, asked.today)
        text = "round_closed" if is_closed else "round_to_close"
        until = None if is_closed else row.ends_on
        yield DutyItem(state, text, f"/rounds/{row.pk}", until=until, values={"name": row.name})


def _targets(asked: Asked) -> QuerySet[Target]:
    """Targets of rounds that are walked now, at the post's grids."""
    rows = at_grids(Target, asked.grids(Permission.WORK_READ))
    return rows.filter(round__state=RoundState.OPEN, round__starts_on__lte=asked.today)


def _by_round(asked: Asked, rows: QuerySet[Target], left: Q | None = None) -> list[_Left]:
    """How many targets each round has, and how many of them are `left`; that which ends first stands first."""
    counted: Any = rows.values_list("round_id", "round__name", "round__ends_on").annotate(
        left=Count("id", filter=left), all=Count("id")
    )
    return [_Left(*row) for row in counted.order_by("round__ends_on", "round_id")]


def _doors(asked: Asked, one: _Left, text: str, view: str) -> DutyItem:
    state = by_day(one.ends_on, asked.today)
    link = f"/rounds/{one.id}?view={view}&grid={asked.grid}"
    return DutyItem(state, text, link, one.left, one.ends_on, values={"name": one.name})


def _visited(asked: Asked) -> int:
    """Doors at which the worker was today."""
    rows = at_grids(Visit, asked.grids(Permission.WORK_READ))
    today = rows.filter(member_id=asked.member, at__gte=asked.midnight)
    return today.values("target").distinct().count()


def _share(one: _Left) -> int:
    """Per cent, rounded down: a round is at 100 when nothing is left."""
    return (one.all - one.left) * 100 // one.all if one.all else 100
