"""Shortages told to the district: drafted from findings, sent with a number, answered, closed when filled (P3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account, Appointment, Shortage, ShortageList
from gridward.ground.staff.problems import (
    AnswerIncomplete,
    DaysNotInOrder,
    ListNotSent,
    ListSent,
    NothingShort,
    ReasonsIncomplete,
    ShortageOver,
    ShortageReported,
)
from gridward.ground.staff.queries.shortages import (
    is_overdue,
    list_of,
    lists,
    number_of,
    standing,
)
from gridward.ground.staff.services.appointments import appoint, end_appointment
from gridward.ground.staff.services.shortages import (
    Wanted,
    answer,
    change_shortage,
    draft_list,
    send_list,
    withdraw,
)
from gridward.ground.staff.terms import Post, ShortageState
from gridward.kernel import clock
from gridward.kernel.problems import NotAllowed, Stale
from tests.ground.staff.people import newcomer
from tests.world import World

Sign = Callable[[Account], Client]
TODAY = date(2026, 3, 10)
WISHED = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _on_a_tuesday(world: World) -> object:
    with time_machine.travel("2026-03-10 10:00+08:00", tick=False):
        yield


def drafted(world: World, post: Post = Post.GRID_POLICE, grid: str = "b0") -> ShortageList:
    wanted = Wanted(post, world.grids[grid].pk, "民警调离", "熟悉社区", WISHED)
    return draft_list(
        world.actor("chief"), street=world.streets["ours"], addressee="区里", wanted=[wanted]
    )


def sent(world: World) -> Shortage:
    letter = drafted(world)
    send_list(world.actor("chief"), letter=letter, version=1, on=TODAY)
    return only(letter)


def only(letter: ShortageList) -> Shortage:
    return Shortage.objects.select_related("letter").get(letter=letter)


def said(world: World, row: Shortage, verdict: ShortageState, **more: object) -> Shortage:
    row.refresh_from_db()
    given = {"on": TODAY, "version": row.version, **more}
    return answer(world.actor("chief"), row=row, verdict=verdict, **given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_list_says_how_many_are_missing_and_since_when_by_itself(world: World) -> None:
    row = only(drafted(world))
    assert (row.count, row.since, row.state) == (1, date(2022, 4, 1), "draft")


@pytest.mark.django_db
def test_what_is_not_short_is_not_reported_and_nothing_is_left_behind(world: World) -> None:
    with pytest.raises(NothingShort):
        drafted(world, Post.GRID_POLICE, "a0")
    with pytest.raises(NothingShort):
        draft_list(world.actor("chief"), street=world.streets["ours"], addressee="区", wanted=[])
    assert not ShortageList.objects.exists()


@pytest.mark.django_db
def test_a_post_is_on_one_open_list_at_a_time(world: World) -> None:
    row = only(drafted(world))
    with pytest.raises(ShortageReported):
        drafted(world)
    withdraw(world.actor("chief"), row=row)
    drafted(world)


@pytest.mark.django_db
def test_one_officer_for_two_communities_may_be_reported(world: World) -> None:
    police = Appointment.objects.get(post=Post.GRID_POLICE, grid=world.grids["a0"]).member
    appoint(
        world.actor("chief"),
        member=police,
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=TODAY,
    )
    assert only(drafted(world)).since == TODAY


@pytest.mark.django_db
def test_sending_needs_a_reason_and_a_day_for_each(world: World) -> None:
    wanted = Wanted(Post.GRID_POLICE, world.grids["b0"].pk)
    chief = world.actor("chief")
    letter = draft_list(chief, street=world.streets["ours"], addressee="区里", wanted=[wanted])
    with pytest.raises(ReasonsIncomplete):
        send_list(chief, letter=letter, version=1, on=TODAY)
    change_shortage(chief, row=only(letter), version=1, reason="调离", wished_by=WISHED)
    assert number_of(send_list(chief, letter=letter, version=1, on=TODAY)) == "〔2026〕1"


@pytest.mark.django_db
def test_numbers_run_within_the_year(world: World) -> None:
    letters = []
    for post, grid in ((Post.GRID_POLICE, "b0"), (Post.HEALTH_LIAISON, "b0")):
        letter = drafted(world, post, grid)
        letters.append(send_list(world.actor("chief"), letter=letter, version=1, on=TODAY))
    assert [number_of(one) for one in letters] == ["〔2026〕1", "〔2026〕2"]
    assert letters[0].answer_due == TODAY + timedelta(days=7)


@pytest.mark.django_db
def test_a_list_that_was_sent_does_not_change(world: World) -> None:
    row, chief = sent(world), world.actor("chief")
    with pytest.raises(ListSent):
        change_shortage(chief, row=row, version=row.version, reason="另一个理由")
    with pytest.raises(ListSent):
        send_list(chief, letter=row.letter, version=2, on=TODAY)


@pytest.mark.django_db
def test_a_list_is_not_sent_tomorrow_nor_from_an_old_page(world: World) -> None:
    letter, chief = drafted(world), world.actor("chief")
    with pytest.raises(DaysNotInOrder):
        send_list(chief, letter=letter, version=1, on=TODAY + timedelta(days=1))
    with pytest.raises(Stale):
        send_list(chief, letter=letter, version=9, on=TODAY)


@pytest.mark.django_db
def test_an_answer_needs_what_it_promises(world: World) -> None:
    row = sent(world)
    for verdict in (ShortageState.GRANTED, ShortageState.REFUSED, ShortageState.LATER):
        with pytest.raises(AnswerIncomplete):
            said(world, row, verdict)
    with pytest.raises(DaysNotInOrder):
        said(world, row, ShortageState.REFUSED, text="无人", on=TODAY - timedelta(days=1))


@pytest.mark.django_db
def test_what_was_not_sent_is_not_answered(world: World) -> None:
    with pytest.raises(ListNotSent):
        said(world, only(drafted(world)), ShortageState.REFUSED, text="无人")


@pytest.mark.django_db
def test_each_answer_stays_in_the_steps(world: World) -> None:
    row = sent(world)
    said(world, row, ShortageState.LATER, later_until=WISHED, text="等新警")
    said(world, row, ShortageState.GRANTED, named="李警官")
    steps = row.steps.order_by("at", "id").values_list("state", flat=True)
    assert list(steps) == ["draft", "sent", "later", "granted"]
    last = row.steps.order_by("at", "id").last()
    assert last is not None
    assert (last.by, last.said["named"]) == ("测试chief", "李警官")


@pytest.mark.django_db
def test_a_refusal_ends_it_and_the_post_may_be_reported_again(world: World) -> None:
    row = sent(world)
    said(world, row, ShortageState.REFUSED, text="全区缺警")
    with pytest.raises(ShortageOver):
        said(world, row, ShortageState.GRANTED, named="李警官")
    drafted(world)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "sent", "granted"])
def test_a_shortage_closes_itself_when_the_post_is_filled(world: World, state: str) -> None:
    row = only(drafted(world)) if state == "draft" else sent(world)
    if state == "granted":
        said(world, row, ShortageState.GRANTED, named="李警官")
    deputy, holder = newcomer(world, "代理"), newcomer(world, "李警官")
    given = {"post": Post.GRID_POLICE, "grid": world.grids["b0"], "valid_from": TODAY}
    appoint(world.actor("chief"), member=deputy, acting=True, **given)
    row.refresh_from_db()
    assert row.state == state
    held = appoint(world.actor("chief"), member=holder, **given)
    row.refresh_from_db()
    assert (row.state, row.filled_by, row.closed_on) == ("filled", held, TODAY)


@pytest.mark.django_db
def test_a_vacancy_that_comes_again_is_reported_anew(world: World) -> None:
    row, chief = only(drafted(world)), world.actor("chief")
    held = appoint(
        chief,
        member=newcomer(world),
        post=Post.GRID_POLICE,
        grid=world.grids["b0"],
        valid_from=TODAY - timedelta(days=5),
    )
    end_appointment(chief, appointment=held, on=TODAY)
    assert drafted(world).pk != row.letter_id


@pytest.mark.django_db
def test_what_is_not_answered_in_time_is_overdue(world: World) -> None:
    row = sent(world)
    letter = ShortageList.objects.get(pk=row.letter_id)
    due = TODAY + timedelta(days=7)
    assert [is_overdue(row, letter, day) for day in (due, due + timedelta(days=1))] == [False, True]
    later = said(world, row, ShortageState.LATER, later_until=WISHED)
    assert not is_overdue(later, letter, WISHED)
    assert is_overdue(later, letter, WISHED + timedelta(days=1))
    assert standing(list_of(world.actor("chief"), letter.pk), WISHED).answered == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["patron", "leader_b", "discipline", "worker_b1"])
def test_only_who_appoints_writes_lists(world: World, name: str) -> None:
    wanted = Wanted(Post.GRID_POLICE, world.grids["b0"].pk)
    with pytest.raises(NotAllowed):
        draft_list(world.actor(name), street=world.streets["ours"], addressee="区", wanted=[wanted])


@pytest.mark.django_db
def test_a_community_leader_sees_lists_and_posts_of_the_own_community_alone(world: World) -> None:
    letter = draft_list(
        world.actor("chief"),
        street=world.streets["ours"],
        addressee="区里",
        wanted=[
            Wanted(Post.GRID_POLICE, world.grids["b0"].pk),
            Wanted(Post.GRID_SUPERVISOR, world.grids["a2"].pk),
        ],
    )
    seen = {
        name: [row.post for row in list_of(world.actor(name), letter.pk).shortages.all()]
        for name in ("leader_a", "leader_b", "patron")
    }
    assert seen["leader_a"] == ["grid_supervisor"]
    assert seen["leader_b"] == ["grid_police"]
    assert len(seen["patron"]) == 2
    assert not lists(world.actor("worker_a1")).exists()


@pytest.mark.django_db
def test_each_verb_leaves_one_line(world: World) -> None:
    row = sent(world)
    said(world, row, ShortageState.GRANTED, named="李警官")
    acts = list(Line.objects.order_by("seq").values_list("act", flat=True))
    assert acts == ["staff.shortages_drafted", "staff.shortages_sent", "staff.shortage_answered"]
    assert clock.today() == TODAY


def test_a_list_of_a_street_that_ended_is_read_by_its_heir(world: World) -> None:
    letter = drafted(world)
    chief, foreign = world.actor("chief"), world.streets["foreign"]
    ShortageList.objects.filter(pk=letter.pk).update(street=foreign)
    assert letter not in lists(chief)
    foreign.successor = world.streets["ours"]
    foreign.valid_to = TODAY
    foreign.save()
    assert letter in lists(chief)
    assert [row.unit_key for row in list_of(chief, letter.pk).shortages.all()]
