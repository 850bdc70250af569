"""Visits: many at once, each judged on its own, written together.

Phones bring hundreds of visits after a day on the stairs; they are written in a handful of statements, whatever their
number. A visit that is refused leaves nothing and holds up no other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.bulk import insert_rows
from gridward.kernel.problems import NotFound, Problem
from gridward.work.rounds.models import Photo, Target, Visit
from gridward.work.rounds.problems import (
    MoreMetThanLive,
    PhotoMissing,
    RoundNotOpen,
    TooManyVisits,
    VisitInFuture,
    VisitTwice,
)
from gridward.work.rounds.queries.answers import Answers, subject
from gridward.work.rounds.queries.rows import questions_of, visible_to, with_rounds
from gridward.work.rounds.rules.outcomes import MET, persons_met
from gridward.work.rounds.rules.questions import asked_again, check_answers, still_known
from gridward.work.rounds.rules.visits import Standing, after_visit, learned
from gridward.work.rounds.services.marking import mark_away
from gridward.work.rounds.services.writing import Kept, hold_known, write_known, write_targets
from gridward.work.rounds.terms import (
    MOST_VISITS,
    Question,
    RoundAct,
    RoundState,
    Said,
    VisitOutcome,
)

CLOCKS_DIFFER = timedelta(minutes=1)
"""A phone's clock is set right by the server's, to within the time that the network takes."""


@dataclass
class _Door:
    """A target while visits of it are judged: what it becomes, and what is known of whoever lives there."""

    target: Target
    questions: Mapping[str, Question]
    persons: set[str]
    kept: Kept
    standing: Standing
    visits: list[Visit] = field(default_factory=list)

    @property
    def headcount(self) -> int:
        """How many live there: by the register now, or when the round began, whichever are more."""
        return max(self.target.persons, len(self.persons))


@dataclass(frozen=True)
class Recorded:
    """A target after a visit."""

    visit_id: UUID
    target_id: UUID
    outcome: str
    settled: bool


Ends = dict[UUID, Recorded | Problem]


@transaction.atomic
def record_visit(actor: Actor, said: Said) -> Recorded:
    """One visit; raises what it is refused with."""
    end = record_visits(actor, [said])[said.id]
    if isinstance(end, Problem):
        raise end
    return end


@transaction.atomic
def record_visits(actor: Actor, visits: Sequence[Said]) -> Ends:
    """Record visits and answer, by id, what each made of its target or why it was refused. Raises TooManyVisits.

    The target's register follows: who is known to be away is marked so, who was met is not any more (one entry, every
    report; W2).
    """
    if len(visits) > MOST_VISITS:
        raise TooManyVisits(most=MOST_VISITS)
    doors = _doors(actor, visits)
    taken = set(
        Visit.objects.filter(pk__among=[one.id for one in visits]).values_list("pk", flat=True)
    )
    photos = _photos(actor, visits)
    ends: Ends = {}
    for said in visits:
        try:
            if said.id in taken:
                raise VisitTwice(visit=said.id)
            ends[said.id] = _judge(actor, said, doors.get(said.target_id), photos)
            taken.add(said.id)
        except Problem as problem:
            ends.setdefault(said.id, problem)
    _write(actor, [door for door in doors.values() if door.visits])
    return ends


def _doors(actor: Actor, visits: Sequence[Said]) -> dict[UUID, _Door]:
    """The targets, locked in one order, with who lives there and what is known; five queries."""
    rows = list(
        visible_to(actor, Target)
        .filter(pk__among={one.target_id for one in visits})
        .select_for_update()
        .order_by("id")
    )
    rounds = with_rounds(rows)
    known = hold_known(rows, {one.target_id for one in visits if one.answers or one.unchanged})
    people = _people([row.household_id for row in rows if row.household_id])
    asked = {pk: {one.code: one for one in questions_of(row)} for pk, row in rounds.items()}
    doors = {}
    for row in rows:
        here = people[row.household_id] if row.household_id else set()
        kept = known[subject(row)]
        doors[row.pk] = _Door(row, asked[row.round_id], here, kept, _standing(row))
    return doors


def _people(households: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    """Ids of those who live in each household."""
    people: dict[UUID, set[str]] = defaultdict(set)
    here = Resident.objects.filter(household_id__among=households, left_on=None)
    for household, person in here.values_list("household_id", "id"):
        people[household].add(str(person))
    return people


def _standing(row: Target) -> Standing:
    return Standing(
        VisitOutcome(row.outcome) if row.outcome else None,
        *(row.outcome_at, row.outcome_by, row.settled, row.tries),
        *(row.visits, row.persons_met, row.asked_again),
    )


def _photos(actor: Actor, visits: Sequence[Said]) -> set[UUID]:
    """Photographs that this account has brought and that no visit has yet."""
    named = [one for said in visits for one in said.photos]
    if not named or actor.account_id is None:
        return set()
    rows = Photo.objects.filter(pk__in=named, account_id=actor.account_id, visit_id=None)
    return set(rows.values_list("pk", flat=True))


def _judge(actor: Actor, said: Said, door: _Door | None, photos: set[UUID]) -> Recorded:
    """Note a visit at its door; raises the problem of one that does not fit."""
    if door is None:
        raise NotFound
    target = door.target
    actor.require(Permission.VISIT_RECORD, target.grid_id)
    local = said.at.astimezone(clock.LOCAL)
    known = still_known(door.kept.now, local.date(), target.round.valid_days)
    _check(said, door, known, photos)
    again = asked_again(said.answers, known)
    began = target.round.cycle_began_on or target.round.starts_on
    after = after_visit(
        door.standing,
        replace(said, at=local),  # days are counted by the street's clock
        by=actor.member_id,
        persons=door.headcount,
        most=target.round.tries,
        again=again,
        began=began,
    )
    door.kept.now = learned(door.kept.now, said, dict(door.questions), door.persons, local.date())
    door.visits.append(_row(actor, said, door, again))
    door.standing = after
    return Recorded(said.id, target.pk, after.outcome or "", after.settled)


def _check(said: Said, door: _Door, known: Answers, photos: set[UUID]) -> None:
    row = door.target.round
    if row.state != RoundState.OPEN:
        raise RoundNotOpen(name=row.name)
    if said.at > clock.now() + CLOCKS_DIFFER:
        raise VisitInFuture
    if said.persons_met is not None and said.persons_met > door.headcount:
        raise MoreMetThanLive(met=said.persons_met, known=door.headcount)
    if not photos.issuperset(said.photos):
        raise PhotoMissing
    held = {code: one.answer for code, one in known.items() if code in door.questions}
    questions = list(door.questions.values())
    check_answers(questions, said.answers, door.persons, complete=False)
    if said.outcome in MET:
        merged = {**held, **said.answers}
        for code, before in held.items():
            if isinstance(before, dict) and isinstance(said.answers.get(code), dict):
                merged[code] = {**before, **said.answers[code]}
        alive = {code: _of_persons(one, door.persons) for code, one in merged.items()}
        check_answers(questions, alive, door.persons, complete=True)


def _of_persons(answer: Any, persons: set[str]) -> Any:
    """An answer about persons without those who live there no more."""
    if isinstance(answer, dict):
        return {person: one for person, one in answer.items() if person in persons}
    return answer


def _row(actor: Actor, said: Said, door: _Door, again: int) -> Visit:
    target = door.target
    row = Visit(
        pk=said.id,
        target=target,
        street_id=target.street_id,
        grid_id=target.grid_id,
        household_id=target.household_id,
        organisation_id=target.organisation_id,
        outcome=said.outcome,
        way=said.way,
        away=said.away,
        at=said.at,
        arrived_at=clock.now(),
        unchanged=said.unchanged,
        persons_met=persons_met(said.outcome, said.persons_met, door.headcount),
        asked_again=again,
        photos=list(said.photos),
        member_id=actor.member_id,
        by=actor.name,
    )
    words = {"answers": said.answers, "note": said.note.strip()}
    if said.answers or words["note"]:
        row.set_sealed("said", orjson.dumps(words).decode())
    return row


def _write(actor: Actor, doors: Sequence[_Door]) -> None:
    if not doors:
        return
    visits = [one for door in doors for one in door.visits]
    insert_rows(visits)
    write_targets([(door.target, door.standing) for door in doors])
    write_known(list({subject(door.target): door.kept for door in doors}.values()))
    _attach(visits)
    mark_away(actor, visits)
    counts: dict[tuple[UUID, UUID], int] = defaultdict(int)
    names = {door.target.round_id: door.target.round.name for door in doors}
    for door in doors:
        counts[door.target.round_id, door.target.grid_id] += len(door.visits)
    for (round_id, grid_id), count in sorted(counts.items(), key=str):
        about = About("rounds_round", round_id, grid_id)
        record(*(actor, RoundAct.VISITS_RECORDED, about), count=count, round=names[round_id])


def _attach(visits: Sequence[Visit]) -> None:
    for visit in visits:
        if visit.photos:
            where = {"grid_id": visit.grid_id, "street_id": visit.street_id}
            Photo.objects.filter(pk__in=visit.photos).update(visit_id=visit.pk, **where)
