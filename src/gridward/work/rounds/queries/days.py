"""The visits that somebody made: for the work log and the daily sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import Away
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_name
from gridward.work.rounds.models import Visit
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.terms import VisitOutcome, VisitWay


@dataclass(frozen=True)
class VisitSeen:
    """A visit as papers tell of it; `label` is a masked name or that of the organisation."""

    id: UUID
    at: datetime
    outcome: VisitOutcome
    way: VisitWay
    household_id: UUID | None
    organisation_id: UUID | None
    target_id: UUID
    label: str
    address: str
    persons_met: int
    away: Away


def visits_between(
    actor: Actor, grid_id: UUID, member_id: UUID, start: datetime, end: datetime
) -> list[VisitSeen]:
    """Visits of one worker at one grid from an instant until another, the earliest first; three queries.

    Where a household declared itself nobody went: that stands in no log.
    """
    rows = list(
        visible_to(actor, Visit, grid_id)
        .filter(member_id=member_id, at__gte=start, at__lt=end)
        .exclude(way=VisitWay.SELF)
        .select_related("target__household", "target__organisation")
        .order_by("at", "id")
    )
    heads = _heads([row.household_id for row in rows if row.household_id])
    return [_seen(row, heads) for row in rows]


def _seen(row: Visit, heads: dict[UUID, str]) -> VisitSeen:
    household, organisation = row.target.household, row.target.organisation
    label = organisation.name if organisation else heads.get(row.household_id or row.pk, "")
    placed = organisation or household
    return VisitSeen(
        id=row.pk,
        at=row.at,
        outcome=VisitOutcome(row.outcome),
        way=VisitWay(row.way),
        household_id=row.household_id,
        organisation_id=row.organisation_id,
        target_id=row.target_id,
        label=label,
        address=placed.address_text if placed else "",
        persons_met=row.persons_met,
        away=Away(row.away),
    )


def _heads(households: Sequence[UUID]) -> dict[UUID, str]:
    """The masked name of whom a household is called after: the head, else whoever was entered first."""
    people = Resident.objects.filter(household_id__in=households, left_on=None)
    heads: dict[UUID, str] = {}
    for household, name, relation in people.order_by("created_at", "id").values_list(
        "household_id", "name", "relation"
    ):
        if relation == "户主" or household not in heads:
            heads[household] = mask_name(name)
    return heads
