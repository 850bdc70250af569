"""Visits recorded: what each makes of its target, what is known afterwards, what is refused."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.register.models import ResidentSituation
from gridward.ground.register.services.situations import change_resident_situation
from gridward.ground.register.terms.people import Away
from gridward.kernel import clock
from gridward.kernel.problems import Problem
from gridward.work.rounds.models import KnownAnswers, Target, Visit
from gridward.work.rounds.problems import TooManyVisits
from gridward.work.rounds.queries.answers import known_of
from gridward.work.rounds.services.leading import close_round
from gridward.work.rounds.services.visiting import Recorded, record_visit, record_visits
from gridward.work.rounds.terms import MOST_VISITS, VisitOutcome, VisitWay
from tests.ground.register.people import household, resident
from tests.work.rounds.walking import FEVER, PETS, recorded, refused, said, target_of, walked
from tests.world import World


def test_a_visit_is_kept_with_both_clocks_and_who_made_it(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, starts_on=clock.today() - timedelta(days=1))
    at = clock.now() - timedelta(hours=5)
    one = said(target_of(row, home), at=at, way=VisitWay.TELEPHONE, note=" 老人听力不好 ")
    end = recorded(worker, one)
    visit = Visit.objects.get(pk=one.id)
    assert (visit.at, visit.by, visit.member_id) == (at, worker.name, worker.member_id)
    assert visit.arrived_at > at
    assert "老人听力不好" in (visit.open_sealed("said") or "")
    assert "老人" not in bytes(visit.said).decode(errors="ignore")
    assert (end.outcome, end.settled) == ("met", True)
    target = target_of(row, home)
    assert (target.outcome, target.settled, target.outcome_by) == ("met", True, worker.member_id)


def test_people_are_counted_as_they_were_met(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    resident(worker, home), resident(worker, home, "李小明")
    row = walked(world)
    recorded(worker, said(target_of(row, home), persons_met=1))
    assert target_of(row, home).persons_met == 1
    recorded(worker, said(target_of(row, home)))
    assert target_of(row, home).persons_met == 2
    assert refused(worker, said(target_of(row, home), persons_met=3)) == "round_more_met"


def test_a_door_that_opened_stays_so(world: World) -> None:
    """A phone that was offline brings its visit late; another worker found the door closed afterwards."""
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, starts_on=clock.today() - timedelta(days=1))
    target = target_of(row, home)
    recorded(worker, said(target, VisitOutcome.NO_ANSWER))
    recorded(worker, said(target, VisitOutcome.MET, at=clock.now() - timedelta(hours=2)))
    target.refresh_from_db()
    assert (target.outcome, target.settled, target.tries, target.visits) == ("met", True, 2, 2)


def test_what_must_be_answered_is_asked_for(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one, other = resident(worker, home), resident(worker, home, "李小明")
    row = walked(world, questions=[FEVER, PETS])
    target = target_of(row, home)
    assert refused(worker, said(target)) == "round_answer_missing"
    only_one = {"fever": {str(one.pk): False}}
    assert refused(worker, said(target, answers=only_one)) == "round_answer_missing"
    both = {"fever": {str(one.pk): False, str(other.pk): True}, "pets": 2}
    assert refused(worker, said(target, answers=both)) == ""
    assert refused(worker, said(target, VisitOutcome.NO_ANSWER)) == ""


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"pets": "两只"}, "round_answer_unfit"),
        ({"pets": True}, "round_answer_unfit"),
        ({"fever": True}, "round_answer_unfit"),
        ({"fever": {str(uuid4()): True}}, "round_person_unknown"),
        ({"guests": 1}, "round_question_unknown"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    world: World, answers: dict[str, object], code: str
) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, questions=[FEVER, PETS])
    assert refused(worker, said(target_of(row, home), answers=answers)) == code
    assert not Visit.objects.exists()


def test_what_is_known_is_confirmed_with_one_tap(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    first = walked(world, questions=[FEVER])
    answers = {"fever": {str(one.pk): False}}
    recorded(worker, said(target_of(first, home), answers=answers))
    second = walked(world, questions=[FEVER])
    target = target_of(second, home)
    assert known_of([target])[home.pk]["fever"].answer == answers["fever"]
    assert refused(worker, said(target, unchanged=True)) == ""
    assert target_of(second, home).asked_again == 0


def test_an_answer_that_no_longer_holds_is_asked_for_again(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    row = walked(world, questions=[FEVER], valid_days=7)
    target = target_of(row, home)
    answers = {"fever": {str(one.pk): False}}
    recorded(worker, said(target, answers=answers, at=clock.now() - timedelta(days=8)))
    assert refused(worker, said(target, unchanged=True)) == "round_answer_missing"


def test_asking_again_what_is_known_is_counted(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    row = walked(world, questions=[FEVER, PETS])
    target = target_of(row, home)
    answers = {"fever": {str(one.pk): False}, "pets": 1}
    recorded(worker, said(target, answers=answers))
    recorded(worker, said(target, answers=answers | {"pets": 2}))
    assert target_of(row, home).asked_again == 1


def test_two_rounds_remember_one_household_together(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    first, second = walked(world, questions=[PETS]), walked(world, questions=[PETS])
    recorded(worker, said(target_of(first, home), answers={"pets": 1}))
    recorded(worker, said(target_of(second, home), answers={"pets": 3}))
    assert KnownAnswers.objects.count() == 1
    assert known_of([target_of(first, home)])[home.pk]["pets"].answer == 3


def test_two_rounds_that_come_together_forget_nothing_of_each_other(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    first, second = walked(world, questions=[PETS]), walked(world, questions=[FEVER])
    fever = {str(one.pk): False}
    visits = [
        said(target_of(first, home), answers={"pets": 1}),
        said(target_of(second, home), answers={"fever": fever}),
    ]
    ends = record_visits(worker, visits)
    assert all(isinstance(end, Recorded) for end in ends.values())
    known = known_of([target_of(first, home)])[home.pk]
    assert (known["pets"].answer, known["fever"].answer) == (1, fever)


def test_what_is_known_is_written_only_where_it_changed(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, questions=[PETS])
    for answers in ({}, {"pets": 1}, {"pets": 1}, {}):
        outcome = VisitOutcome.MET if answers else VisitOutcome.NO_ANSWER
        recorded(worker, said(target_of(row, home), outcome, answers=answers))
        assert [one.version for one in KnownAnswers.objects.all()] in ([], [1])
    recorded(worker, said(target_of(row, home), answers={"pets": 2}))
    assert [one.version for one in KnownAnswers.objects.all()] == [2]


def test_who_is_found_away_is_marked_so_and_who_is_met_is_not(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    row = walked(world)
    recorded(worker, said(target_of(row, home), VisitOutcome.AWAY, away=Away.PROVINCE))
    assert ResidentSituation.objects.get(resident=one).away == Away.PROVINCE
    recorded(worker, said(target_of(row, home)))
    assert ResidentSituation.objects.get(resident=one).away == Away.NONE


def test_a_late_visit_changes_nothing_that_was_written_after_it(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    one = resident(worker, home)
    row = walked(world)
    change_resident_situation(worker, resident_id=one.pk, away=Away.CITY)
    hours_ago = clock.now() - timedelta(hours=3)
    recorded(worker, said(target_of(row, home), at=hours_ago))
    assert ResidentSituation.objects.get(resident=one).away == Away.CITY


def test_each_is_judged_on_its_own(world: World) -> None:
    worker = world.actor("worker_a1")
    homes = [household(world, worker, f"a1-1-10{room}") for room in (1, 2)]
    row = walked(world)
    good, twin = said(target_of(row, homes[0])), said(target_of(row, homes[1]))
    strange = said(target_of(row, homes[1]), at=clock.now() + timedelta(hours=1))
    ends = record_visits(worker, [good, strange, twin])
    codes = [one.code if isinstance(one, Problem) else "" for one in ends.values()]
    assert codes == ["", "round_visit_future", ""]
    assert Visit.objects.count() == 2


def test_what_is_elsewhere_or_over_takes_no_visit(world: World) -> None:
    leader, worker = world.actor("leader_a"), world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world)
    target = target_of(row, home)
    for name in ("worker_a2", "worker_b1", "worker_f1"):
        assert refused(world.actor(name), said(target)) == "not_found"
    assert refused(world.actor("health_a"), said(target)) == "not_allowed"
    one = said(target)
    recorded(worker, one)
    assert refused(worker, one) == "round_visit_twice"
    close_round(leader, round_id=row.pk, version=row.version)
    assert refused(worker, said(target)) == "round_not_open"
    with pytest.raises(Problem):
        record_visit(worker, said(target))


def test_many_visits_are_one_line_of_the_record(world: World) -> None:
    worker = world.actor("worker_a1")
    homes = [household(world, worker, f"a1-{unit}-10{room}") for unit in (1, 2) for room in (1, 2)]
    row = walked(world)
    record_visits(worker, [said(target_of(row, one)) for one in homes])
    line = Line.objects.get(act="rounds.visits_recorded")
    assert (line.params["count"], line.grid_id) == (4, world.grids["a1"].pk)


def test_more_than_one_transaction_should_hold_is_refused(world: World) -> None:
    home = household(world, world.actor("worker_a1"))
    one = said(target_of(walked(world), home))
    with pytest.raises(TooManyVisits):
        record_visits(world.actor("worker_a1"), [one] * (MOST_VISITS + 1))
    assert not Target.objects.exclude(outcome="").exists()


def test_the_number_of_visits_does_not_change_the_number_of_questions(
    world: World, django_assert_max_num_queries: Any
) -> None:
    worker = world.actor("worker_a1")
    homes = [
        household(world, worker, f"a1-{unit}-{floor}0{room}")
        for unit in (1, 2)
        for floor in (1, 2)
        for room in (1, 2)
    ]
    row = walked(world)
    visits = [said(target_of(row, one), VisitOutcome.REFUSED) for one in homes]
    record_visits(worker, visits[:1])
    with django_assert_max_num_queries(16):
        record_visits(worker, visits[1:])
