"""Somebody of the grid decides about a declaration, by name: accepted into the register, or rejected for a reason."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.problems import (
    ComparisonOld,
    DeclarationDecided,
    DeclarationReplaced,
    RejectionReasonMissing,
    UnnamedUnanswered,
)
from gridward.exchange.portal.queries.comparing import Comparison, compared
from gridward.exchange.portal.rules.comparing import entry_of
from gridward.exchange.portal.rules.reading import by_person
from gridward.exchange.portal.terms import (
    DOOR_LOCK,
    DeclarationState,
    Declared,
    DeclaredArrival,
    PortalAct,
)
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.residents import add_resident, change_resident
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.masking import mask_address
from gridward.kernel.rows import beyond
from gridward.work.arrivals.problems import ArrivalThere
from gridward.work.arrivals.services.recording import record_arrival
from gridward.work.arrivals.terms import ArrivalSaid, ToldBy
from gridward.work.rounds.problems import AnswerMissing
from gridward.work.rounds.queries.rows import visible_to
from gridward.work.rounds.services.visiting import record_visit
from gridward.work.rounds.terms import Said, VisitOutcome, VisitWay

DECIDES = (Permission.VISIT_RECORD, Permission.REGISTER_CHANGE, Permission.SITUATION_CHANGE)
SHORTEST_REASON = 2


def beside_register(actor: Actor, declaration_id: UUID) -> tuple[Declaration, Comparison]:
    """A declaration with the register beside it, for whoever may decide. Raises NotFound, NotAllowed."""
    row = found(visible_to(actor, Declaration).select_related("target__household"), declaration_id)
    _require(actor, row)
    return row, compared(actor, row)


@transaction.atomic
def accept(actor: Actor, *, declaration_id: UUID, seen: str) -> Declaration:
    """Write what was declared into the register and record a visit of that moment; `seen` is what was looked at.

    Of two who decide at once the second is told. Raises NotFound, NotAllowed, DeclarationReplaced, DeclarationDecided,
    ComparisonOld, and what register and rounds raise.
    """
    row = _waiting(actor, declaration_id)
    comparison = compared(actor, row)
    if comparison.seen != seen:
        raise ComparisonOld
    people = _write(actor, comparison)
    _reach(actor, row, comparison, people)
    _record_arrivals(actor, row, comparison.said, people)
    row.target.refresh_from_db(fields=["outcome"])
    return _decide(actor, row, DeclarationState.ACCEPTED, PortalAct.ACCEPTED)


@transaction.atomic
def reject(actor: Actor, *, declaration_id: UUID, reason: str) -> Declaration:
    """Nothing of it is written. Raises RejectionReasonMissing, and as `accept`."""
    row = _waiting(actor, declaration_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise RejectionReasonMissing(field="reason")
    row.reason = reason.strip()
    return _decide(actor, row, DeclarationState.REJECTED, PortalAct.REJECTED)


def _require(actor: Actor, row: Declaration) -> None:
    for permission in DECIDES:
        actor.require(permission, row.grid_id)


def _waiting(actor: Actor, declaration_id: UUID) -> Declaration:
    row = found(visible_to(actor, Declaration), declaration_id)
    _require(actor, row)
    one_at_a_time(DOOR_LOCK, row.target_id)
    row = found(visible_to(actor, Declaration).select_related("target__household"), declaration_id)
    if row.state == DeclarationState.REPLACED:
        raise DeclarationReplaced
    if row.state != DeclarationState.WAITING:
        raise DeclarationDecided(by=row.decided_by)
    return row


def _write(actor: Actor, comparison: Comparison) -> Mapping[int, str]:
    """Bring the register up to what was declared; answers the resident's id of each member's place.

    Whoever is registered at another door has none: a conflict stands for them, and is settled as others are.
    """
    said, home = comparison.said, comparison.home
    if comparison.tenure_differs:
        change_household(actor, household_id=home.id, version=home.version, tenure=said.tenure)
    people: dict[int, str] = {}
    for side in comparison.sides:
        if side.place is None:
            continue
        entry = entry_of(said, side)
        if side.known is None:
            entered = add_resident(actor, household_id=home.id, **entry)
            resident = entered.resident.pk if entered.resident else None
        else:
            resident = side.known.id
            if entry:
                version = side.known.version
                change_resident(actor, resident_id=resident, version=version, **entry)
        if resident:
            people[side.place] = str(resident)
    return people


def _reach(
    actor: Actor, row: Declaration, comparison: Comparison, people: Mapping[int, str]
) -> None:
    """Record the visit; what a household left out of somebody else's answers is said in its own words."""
    try:
        record_visit(actor, _visit(row, comparison.said, people))
    except AnswerMissing as missing:
        if all(side.place is not None for side in comparison.sides):
            raise
        raise UnnamedUnanswered(question=missing.details["question"]) from None


def _record_arrivals(
    actor: Actor, row: Declaration, said: Declared, people: Mapping[int, str]
) -> None:
    """Whoever came from elsewhere is recorded as such, also by who decides on declarations and sees no arrivals.

    An arrival of that day that is recorded already stays as it is.
    """
    grids = frozenset({row.grid_id})
    rights = (Permission.MEASURE_SEE, Permission.MEASURE_FOLLOW)
    wider = replace(actor, held={**actor.held, **{one: actor.grids(one) | grids for one in rights}})
    for place, resident in people.items():
        came = said.members[place].came
        if came is None:
            continue
        with beyond(wider):
            _record_arrival(wider, came, UUID(resident))


def _record_arrival(wider: Actor, came: DeclaredArrival, resident_id: UUID) -> None:
    same = {name: getattr(came, name) for name in ("arrived_on", "came_by", "stays", "trip")}
    said = ArrivalSaid(id=new_id(), told_by=ToldBy.SELF, resident_id=resident_id, **same)
    with suppress(ArrivalThere):
        record_arrival(wider, said=said)


def _visit(row: Declaration, said: Declared, people: Mapping[int, str]) -> Said:
    """Who is present was reached, as if they had opened; where everybody is away the household is."""
    present = [place for place in said.present if place in people]
    return Said(
        id=new_id(),
        target_id=row.target_id,
        outcome=VisitOutcome.MET if said.present else VisitOutcome.AWAY,
        at=row.sent_at,
        way=VisitWay.SELF,
        persons_met=len(present) if said.present else None,
        answers={**said.answers, **by_person(said, people)},
        note=said.needs,
    )


def _decide(actor: Actor, row: Declaration, state: DeclarationState, act: PortalAct) -> Declaration:
    row.state, row.decided_at, row.decided_by = state, clock.now(), actor.name
    row.version += 1
    row.save()
    household = row.target.household
    door = mask_address(household.address_text) if household else ""
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, reason=row.reason, street=row.street_id, door=door)
    return row
