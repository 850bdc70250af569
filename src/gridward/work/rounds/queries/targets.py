"""Targets: as lists for desks, with all that a phone needs at the door, and those to go back to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.rounds.models import Target, Visit
from gridward.work.rounds.queries.answers import Answers, known_of, subject
from gridward.work.rounds.queries.rows import visible_to, with_rounds
from gridward.work.rounds.rules.hours import best_hours
from gridward.work.rounds.rules.outcomes import MET
from gridward.work.rounds.rules.questions import still_known
from gridward.work.rounds.terms import Hours, RoundState, VisitOutcome

LAST = 3


@dataclass(frozen=True)
class Seen:
    """A visit as the next visitor reads of it."""

    at: datetime
    outcome: VisitOutcome
    by: str


@dataclass(frozen=True)
class WholeTarget:
    """A target with what is known of its door."""

    target: Target
    known: Answers = field(default_factory=dict)
    best_hours: Hours | None = None
    last_visits: Sequence[Seen] = ()


@dataclass(frozen=True)
class TargetFilter:
    """Which targets of a round: of a grid, settled or not, with an outcome."""

    grid_id: UUID | None = None
    settled: bool | None = None
    outcome: VisitOutcome | None = None
    late_added: bool | None = None


def targets(actor: Actor, round_id: UUID, wanted: TargetFilter) -> QuerySet[Target]:
    """Targets of a round with `label` and `where` (its name and address; a household has an address alone)."""
    rows = visible_to(actor, Target, wanted.grid_id).filter(round=round_id)
    if wanted.settled is not None:
        rows = rows.filter(settled=wanted.settled)
    if wanted.outcome is not None:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.late_added is not None:
        rows = rows.filter(late_added=wanted.late_added)
    return rows.annotate(
        label=Coalesce(F("organisation__name"), F("household__address_text")),
        where=Coalesce(F("organisation__address_text"), F("household__address_text")),
    )


def open_targets(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[WholeTarget]:
    """Targets of open rounds at a grid, as phones keep them; five queries, however many they are."""
    if not ids:
        return []
    rows = visible_to(actor, Target, grid_id).filter(pk__in=ids, round__state=RoundState.OPEN)
    found = list(rows.order_by("id"))
    with_rounds(found)
    return whole(found, clock.today())


def whole(rows: Sequence[Target], today: date) -> list[WholeTarget]:
    """Targets with what is known of their doors; the targets were read with their rounds."""
    known = known_of(rows)
    made = _visits_of(rows)
    return [
        WholeTarget(
            one,
            still_known(known.get(subject(one), {}), today, one.round.valid_days),
            best_hours(_tries(made[subject(one)])),
            [Seen(at, VisitOutcome(outcome), by) for at, outcome, by in made[subject(one)][:LAST]],
        )
        for one in rows
    ]


def target_named(round_id: UUID, subject_id: UUID) -> UUID | None:
    """The target of a round that a household or an organisation is."""
    rows = Target.objects.filter(round=round_id)
    found = rows.filter(Q(household=subject_id) | Q(organisation=subject_id))
    return found.values_list("id", flat=True).first()


def revisits(actor: Actor, round_id: UUID, grid_id: UUID | None = None) -> list[WholeTarget]:
    """Doors that nobody opened yet, those with the most tries left first; at most 500."""
    rows = visible_to(actor, Target, grid_id).filter(round=round_id, settled=False)
    rows = rows.exclude(outcome="").select_related("round", "household", "organisation")
    return whole(list(rows.order_by("tries", "outcome_at", "id")[:500]), clock.today())


def _visits_of(rows: Sequence[Target]) -> Mapping[UUID, list[tuple[datetime, str, str]]]:
    """Visits by subject, the latest first; of other rounds too, since people keep their hours."""
    subjects = [subject(one) for one in rows]
    told: Any = (
        Visit.objects.filter(Q(household_id__among=subjects) | Q(organisation_id__among=subjects))
        .order_by("-at", "id")
        .values_list("household_id", "organisation_id", "at", "outcome", "by")
    )
    made: dict[UUID, list[tuple[datetime, str, str]]] = defaultdict(list)
    for household, organisation, *visit in told:
        made[household or organisation].append(tuple(visit))
    return made


def _tries(visits: Iterable[tuple[datetime, str, str]]) -> Iterable[tuple[int, bool]]:
    return (
        (at.astimezone(clock.LOCAL).hour, VisitOutcome(outcome) in MET)
        for at, outcome, _ in visits
        if VisitOutcome(outcome) in MET or outcome == VisitOutcome.NO_ANSWER
    )
