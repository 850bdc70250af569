"""Survey rounds of the fictional street, by the verbs of rounds: one that is walked half-way in a few grids, and a
draft. So that coverage, doors to go back to and the burden of asking again can be looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.fiction.chance import Weighted, stream
from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.services.leading import draft_round, open_round
from gridward.work.rounds.services.visiting import record_visits
from gridward.work.rounds.terms import (
    MOST_VISITS,
    AnswerKind,
    Question,
    QuestionAbout,
    Said,
    TargetKind,
    VisitOutcome,
    VisitWay,
)

LEADER = "社区网格长（虚构）"
WALKED = (0.9, 0.7, 0.5, 0.35, 0.2)
"""How far each of the first grids has been walked."""
BEGAN_AGO, ENDS_IN = 5, 9
TRIES, VALID_DAYS, EVERY_DAYS = 3, 30, 7
HOURS = (9, 10, 11, 15, 16, 18, 19, 20)
AGAIN = 0.6
"""How many of the closed doors were tried once more."""

HELP, JABS, WISH = "help", "jabs", "wish"
DOSES = ("未接种", "一针", "两针", "三针")
WISHES = ("想要楼道加扶手", "希望帮忙代买药", "单元门禁坏了", "想了解体检时间")
QUESTIONS = (
    Question(HELP, "家里有需要上门帮助的老人吗", QuestionAbout.HOUSEHOLD, AnswerKind.YES_NO, required=True),
    Question(JABS, "疫苗打了几针", QuestionAbout.PERSON, AnswerKind.CHOICE, DOSES),
    Question(WISH, "有什么困难或意见", QuestionAbout.HOUSEHOLD, AnswerKind.TEXT),
)  # fmt: skip
TENANTS = (
    Question("tenants", "现在租住几人", QuestionAbout.HOUSEHOLD, AnswerKind.NUMBER, required=True),
    Question("until", "租约到哪一天", QuestionAbout.HOUSEHOLD, AnswerKind.DATE),
)

_OUTCOMES = Weighted(
    {
        VisitOutcome.MET: 70.0,
        VisitOutcome.NO_ANSWER: 16.0,
        VisitOutcome.AWAY: 5.0,
        VisitOutcome.REFUSED: 3.0,
        VisitOutcome.MOVED_OUT: 2.0,
        VisitOutcome.WRONG_ADDRESS: 1.0,
        VisitOutcome.NEW_PEOPLE: 2.0,
    }
)
_WAYS = Weighted({VisitWay.IN_PERSON: 8.0, VisitWay.TELEPHONE: 1.0, VisitWay.PAPER: 1.0})


@dataclass(frozen=True)
class _Walk:
    """One worker's way through a grid; `people` are the residents of each household."""

    rng: Random
    began: date
    people: dict[UUID, list[str]]


@transaction.atomic
def walk_rounds(seed: int, today: date) -> int:
    """Draft, open and walk; answers how many visits were made. The same street gives the same visits."""
    grids = list(Grid.objects.filter(kind=GridKind.BASE, valid_to=None).order_by("code"))
    leader = replace(operator(LEADER), street_id=grids[0].street_id)
    tell_database(leader)
    began = today - timedelta(days=BEGAN_AGO)
    row = _opened(leader, [one.pk for one in grids], began, today)
    _drafted(leader, [one.pk for one in grids if one.community_id == grids[0].community_id], today)
    return sum(
        _walk(leader, row, grid, share, stream(seed, "rounds", grid.code))
        for grid, share in zip(grids, WALKED, strict=False)
    )


def _opened(leader: Actor, grids: list[UUID], began: date, today: date) -> Round:
    drafted = draft_round(
        leader,
        name="春季入户摸排（虚构）",
        basis="街道春季入户摸排通知（虚构）",
        kinds=list(TargetKind),
        questions=QUESTIONS,
        starts_on=began,
        ends_on=today + timedelta(days=ENDS_IN),
        every_days=0,
        valid_days=VALID_DAYS,
        tries=TRIES,
        grid_ids=grids,
    )
    row = open_round(leader, round_id=drafted.pk, version=drafted.version)
    row.opened_at = datetime.combine(began, time(8, 30), clock.LOCAL)
    row.save(update_fields=["opened_at"])
    return row


def _drafted(leader: Actor, grids: list[UUID], today: date) -> None:
    draft_round(
        leader,
        name="出租房每周核对（虚构）",
        basis="街道出租房管理通知（虚构）",
        kinds=[TargetKind.HOUSEHOLD],
        questions=TENANTS,
        starts_on=today + timedelta(days=ENDS_IN + 1),
        ends_on=today + timedelta(days=ENDS_IN + 28),
        every_days=EVERY_DAYS,
        valid_days=EVERY_DAYS,
        tries=TRIES - 1,
        grid_ids=grids,
    )


def _walk(leader: Actor, row: Round, grid: Grid, share: float, rng: Random) -> int:
    targets = list(
        Target.objects.filter(round=row, grid=grid)
        .select_related("household")
        .order_by(
            "household__address_text", "organisation__name", "household_id", "organisation_id"
        )
    )
    reached = targets[: round(len(targets) * share)]
    walk = _Walk(rng, row.starts_on, _people(reached))
    visits = [said for target in reached for said in _visits(walk, target)][:MOST_VISITS]
    record_visits(_worker(leader, grid), visits)
    return len(visits)


def _worker(leader: Actor, grid: Grid) -> Actor:
    """Who manages the grid; the leader where nobody does."""
    posts = Appointment.objects.filter(grid=grid, post=Post.GRID_MANAGER, valid_to=None)
    held = posts.select_related("member").order_by("valid_from", "id").first()
    if held is None:
        return leader
    return replace(leader, name=held.member.name, member_id=held.member_id)


def _people(targets: list[Target]) -> dict[UUID, list[str]]:
    homes: dict[UUID, list[str]] = {one.household_id: [] for one in targets if one.household_id}
    rows = Resident.objects.filter(household_id__in=homes, left_on=None)
    for home, person in rows.order_by("birth_date", "sort_key", "id").values_list(
        "household_id", "id"
    ):
        homes[home].append(str(person))
    return homes


def _visits(walk: _Walk, target: Target) -> Iterator[Said]:
    """What came of a door; a closed one was tried again, and now and then somebody was asked twice."""
    said = _said(walk, target, _outcome(walk.rng, target), walk.rng.randrange(BEGAN_AGO - 1))
    yield said
    closed = said.outcome is VisitOutcome.NO_ANSWER
    if (closed and walk.rng.random() < AGAIN) or walk.rng.random() < 0.03:
        outcome = VisitOutcome.NO_ANSWER if closed else said.outcome
        again = _said(walk, target, outcome, BEGAN_AGO - 1)
        yield replace(again, answers=said.answers, note="")


def _outcome(rng: Random, target: Target) -> VisitOutcome:
    outcome = _OUTCOMES.draw(rng)
    home = target.household
    if home is not None and home.state == HouseholdState.EMPTY:
        return VisitOutcome.EMPTY
    lives = home is not None and target.persons > 0
    return outcome if lives or outcome is VisitOutcome.NO_ANSWER else VisitOutcome.MET


def _said(walk: _Walk, target: Target, outcome: VisitOutcome, day: int) -> Said:
    rng = walk.rng
    at = time(rng.choice(HOURS), rng.randrange(60))
    met = outcome in (VisitOutcome.MET, VisitOutcome.NEW_PEOPLE)
    return Said(
        id=new_id(),
        target_id=target.pk,
        outcome=outcome,
        at=datetime.combine(walk.began + timedelta(days=day), at, clock.LOCAL),
        way=_WAYS.draw(rng),
        answers=_answers(rng, walk.people.get(target.household_id or target.pk, [])) if met else {},
    )


def _answers(rng: Random, persons: list[str]) -> dict[str, Any]:
    answers: dict[str, Any] = {HELP: rng.random() < 0.08}
    if persons:
        answers[JABS] = {person: rng.choice(DOSES) for person in persons}
    if rng.random() < 0.06:
        answers[WISH] = rng.choice(WISHES)
    return answers
