"""What somebody recorded at a grid in some time: visits, patrols, register entries; what the grid has to visit."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_address
from gridward.work.patrols.queries.patrols import walked_by
from gridward.work.patrols.queries.rows import hours_of
from gridward.work.patrols.rules.reading import TOLD, LineSaid, entries
from gridward.work.patrols.terms import DayFacts, Entry, TargetFact, VisitFact
from gridward.work.rounds.models import Target
from gridward.work.rounds.queries.days import VisitSeen, visits_between
from gridward.work.rounds.queries.rows import visible_to as rounds_visible_to
from gridward.work.rounds.terms import RoundState, TargetKind

MOST_LINES = 5_000
"""Acts of one person in a day; nobody enters more by hand."""


def facts_of_day(actor: Actor, grid_id: UUID, member_id: UUID, day: date) -> DayFacts:
    """A local day with what was to be visited; raises NotFound, NotAllowed."""
    start, end = hours_of(day)
    made = facts_of(actor, grid_id, member_id, start, end)
    targets = tuple(_targets(actor, grid_id, start, end))
    return DayFacts(made.visits, targets, made.patrols, made.entries)


def facts_of(
    actor: Actor, grid_id: UUID, member_id: UUID, start: datetime, end: datetime
) -> DayFacts:
    """What a member recorded from an instant until another, without targets; raises NotFound, NotAllowed."""
    actor.require(Permission.WORK_READ, grid_id)
    return DayFacts(
        visits=tuple(map(_visit, visits_between(actor, grid_id, member_id, start, end))),
        patrols=tuple(walked_by(actor, grid_id, member_id, start, end)),
        entries=tuple(_entries(grid_id, member_id, start, end)),
    )


def _visit(one: VisitSeen) -> VisitFact:
    subject = one.organisation_id or one.household_id or one.target_id
    label = " ".join(filter(None, (one.label, one.address)))
    return VisitFact(
        id=one.id,
        at=one.at.astimezone(clock.LOCAL),
        outcome=one.outcome.value,
        way=one.way.value,
        subject=subject,
        organisation=one.organisation_id is not None,
        label=label,
        persons_met=one.persons_met,
        away=one.away.value,
    )


def _entries(grid_id: UUID, member_id: UUID, start: datetime, end: datetime) -> list[Entry]:
    """Entries by the record of acts; what a phone brings later is entered when it comes."""
    accounts = Account.objects.filter(member_id=member_id).values_list("pk", flat=True)
    lines = Line.objects.filter(
        account_id__in=list(accounts),
        grid_id=grid_id,
        act__in=sorted(TOLD),
        at__gte=start,
        at__lt=end,
    ).order_by("seq")[:MOST_LINES]
    return entries(
        LineSaid(one.act, one.at, one.about_id, one.also_about, one.params)
        for one in lines
        if one.about_id
    )


def _targets(actor: Actor, grid_id: UUID, start: datetime, end: datetime) -> Iterator[TargetFact]:
    """Targets of open rounds that stood at the end of the day; due unless settled before it began."""
    rows = rounds_visible_to(actor, Target, grid_id).filter(
        round__state=RoundState.OPEN, created_at__lt=end
    )
    rows = rows.select_related("household", "organisation").order_by("id")
    for one in rows:
        placed = one.organisation or one.household
        yield TargetFact(
            id=one.pk,
            organisation=one.kind == TargetKind.ORGANISATION,
            label=one.organisation.name
            if one.organisation
            else mask_address(placed.address_text if placed else ""),
            persons=one.persons,
            late_added=one.late_added and one.created_at >= start,
            due=not one.settled or (one.outcome_at is not None and one.outcome_at >= start),
        )
