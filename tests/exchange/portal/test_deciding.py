"""Declarations decided: written by name, counted as reached, rejected for a reason; two at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gridward.exchange.portal.models import Declaration, Slip
from gridward.exchange.portal.problems import (
    ComparisonOld,
    DeclarationDecided,
    DeclarationReplaced,
    RejectionReasonMissing,
    UnnamedUnanswered,
)
from gridward.exchange.portal.services.deciding import accept, beside_register, reject
from gridward.exchange.portal.services.following import forget_closed
from gridward.exchange.portal.terms import (
    Declared,
    DeclaredArrival,
    DeclaredVehicle,
    Member,
)
from gridward.ground.audit.models import Line
from gridward.ground.register.models import Conflict, Household, Resident, ResidentPhone, Vehicle
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.residents import change_resident, remove_resident
from gridward.ground.register.terms.people import Away, Tenure
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import ArrivalStayUnfit
from gridward.work.arrivals.queries.arrivals import stays_of
from gridward.work.arrivals.terms import CameBy
from gridward.work.riskareas.terms import Stay
from gridward.work.rounds.models import Target, Visit
from gridward.work.rounds.queries.coverage import coverage_by_grid
from gridward.work.rounds.queries.days import visits_between
from gridward.work.rounds.services.leading import close_round
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import says, seen, sent, token
from tests.ground.register.people import household, number, resident
from tests.work.rounds.walking import FEVER, PETS, recorded, said, target_of, walked
from tests.world import World

pytestmark = pytest.mark.django_db


def waiting(door: Door, said_: Declared) -> Declaration:
    return sent(token(door.worker, door.round, door.target), said_)


def accepted(door: Door, *members: Member, **given: Any) -> Declaration:
    row = waiting(door, says(*members, **given))
    return accept(door.worker, declaration_id=row.pk, seen=seen(door.worker, row))


def test_new_people_are_entered_by_who_accepts(door: Door) -> None:
    row = accepted(
        door,
        Member("王小红", "户主", document=number(2), phone="13800138000"),
        Member("李小明", "配偶"),
        vehicles=(DeclaredVehicle("赣A12345", 1),),
        tenure=Tenure.RENTED,
    )
    assert (row.state, row.decided_by) == ("accepted", door.worker.name)
    red, bright = Resident.objects.order_by("created_at")
    assert (red.name, red.relation, red.open_sealed("document")) == ("王小红", "户主", number(2))
    assert ResidentPhone.objects.get(resident=red).open_sealed("phone") == "+8613800138000"
    assert Vehicle.objects.get(resident=bright).plate == "赣A12345"
    assert Household.objects.get().tenure == "rented"
    line = Line.objects.get(act="register.resident_added", about_id=red.pk)
    assert line.account_id == door.worker.account_id


def test_who_came_from_elsewhere_becomes_an_arrival(door: Door, world: World) -> None:
    today = clock.today()
    stay = Stay("某省某市", "某区", "某小区", today - timedelta(days=4), today - timedelta(days=1))
    came = DeclaredArrival(today, CameBy.TRAIN, (stay,), "G1")
    with pytest.raises(ArrivalStayUnfit):
        waiting(door, says(Member("王小红", came=replace(came, arrived_on=stay.begins))))
    row = accepted(door, Member("王小红", came=came), Member("李小明"))
    [arrival] = Arrival.objects.all()
    assert (arrival.told_by, arrival.trip, arrival.account_name) == ("self", "G1", row.decided_by)
    assert arrival.resident is not None
    assert arrival.resident.name == "王小红"
    assert stays_of(arrival) == [stay]


def test_coverage_counts_a_declared_door_as_reached(door: Door) -> None:
    before = coverage_by_grid(door.worker, door.round.pk)[0].coverage
    row = accepted(door, Member("王小红"), Member("李小明"), needs="想要楼道扶手")
    after = coverage_by_grid(door.worker, door.round.pk)[0].coverage
    assert (before.settled, after.settled, after.outcomes) == (0, 1, {"met": 1})
    visit = Visit.objects.get()
    assert (visit.way, visit.at, visit.persons_met) == ("self", row.sent_at, 2)
    assert (visit.by, visit.member_id) == (door.worker.name, door.worker.member_id)
    assert "楼道扶手" in (visit.open_sealed("said") or "")


def test_no_log_says_that_somebody_went_there(door: Door) -> None:
    accepted(door, Member("王小红"))
    assert door.worker.member_id
    now = clock.now()
    day = timedelta(days=1)
    place = (door.worker, door.target.grid_id, door.worker.member_id)
    assert visits_between(*place, now - day, now + day) == []


def test_who_is_known_is_changed_where_it_differs_and_loses_nothing(door: Door) -> None:
    known = resident(
        door.worker, door.home, document=number(), phones=["13900139000"], plates=["赣A54321"]
    )
    row = waiting(
        door,
        says(
            Member("张晓梅", "户主", document=number(), phone="13800138000"),
            vehicles=(DeclaredVehicle("赣A12345"),),
        ),
    )
    [side] = beside_register(door.worker, row.pk)[1].sides
    assert side.differs == ("relation", "phones", "plates")
    accept(door.worker, declaration_id=row.pk, seen=seen(door.worker, row))
    known.refresh_from_db()
    assert known.relation == "户主"
    phones = {one.open_sealed("phone") for one in ResidentPhone.objects.filter(resident=known)}
    assert phones == {"+8613900139000", "+8613800138000"}
    plates = set(Vehicle.objects.filter(resident=known).values_list("plate", flat=True))
    assert plates == {"赣A54321", "赣A12345"}


def test_what_is_the_same_is_not_written_again(door: Door) -> None:
    known = resident(door.worker, door.home, document=number(), phones=["13900139000"])
    accepted(door, Member("张晓梅", document=number(), phone="139 0013 9000"))
    known.refresh_from_db()
    assert known.version == 1
    assert not Line.objects.filter(act="register.resident_changed").exists()


def test_whoever_was_not_named_stays_and_is_shown(door: Door) -> None:
    known = resident(door.worker, door.home, "陈大文")
    row = waiting(door, says(Member("王小红")))
    sides = beside_register(door.worker, row.pk)[1].sides
    assert [(one.place, one.known and one.known.name) for one in sides] == [
        (0, None),
        (None, "陈大文"),
    ]
    accept(door.worker, declaration_id=row.pk, seen=seen(door.worker, row))
    known.refresh_from_db()
    assert known.left_on is None
    assert Visit.objects.get().persons_met == 1


def test_a_number_is_given_to_who_is_known_by_name_alone(door: Door) -> None:
    known = resident(door.worker, door.home)
    accepted(door, Member("张晓梅", document=number()))
    known.refresh_from_db()
    assert known.open_sealed("document") == number()
    assert Resident.objects.count() == 1


def test_who_is_away_is_marked_and_not_counted_as_met(door: Door) -> None:
    accepted(door, Member("王小红"), Member("李小明", away=Away.PROVINCE))
    away = dict(Resident.objects.values_list("name", "situation__away"))
    assert away["李小明"] == "province"
    assert Visit.objects.get().persons_met == 1
    assert Target.objects.get().outcome == "met"


def test_where_everybody_is_away_the_household_is(door: Door) -> None:
    accepted(door, Member("王小红", away=Away.CITY), Member("李小明", away=Away.PROVINCE))
    away = dict(Resident.objects.values_list("name", "situation__away"))
    assert away == {"王小红": "city", "李小明": "province"}
    assert Target.objects.get().outcome == "away"


def test_who_is_registered_elsewhere_waits_as_a_conflict(world: World, door: Door) -> None:
    elsewhere = household(world, door.worker, "a1-1-202")
    resident(door.worker, elsewhere, "王小红", document=number(2))
    accepted(door, Member("王小红", document=number(2)), Member("李小明"))
    assert Conflict.objects.get().household_id == door.home.pk
    assert Visit.objects.get().persons_met == 1


def test_answers_reach_the_people_they_are_about(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    known = resident(worker, home)
    row = walked(world, questions=[FEVER, PETS])
    answers = says(
        Member("李小明", answers={"fever": True}),
        Member("张晓梅", answers={"fever": False}),
        answers={"pets": 2},
    )
    one = sent(token(worker, row, target_of(row, home)), answers)
    accept(worker, declaration_id=one.pk, seen=seen(worker, one))
    new = Resident.objects.get(name="李小明")
    told = Visit.objects.get().open_sealed("said") or ""
    assert f'"{new.pk}":true' in told
    assert f'"{known.pk}":false' in told
    assert '"pets":2' in told


def test_whoever_was_not_named_keeps_a_round_waiting_that_asks_everybody(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    unnamed = resident(worker, home, "陈大文")
    row = walked(world, questions=[FEVER])
    one = sent(
        token(worker, row, target_of(row, home)), says(Member("王小红", answers={"fever": False}))
    )
    with pytest.raises(UnnamedUnanswered):
        accept(worker, declaration_id=one.pk, seen=seen(worker, one))
    assert Resident.objects.count() == 1
    remove_resident(worker, resident_id=unnamed.pk, version=unnamed.version)
    accept(worker, declaration_id=one.pk, seen=seen(worker, one))
    assert Target.objects.get().outcome == "met"


def test_of_two_who_decide_one_wins_and_the_other_is_told(world: World, door: Door) -> None:
    row = waiting(door, says())
    leader = world.actor("leader_a")
    looked = seen(leader, row)
    accept(door.worker, declaration_id=row.pk, seen=looked)
    for act in (
        lambda: accept(leader, declaration_id=row.pk, seen=looked),
        lambda: reject(leader, declaration_id=row.pk, reason="看错了"),
    ):
        with pytest.raises(DeclarationDecided) as caught:
            act()
        assert caught.value.details == {"by": door.worker.name}
    assert Visit.objects.count() == 1


def test_a_newer_one_must_be_looked_at(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    row = sent(slip)
    looked = seen(door.worker, row)
    sent(slip, says(Member("王小红")))
    with pytest.raises(DeclarationReplaced):
        accept(door.worker, declaration_id=row.pk, seen=looked)


def test_what_changed_in_the_register_meanwhile_is_looked_at_again(door: Door) -> None:
    known = resident(door.worker, door.home)
    row = waiting(door, says(Member("张晓梅", "户主")))
    looked = seen(door.worker, row)
    change_resident(door.worker, resident_id=known.pk, version=1, relation="母亲")
    with pytest.raises(ComparisonOld):
        accept(door.worker, declaration_id=row.pk, seen=looked)
    known.refresh_from_db()
    assert known.relation == "母亲"
    assert Declaration.objects.get().state == "waiting"


def test_what_changed_elsewhere_in_the_register_is_no_matter(door: Door) -> None:
    known = resident(door.worker, door.home)
    row = waiting(door, says(Member("张晓梅", "户主")))
    looked = seen(door.worker, row)
    change_resident(door.worker, resident_id=known.pk, version=1, employer="翠竹便利店")
    home = Household.objects.get()
    change_household(door.worker, household_id=home.pk, version=home.version, note="有狗")
    accept(door.worker, declaration_id=row.pk, seen=looked)
    known.refresh_from_db()
    assert (known.relation, known.employer) == ("户主", "翠竹便利店")


def test_a_refusal_of_the_register_or_the_round_leaves_everything_as_it_was(
    world: World, door: Door
) -> None:
    row = waiting(door, says(Member("王小红")))
    looked = seen(door.worker, row)
    recorded(door.worker, said(door.target))
    leader = world.actor("leader_a")
    close_round(leader, round_id=door.round.pk, version=door.round.version)
    with pytest.raises(Problem) as caught:
        accept(door.worker, declaration_id=row.pk, seen=looked)
    assert caught.value.code == "round_not_open"
    assert not Resident.objects.exists()
    assert Declaration.objects.get().state == "waiting"


def test_rejecting_writes_nothing_and_says_why(door: Door) -> None:
    row = waiting(door, says(Member("王小红")))
    for reason in ("", " 错 "):
        with pytest.raises(RejectionReasonMissing):
            reject(door.worker, declaration_id=row.pk, reason=reason)
    reject(door.worker, declaration_id=row.pk, reason="不是这一户的人")
    line = Line.objects.get(act="portal.rejected")
    assert (line.reason, line.actor_name) == ("不是这一户的人", door.worker.name)
    assert not Resident.objects.exists()
    assert Target.objects.get().outcome == ""


def test_only_who_may_write_at_the_grid_opens_and_decides(world: World, door: Door) -> None:
    row = waiting(door, says())
    for name, problem in (
        ("worker_a2", NotFound),
        ("worker_f1", NotFound),
        ("police_a", NotAllowed),
        ("discipline", NotAllowed),
    ):
        other = world.actor(name)
        with pytest.raises(problem):
            beside_register(other, row.pk)
        with pytest.raises(problem):
            accept(other, declaration_id=row.pk, seen="")
        with pytest.raises(problem):
            reject(other, declaration_id=row.pk, reason="不是我的")


def test_slips_and_declarations_go_along_with_their_household(world: World, door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    row = sent(slip)
    leader = world.actor("leader_a")
    there = world.dwellings["a2-1-101"].pk
    change_household(leader, household_id=door.home.pk, version=1, dwelling_id=there)
    row.refresh_from_db()
    assert row.grid_id == Slip.objects.get().grid_id == world.grids["a2"].pk
    with pytest.raises(NotFound):
        beside_register(world.actor("worker_a1"), row.pk)
    neighbour = world.actor("worker_a2")
    accept(neighbour, declaration_id=row.pk, seen=seen(neighbour, row))


def test_all_goes_when_the_round_has_been_over_long_enough(world: World, door: Door) -> None:
    waiting(door, says())
    recorded(door.worker, said(door.target))
    now = clock.now()
    assert forget_closed(now + timedelta(days=365)) == 0  # still walked
    leader = world.actor("leader_a")
    close_round(leader, round_id=door.round.pk, version=door.round.version)
    assert forget_closed(now + timedelta(days=29)) == 0
    assert forget_closed(now + timedelta(days=31)) == 1
    assert not Declaration.objects.exists()
    assert Visit.objects.exists()
