"""A run is carried out: the street's rows are gathered, the engine asked, contacts and evidence stored.

For the job worker alone: the engine is large. Done again, nothing changes but what is newly known; no decision is lost.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting, beyond
from gridward.planning.tracing import Question
from gridward.work.tracing.models import ContactEvidence, TracedContact, TracingCase, TracingRun
from gridward.work.tracing.queries.cases import named_of, sealed_person
from gridward.work.tracing.queries.street import (
    Span,
    case_key,
    resident_key,
    street_told,
    without_large,
)
from gridward.work.tracing.rules.dated import tracing_rules
from gridward.work.tracing.rules.deciding import suggested
from gridward.work.tracing.rules.lookback import window_of
from gridward.work.tracing.rules.sifting import sifted
from gridward.work.tracing.services.engine import Asked, evidence
from gridward.work.tracing.services.shared import note_act, require_open
from gridward.work.tracing.terms import (
    HOUSE,
    ContactDecision,
    Counts,
    Evidence,
    EvidenceKind,
    PersonKind,
    RunState,
    Street,
    TracingAct,
)

_Place = tuple[UUID, UUID | None, str]
"""Contact, through whom, and the key of the place: one row of evidence."""


def run_case(actor: Actor, *, run_id: UUID) -> Counts:
    """Look for the contacts of a case; done already, it answers the same counts. Raises NotFound, NotAllowed,
    TracingCaseOver and the problems `trace.*`, which the run then tells.
    """
    with told_when_failed(actor, run_id), acting(actor):
        run = TracingRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.case_id is None or run.state == RunState.DONE:
            return dict(run.counts)
        case = TracingCase.objects.select_for_update(of=("self",)).get(pk=run.case_id)
        actor.require(Permission.TRACING_DECIDE, case.grid_id)
        require_open(case)
        with beyond(operator(HOUSE)):
            street, found = _found(case, run)
        counts = _store(case, street, found)
        run.counts, run.state, run.problem = counts, RunState.DONE, None
        run.ended_at = clock.now()
        run.save()
        note_act(actor, TracingAct.RUN_DONE, case, contacts=counts["new"], evidence=counts["found"])
        return counts


@contextmanager
def told_when_failed(actor: Actor, run_id: UUID) -> Iterator[None]:
    """It is said that the run is under way; a refusal stands in it."""
    with acting(actor):
        waiting = TracingRun.objects.filter(pk=run_id, state=RunState.WAITING)
        waiting.update(state=RunState.RUNNING)
    try:
        yield
    except Problem as problem:
        told = {"code": problem.code, "details": problem.details}
        with acting(actor):
            TracingRun.objects.filter(pk=run_id).update(
                state=RunState.FAILED, problem=told, ended_at=clock.now()
            )
        raise


def _found(case: TracingCase, run: TracingRun) -> tuple[Street, list[Evidence]]:
    now = clock.now()
    since, until = window_of(case.began_on, case.lookback_days, case.isolated_at, now)
    unregistered = None if case.resident_id else (case.pk, named_of(case))
    street = street_told(Span(case.street_id, since, now), unregistered)
    street = without_large(street, tracing_rules(clock.today()).largest_group)
    person = resident_key(case.resident_id) if case.resident_id else case_key(case.pk)
    question = Question(run.degrees, run.window_minutes)
    return street, evidence(street, Asked(person, since, until, now), question)


def _store(case: TracingCase, street: Street, found: Sequence[Evidence]) -> Counts:
    """Contacts first, so that evidence of the second degree has through whom."""
    now = clock.now()
    known = {row.person_key: row for row in TracedContact.objects.filter(case=case)}
    close = [key for key, row in known.items() if row.decision == ContactDecision.CLOSE]
    everything, found = found, sifted(found, street.places, close)
    of_person: dict[str, list[Evidence]] = defaultdict(list)
    for one in found:
        of_person[one.person].append(one)
    before = len(known)
    for key in sorted(of_person):
        known[key] = _contact(case, street, key, of_person[key], known.get(key))
    fresh = _evidence(case, street, found, known, now)
    for contact_id in fresh:
        TracedContact.objects.filter(pk=contact_id).exclude(decision="").update(news_at=now)
    return {
        "passages": len(street.passages),
        "persons": len(street.persons),
        "found": len(found),
        "through_gates": len({one.person for one in everything} - {one.person for one in found}),
        "contacts": len(known),
        "new": len(known) - before,
        "degrees": [sum(row.degree == n for row in known.values()) for n in (1, 2)],
        "large": [{"name": name, "people": many} for name, many in street.large],
    }


def _contact(
    case: TracingCase, street: Street, key: str, rows: Sequence[Evidence], row: TracedContact | None
) -> TracedContact:
    """What is known of somebody grows; what was decided stays."""
    told = street.persons[key]
    if row is None:
        row = TracedContact(case=case, person_key=key, kind=told.kind, degree=2)
        row.first_at, row.last_at = rows[0].first, rows[0].last
    row.degree = min(row.degree, *(one.degree for one in rows))
    row.first_at = min(row.first_at, *(one.first for one in rows))
    row.last_at = max(row.last_at, *(one.last for one in rows))
    row.minutes = max(row.minutes, *(one.minutes for one in rows))
    kinds = {street.places[one.place].kind.value for one in rows if one.degree == row.degree}
    row.kinds = sorted({*row.kinds, *kinds})
    row.suggested = suggested(row.degree, [EvidenceKind(one) for one in row.kinds]) or ""
    row.resident_id = told.row if told.kind is PersonKind.RESIDENT else None
    row.home_id = told.grid
    row.set_sealed("person", sealed_person(told))
    row.save()
    return row


def _evidence(
    case: TracingCase,
    street: Street,
    found: Sequence[Evidence],
    known: Mapping[str, TracedContact],
    now: datetime,
) -> set[UUID]:
    """Rows that are new are added, others grow; answers whose evidence is new."""
    rows = {
        (row.contact_id, row.via_id, row.place_key): row
        for row in ContactEvidence.objects.filter(case=case)
    }
    new: list[ContactEvidence] = []
    for one in found:
        contact, via = known[one.person], known.get(one.via)
        key: _Place = (contact.pk, via.pk if via else None, one.place)
        if key in rows:
            _grow(rows[key], one)
            continue
        made = ContactEvidence(
            case=case,
            contact=contact,
            via=via,
            kind=street.places[one.place].kind,
            place_key=one.place,
            first_at=one.first,
            last_at=one.last,
            minutes=one.minutes,
            meetings=one.meetings,
            found_at=now,
        )
        made.set_sealed("place", street.places[one.place].name or None)
        new.append(made)
        rows[key] = made
    ContactEvidence.objects.bulk_create(new, batch_size=1000)
    return {one.contact_id for one in new}


def _grow(row: ContactEvidence, one: Evidence) -> None:
    grown = (
        min(row.first_at, one.first),
        max(row.last_at, one.last),
        max(row.minutes, one.minutes),
        max(row.meetings, one.meetings),
    )
    if grown != (row.first_at, row.last_at, row.minutes, row.meetings):
        row.first_at, row.last_at, row.minutes, row.meetings = grown
        row.save(update_fields=["first_at", "last_at", "minutes", "meetings"])
