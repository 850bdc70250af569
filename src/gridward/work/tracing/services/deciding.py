"""Who is a contact: decided by a person, one by one or many at once; a close or secondary one proposes a measure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotFound, Problem, Stale
from gridward.kernel.rows import beyond
from gridward.kernel.texts import say
from gridward.work.measures.models import Measure
from gridward.work.measures.services.proposing import propose
from gridward.work.measures.terms import OPEN, MeasureOrigin, PersonSaid, ProposalSaid, Wanted
from gridward.work.tracing.models import ContactDeed, TracedContact, TracingCase
from gridward.work.tracing.problems import (
    TracingNoteMissing,
    TracingNothingChosen,
    TracingReasonUnfit,
)
from gridward.work.tracing.queries.cases import (
    case_to_change,
    contact_of,
    contacts,
    evidence_of,
    person_of,
    with_home,
)
from gridward.work.tracing.rules.deciding import fits
from gridward.work.tracing.services.shared import note_act, require_open
from gridward.work.tracing.terms import (
    CATEGORIES,
    MOST_CHOSEN,
    PROPOSES,
    CaseState,
    ContactChosen,
    ContactDecisionSaid,
    ContactView,
    DecisionReason,
    PersonKind,
    TracingAct,
)

_PROPOSING = (
    *(Permission.REGISTER_READ, Permission.MEASURE_SEE),
    *(Permission.MEASURE_PROPOSE, Permission.TERRITORY_READ),
)
"""What the step of proposing needs where the contact lives."""


@transaction.atomic
def read_contacts(
    actor: Actor, case: TracingCase, view: ContactView, degree: int | None
) -> tuple[list[TracedContact], int]:
    """Contacts of a case with their names, as many as can be decided at once, and how many more there are.

    The first degree comes first, then who was met last; who looked is on record.
    """
    found = contacts(case, view, degree)
    rows = list(found.order_by("degree", "-last_at", "id")[: MOST_CHOSEN + 1])
    more = found.count() - MOST_CHOSEN if len(rows) > MOST_CHOSEN else 0
    note_act(actor, TracingAct.CONTACTS_SEEN, case)
    return rows[:MOST_CHOSEN], more


@transaction.atomic
def read_contact(actor: Actor, contact_id: UUID) -> TracedContact:
    """One contact; who looked is on record. Raises NotFound."""
    row = contact_of(actor, contact_id)
    about = About(TracedContact._meta.db_table, row.pk, row.case.grid_id)
    street = row.case.street_id
    record(actor, TracingAct.CONTACT_SEEN, about, street=street, serial=row.case.serial)
    return row


@transaction.atomic
def decide_contacts(
    actor: Actor, *, case_id: UUID, chosen: Collection[ContactChosen], said: ContactDecisionSaid
) -> list[TracedContact]:
    """Decide on contacts of a case, all of them or none. A decision may be changed, with words; what was decided stays.

    A close or secondary contact proposes a measure where their grid is; where that is refused the contact says why
    (`measure_problem`), and the decision stands. Nothing is begun by it.

    Raises NotFound, NotAllowed, Stale, TracingCaseOver, TracingNothingChosen, TracingReasonUnfit, TracingNoteMissing.
    """
    case = case_to_change(actor, case_id)
    if case.state == CaseState.WITHDRAWN:
        require_open(case)
    rows = _chosen(case, chosen)
    _check(said, rows)
    for row in rows:
        _decide(actor, case, row, said)
    about = {row.pk for row in rows}
    word = f"word.tracing.decision.{said.decision}"
    note_act(actor, TracingAct.DECIDED, case, count=len(about), decision=word)
    return rows


def _chosen(case: TracingCase, chosen: Collection[ContactChosen]) -> list[TracedContact]:
    wanted: Mapping[UUID, int] = {one.id: one.version for one in chosen}
    if not 0 < len(wanted) <= MOST_CHOSEN:
        raise TracingNothingChosen(most=MOST_CHOSEN)
    rows = with_home(TracedContact.objects.filter(case=case, pk__in=wanted))
    found = list(rows.select_for_update(of=("self",)).order_by("id"))
    if len(found) != len(wanted):
        raise NotFound
    if any(row.version != wanted[row.pk] for row in found):
        raise Stale
    return found


def _check(said: ContactDecisionSaid, rows: Collection[TracedContact]) -> None:
    if not fits(said.decision, said.reason):
        raise TracingReasonUnfit
    changes = any(row.decision and row.decision != said.decision for row in rows)
    if (changes or said.reason is DecisionReason.OTHER) and not said.note.strip():
        raise TracingNoteMissing


def _decide(actor: Actor, case: TracingCase, row: TracedContact, said: ContactDecisionSaid) -> None:
    row.decision, row.reason = said.decision, said.reason
    row.decided_at, row.decided_by = clock.now(), actor.name
    row.news_at, row.measure_problem = None, None
    if said.decision in PROPOSES:
        _propose(actor, case, row, said)
    row.version += 1
    row.save()
    deed = ContactDeed(
        case=case,
        contact=row,
        at=clock.now(),
        decision=said.decision,
        reason=said.reason,
        account_id=actor.as_person(Permission.TRACING_DECIDE),
        account_name=actor.name,
    )
    deed.set_sealed("said", said.note.strip() or None)
    deed.save(force_insert=True)


def _propose(
    actor: Actor, case: TracingCase, row: TracedContact, said: ContactDecisionSaid
) -> None:
    """In the name of who decides, where the contact lives: there it is decided by others."""
    grid = row.home or case.grid
    here = frozenset({grid.pk})
    wider = replace(
        actor,
        street_id=grid.street_id,
        held={**actor.held, **{one: actor.grids(one) | here for one in _PROPOSING}},
    )
    try:
        with transaction.atomic(), beyond(wider):
            if row.measure_id is not None and _stands(row.measure_id, said):
                return
            row.measure_id = propose(wider, said=_proposal(case, row, grid, said)).pk
    except Problem as problem:
        row.measure_problem = {"code": problem.code, "details": problem.details}


def _stands(measure_id: UUID, said: ContactDecisionSaid) -> bool:
    """Whether the measure that was proposed for this category is open still."""
    rows = Measure.objects.filter(pk=measure_id, category=CATEGORIES[said.decision])
    return rows.filter(state__in=[one.value for one in OPEN]).exists()


def _proposal(
    case: TracingCase, row: TracedContact, grid: Grid, said: ContactDecisionSaid
) -> ProposalSaid:
    told, wish, today = person_of(row), said.wish, clock.today()
    resident = row.resident_id if row.kind == PersonKind.RESIDENT else None
    named = PersonSaid(told.name, told.phone, address=told.address)
    return ProposalSaid(
        id=new_id(),
        category=CATEGORIES[said.decision],
        origin=MeasureOrigin.TRACING,
        evidence=_words(case, row, said),
        determined_on=today,
        counted_from=_last_exposure(row, today),
        resident_id=resident,
        grid_id=None if resident else grid.pk,
        person=None if resident else named,
        adult=row.kind in (PersonKind.EMPLOYEE, PersonKind.MEMBER),
        necessity=wish.necessity,
        wanted=Wanted(wish.kind, wish.ends, wish.reason),
    )


def _last_exposure(row: TracedContact, today: date) -> date:
    """The last local day on which they met, as far as it is known."""
    return min(clock.local_date(row.last_at), today)


def _words(case: TracingCase, row: TracedContact, said: ContactDecisionSaid) -> str:
    """What the measure says of why: the case by its number, and where and when they met, in words of the house."""
    met = [
        say(
            "tracing.met",
            kind=say(f"word.tracing.evidence.{one.kind}"),
            first=_clock(one.first_at),
            last=_clock(one.last_at),
        )
        for one in evidence_of(row)[:5]
    ]
    reason = say(f"word.tracing.reason.{said.reason}")
    told = say("tracing.proposed", serial=case.serial, reason=reason, met="；".join(met))
    return f"{told}{said.note.strip()}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
