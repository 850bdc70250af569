"""Rounds drafted, opened and closed."""

from datetime import timedelta
from typing import Any

import pytest

from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.problems import (
    QuestionBroken,
    QuestionTwice,
    RoundDatesTurned,
    RoundGridsMissing,
    RoundKindsMissing,
    RoundNameMissing,
    RoundNotDraft,
    RoundNotOpen,
    RoundUnfinished,
)
from gridward.work.rounds.queries.rows import grids_of, round_of
from gridward.work.rounds.services.leading import change_round, close_round, open_round
from gridward.work.rounds.terms import AnswerKind, Question, QuestionAbout, RoundState, VisitOutcome
from tests.ground.register.people import household
from tests.work.rounds.walking import FEVER, drafted, recorded, said, target_of, walked
from tests.world import World


def test_a_draft_is_changed_until_it_opens(world: World) -> None:
    leader = world.actor("leader_a")
    row = drafted(world, leader)
    row = change_round(leader, round_id=row.pk, version=1, name=" 夏季摸排 ", questions=[FEVER])
    assert (row.name, row.version, row.questions[0]["code"]) == ("夏季摸排", 2, "fever")
    row = open_round(leader, round_id=row.pk, version=2)
    with pytest.raises(RoundNotDraft):
        change_round(leader, round_id=row.pk, version=row.version, name="别的")


def test_its_grids_are_replaced_together(world: World) -> None:
    leader = world.actor("leader_a")
    row = drafted(world, leader, "a1")
    change_round(leader, round_id=row.pk, version=1, grid_ids=[world.grids["a2"].pk])
    assert [one.pk for one in grids_of(row.pk)] == [world.grids["a2"].pk]


def test_whoever_saw_an_older_draft_looks_again(world: World) -> None:
    leader = world.actor("leader_a")
    row = drafted(world, leader)
    change_round(leader, round_id=row.pk, version=1, name="夏季摸排")
    with pytest.raises(Stale):
        open_round(leader, round_id=row.pk, version=1)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "  "}, RoundNameMissing),
        ({"kinds": []}, RoundKindsMissing),
        ({"grid_ids": []}, RoundGridsMissing),
        ({"ends_on": clock.today() - timedelta(days=1)}, RoundDatesTurned),
        ({"questions": [FEVER, FEVER]}, QuestionTwice),
        (
            {
                "questions": [
                    Question("a", "选哪个", QuestionAbout.HOUSEHOLD, AnswerKind.CHOICE, ("一",))
                ]
            },
            QuestionBroken,
        ),
        (
            {"questions": [Question("", "谁", QuestionAbout.HOUSEHOLD, AnswerKind.TEXT)]},
            QuestionBroken,
        ),
    ],
)
def test_what_is_missing_is_said(
    world: World, given: dict[str, Any], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        drafted(world, world.actor("leader_a"), **given)
    assert not Round.objects.exists()


def test_only_who_leads_at_every_grid_drafts_a_round(world: World) -> None:
    with pytest.raises(NotAllowed):
        drafted(world, world.actor("worker_a1"))
    with pytest.raises(RoundGridsMissing):
        drafted(world, world.actor("leader_a"), "a1", "f1")
    with pytest.raises(NotAllowed):
        drafted(world, world.actor("first_a"))


def test_a_round_of_the_street_is_not_a_communitys_to_close(world: World) -> None:
    chief, leader = world.actor("chief"), world.actor("leader_a")
    row = drafted(world, chief, "a1", "b1")
    row = open_round(chief, round_id=row.pk, version=1)
    assert round_of(leader, row.pk) == row
    with pytest.raises((NotAllowed, NotFound)):
        close_round(leader, round_id=row.pk, version=row.version)
    row = close_round(chief, round_id=row.pk, version=row.version)
    assert row.state == RoundState.CLOSED


def test_a_round_elsewhere_does_not_exist(world: World) -> None:
    row = walked(world)
    for name in ("worker_b1", "chief_f", "worker_a2"):
        with pytest.raises(NotFound):
            round_of(world.actor(name), row.pk)


def test_it_cannot_be_closed_while_a_target_has_no_outcome(world: World) -> None:
    leader, worker = world.actor("leader_a"), world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world)
    with pytest.raises(RoundUnfinished) as caught:
        close_round(leader, round_id=row.pk, version=row.version)
    assert caught.value.details["left"] == 1
    recorded(worker, said(target_of(row, home), VisitOutcome.REFUSED))
    assert close_round(leader, round_id=row.pk, version=row.version).state == RoundState.CLOSED
    with pytest.raises(RoundNotOpen):
        close_round(leader, round_id=row.pk, version=row.version + 1)


def test_a_closed_door_is_an_outcome_after_the_rounds_tries(world: World) -> None:
    leader, worker = world.actor("leader_a"), world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, tries=2)
    recorded(worker, said(target_of(row, home), VisitOutcome.NO_ANSWER))
    with pytest.raises(RoundUnfinished):
        close_round(leader, round_id=row.pk, version=row.version)
    recorded(worker, said(target_of(row, home), VisitOutcome.NO_ANSWER))
    assert close_round(leader, round_id=row.pk, version=row.version).state == RoundState.CLOSED


def test_nobody_is_lost_between_rounds(world: World) -> None:
    """Who came into the register by a way that told nobody is a target when the round is to be closed."""
    leader, worker = world.actor("leader_a"), world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world)
    Target.objects.all().delete()
    with pytest.raises(RoundUnfinished):
        close_round(leader, round_id=row.pk, version=row.version)
    assert not Target.objects.filter(household=home).exists()
