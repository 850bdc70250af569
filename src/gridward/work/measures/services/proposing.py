"""A measure is proposed, with evidence and the rule of the day; it binds nobody until people decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.register.models import Resident
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.crypto.vault import vault
from gridward.kernel.ids import new_serial
from gridward.kernel.locks import one_at_a_time
from gridward.work.measures.models import Measure
from gridward.work.measures.problems import (
    MeasureAlreadyThere,
    MeasureDaysUnfit,
    MeasureEvidenceMissing,
    MeasureIdTaken,
    MeasureNecessityMissing,
    MeasureNobody,
    MeasurePaperMissing,
)
from gridward.work.measures.queries.books import planned_at, rule_told
from gridward.work.measures.queries.measures import alike, visible_to
from gridward.work.measures.queries.response import require_response, response_at
from gridward.work.measures.rules.courses import by_the_rule, course_of
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.services.persons import is_minor, person_said, resident_of
from gridward.work.measures.services.shared import (
    deed,
    note_act,
    seal_person,
    seal_reasons,
    set_course,
    store_phases,
)
from gridward.work.measures.terms import (
    OPEN,
    Course,
    GivenPhase,
    MeasureAct,
    MeasureStep,
    PersonSaid,
    ProposalSaid,
    ReasonsSaid,
)
from gridward.work.response.models import ResponseStanding
from gridward.work.rulebooks.terms import PersonCategory

OLDEST = timedelta(days=90)
"""A day that is counted from lies within these days: a bound of the program against slips, not a rule."""
_RIGHT = Permission.MEASURE_PROPOSE


@dataclass(frozen=True)
class Preview:
    """What the books give at a grid: `phases` as far as they give them, `ends` None where a person must state it."""

    rule: Mapping[str, Any]
    phases: tuple[GivenPhase, ...]
    ends: date | None
    response: ResponseStanding | None


def preview(
    actor: Actor,
    *,
    grid_id: UUID,
    category: PersonCategory,
    determined_on: date,
    counted_from: date,
) -> Preview:
    """What a proposal would come to; nothing is stored. Raises NotFound, NotAllowed, MeasureDaysUnfit."""
    actor.require(_RIGHT, grid_id)
    today, grid = clock.today(), grid_of(actor, grid_id)
    _check_days(determined_on, counted_from, today)
    made = planned_at(grid, category, determined_on, counted_from)
    rule = rule_told(grid, made, counted_from)
    return Preview(rule, by_the_rule(made), made.ends, response_at(grid_id, today))


@transaction.atomic
def propose(actor: Actor, *, said: ProposalSaid) -> Measure:
    """Propose a measure with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, GridRetired, every refusal of `rules/courses.py`, MeasureNoResponse, MeasureNobody,
    MeasurePersonDead, MeasurePersonLeft, MeasureGuardianMissing, MeasureEvidenceMissing, MeasureNecessityMissing,
    MeasurePaperMissing, MeasureDaysUnfit, MeasureAlreadyThere, MeasureIdTaken, and what reading a number raises.
    """
    one_at_a_time("measures.id", said.id)
    known = visible_to(actor).filter(pk=said.id).select_related("grid").first()
    if known is not None:
        return _proposed_before(actor, known, said)
    today = clock.today()
    resident = resident_of(actor, said)
    grid = _grid(actor, said, resident)
    standing = require_response(grid.pk, today)
    _check(said, today)
    row, course = _new(actor, said, grid, resident, today)
    row.response = standing
    _store(actor, row, course)
    deed(actor, row, MeasureStep.PROPOSED, said.evidence.strip(), _RIGHT)
    note_act(actor, MeasureAct.PROPOSED, row)
    return row


def _grid(actor: Actor, said: ProposalSaid, resident: Resident | None) -> Grid:
    grid_id = resident.grid_id if resident else said.grid_id
    if grid_id is None:
        raise MeasureNobody
    actor.require(_RIGHT, grid_id)
    actor.as_person(_RIGHT)
    return grid_in_force(actor, grid_id)


def _check(said: ProposalSaid, today: date) -> None:
    _check_days(said.determined_on, said.counted_from, today)
    if not said.evidence.strip():
        raise MeasureEvidenceMissing
    if said.authority.strip() and not said.paper.strip():
        raise MeasurePaperMissing


def _check_days(determined_on: date, counted_from: date, today: date) -> None:
    if determined_on > today or not today - OLDEST <= counted_from <= today:
        raise MeasureDaysUnfit(days=OLDEST.days)


def _new(
    actor: Actor, said: ProposalSaid, grid: Grid, resident: Resident | None, today: date
) -> tuple[Measure, Course]:
    rules = measure_rules(today)
    person = person_said(said, resident)
    made = planned_at(grid, said.category, said.determined_on, said.counted_from)
    course = course_of(made, said.wanted, today, rules)
    row = Measure(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        resident=resident,
        minor=is_minor(person, said, today, rules),
        rule=rule_told(grid, made, said.counted_from),
        restricts=any(restricts(one.kind) for one in course.phases),
        computed_ends=made.ends,
        serial=new_serial(),
        proposer=actor.as_person(_RIGHT),
        **_as_said(said),
    )
    set_course(row, course)
    _put_person(row, person)
    _put_reasons(row, said)
    return row, course


def _as_said(said: ProposalSaid) -> dict[str, Any]:
    same = ("category", "origin", "determined_on", "counted_from")
    return {
        **{name: getattr(said, name) for name in same},
        "authority": said.authority.strip(),
        "paper": said.paper.strip(),
    }


def _put_person(row: Measure, person: PersonSaid) -> None:
    seal_person(row, person)
    row.document_index = vault.index("document", person.document) if person.document else None
    row.phone_index = vault.index("phone", person.phone) if person.phone else None


def _put_reasons(row: Measure, said: ProposalSaid) -> None:
    """What restricts says why nothing milder will do."""
    if row.restricts and not said.necessity.strip():
        raise MeasureNecessityMissing
    words = (said.evidence, said.necessity, said.wanted.reason, said.place)
    seal_reasons(row, ReasonsSaid(*(one.strip() for one in words)))


def _store(actor: Actor, row: Measure, course: Course) -> None:
    _check_new(actor, row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise MeasureAlreadyThere from None
    store_phases(row, course.phases)


def _check_new(actor: Actor, row: Measure) -> None:
    """Nobody is under one category twice: the database knows it of residents, a number or a name with its phone of
    others.
    """
    open_ones = visible_to(actor).filter(
        category=row.category, state__in=[one.value for one in OPEN]
    )
    key = row.document_index or row.phone_index
    if key is not None:
        one_at_a_time("measures.person", bytes(key).hex(), row.category)
    if row.document_index and open_ones.filter(document_index=row.document_index).exists():
        raise MeasureAlreadyThere
    if row.phone_index and alike(open_ones.filter(phone_index=row.phone_index), row):
        raise MeasureAlreadyThere


def _proposed_before(actor: Actor, known: Measure, said: ProposalSaid) -> Measure:
    same = (known.proposer, known.resident_id, known.category)
    if same != (actor.account_id, said.resident_id, said.category):
        raise MeasureIdTaken
    return known
