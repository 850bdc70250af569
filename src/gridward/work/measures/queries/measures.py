"""Measures that an actor may see, at the grids of `measure.see`; what is sealed of them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.kernel.crypto.vault import vault
from gridward.kernel.problems import Problem, Stale
from gridward.work.measures.models import (
    Measure,
    MeasureAppeal,
    MeasureCall,
    MeasurePhase,
    MeasureTransfer,
)
from gridward.work.measures.terms import (
    OPEN,
    CallFor,
    ControlKind,
    GivenPhase,
    GuardianSaid,
    MeasureState,
    MeasureView,
    PersonSaid,
    ReasonsSaid,
)
from gridward.work.rulebooks.terms import PersonCategory


@dataclass(frozen=True)
class MeasureFilter:
    """Which measures: of a grid, a view, a category, a resident; `q` is a document number or a phone in full."""

    grid_id: UUID | None = None
    view: MeasureView = MeasureView.OPEN
    category: PersonCategory | None = None
    resident_id: UUID | None = None
    q: str = ""


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Measure]:
    """Measures at the actor's grids, or at one of them."""
    return at_grids(Measure, actor.grids(Permission.MEASURE_SEE), grid_id)


def measures(actor: Actor, wanted: MeasureFilter, today: date) -> QuerySet[Measure]:
    """Measures with what lists show of them; those that end first come first."""
    return named(_wanted(actor, wanted).filter(in_view(wanted.view, today)))


def counts(actor: Actor, wanted: MeasureFilter, today: date) -> Mapping[MeasureView, int]:
    """How many there are in each view; one query."""
    told = {
        view.value: Count("pk", filter=in_view(view, today), distinct=True) for view in MeasureView
    }
    numbers = _wanted(actor, wanted).aggregate(**told)
    return {view: numbers[view.value] for view in MeasureView}


def in_view(view: MeasureView, today: date) -> Q:
    """What puts a measure into a list."""
    running = Q(state=MeasureState.IN_FORCE)
    missed = MeasureCall.objects.filter(what=CallFor.MISSED, ended_at=None).values("measure")
    tested = MeasurePhase.objects.filter(tests__contains=[today]).values("measure")
    appealed = MeasureAppeal.objects.filter(decided_at=None).values("measure")
    return {
        MeasureView.OPEN: Q(state__in=[one.value for one in OPEN]),
        MeasureView.TO_DECIDE: Q(state=MeasureState.PROPOSED),
        MeasureView.TO_CONFIRM: Q(state=MeasureState.DECIDED),
        MeasureView.IN_FORCE: running,
        MeasureView.MISSED: running & Q(pk__in=missed),
        MeasureView.TEST_TODAY: running & Q(pk__in=tested),
        MeasureView.ENDING_TODAY: running & Q(ends=today),
        MeasureView.OVERDUE: running & Q(ends__lt=today),
        MeasureView.APPEALED: Q(pk__in=appealed),
        MeasureView.OVER: Q(state__in=[MeasureState.ENDED, MeasureState.REFUSED]),
    }[view]


def named(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """The rows with their grid, resident and phases."""
    phases = Prefetch("phases", MeasurePhase.objects.order_by("position"))
    return with_grid(rows, "resident").prefetch_related(phases)


def measure_of(actor: Actor, measure_id: UUID) -> Measure:
    """One measure, also one that a grid of the actor's is asked to take over; raises NotFound."""
    held = actor.grids(Permission.MEASURE_SEE)
    asked = MeasureTransfer.objects.filter(to_grid__among=held, answered_at=None)
    mine = Q(grid_id__among=held) | Q(pk__in=asked.values("measure"))
    return found(named(Measure.objects.filter(mine)), measure_id)


def measure_to_change(
    actor: Actor, measure_id: UUID, right: Permission, version: int | None = None
) -> Measure:
    """One measure, locked until the transaction ends; raises NotFound, NotAllowed, Stale.

    Whoever was second reads what the first has left, since the version has risen.
    """
    row = found(named(visible_to(actor)).select_for_update(of=("self",)), measure_id)
    actor.require(right, row.grid_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def person_of(row: Measure) -> PersonSaid:
    """Who it is of; raises SealBroken."""
    told = json.loads(row.open_sealed("person") or "{}")
    return PersonSaid(**{**told, "guardian": GuardianSaid(**told["guardian"])})


def reasons_of(row: Measure) -> ReasonsSaid:
    """What is sealed of why; raises SealBroken."""
    return ReasonsSaid(**json.loads(row.open_sealed("said") or "{}"))


def phases_of(row: Measure) -> list[GivenPhase]:
    """The phases in their order."""
    return [given(one) for one in sorted(row.phases.all(), key=lambda one: one.position)]


def given(one: MeasurePhase) -> GivenPhase:
    """A phase as the rules take it."""
    return GivenPhase(ControlKind(one.kind), one.begins, one.ends, tuple(one.tests), one.book)


def also_of(actor: Actor, row: Measure) -> list[Measure]:
    """Other open measures of the same person, as far as the actor sees: two categories at once."""
    same = Q(pk=None)
    if row.resident_id:
        same |= Q(resident=row.resident_id)
    if row.document_index:
        same |= Q(document_index=row.document_index)
    rows = visible_to(actor).filter(same, in_view(MeasureView.OPEN, clock.today()))
    return list(named(rows.exclude(pk=row.pk)).order_by("ends", "id"))


def alike(rows: Iterable[Measure], row: Measure) -> bool:
    """Whether one of them is of somebody of the same name: a family shares a telephone."""
    name = person_of(row).name
    return any(person_of(one).name == name for one in rows)


def _wanted(actor: Actor, wanted: MeasureFilter) -> QuerySet[Measure]:
    rows = visible_to(actor, wanted.grid_id)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.resident_id:
        rows = rows.filter(resident=wanted.resident_id)
    return rows.filter(_number(wanted.q)) if wanted.q.strip() else rows


def _number(typed: str) -> Q:
    """Whom a number in full is of."""
    tidy = typed.strip().upper().replace(" ", "")
    found_by = Q(document_index=vault.index("document", tidy)) | Q(serial=tidy)
    try:
        phone = parse_phone(tidy).e164
    except Problem:
        return found_by
    return found_by | Q(phone_index=vault.index("phone", phone))
