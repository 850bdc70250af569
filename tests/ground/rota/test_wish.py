"""A wish of one's own: stated, changed, taken back, read by who plans, and forgotten in time."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db.utils import ProgrammingError
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.rota.models import DutyPlace, Wish
from gridward.ground.rota.problems import (
    WishDaysUnfit,
    WishesUsedUp,
    WishNotYours,
    WishTwice,
)
from gridward.ground.rota.queries.wishes import own_wishes, tallies, wishes
from gridward.ground.rota.services.wishing import (
    change_wish,
    forget_wishes,
    state_wish,
    withdraw_wish,
)
from gridward.ground.rota.terms import WishSaid, WishTally, WishTime, WishWants
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account, Member
from gridward.kernel.declaring import Retention
from gridward.kernel.problems import NotFound, Stale
from gridward.kernel.rows import tell_database
from tests.ground.rota.acts import MORNING, moment, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
Wall = Callable[[Account | None], None]
SignIn = Callable[[Account], Client]
TODAY = MORNING.date()


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def said(first: int, last: int | None = None, **other: Any) -> WishSaid:
    known: dict[str, Any] = {"wants": WishWants.FREE, "time": WishTime.ANY, "said": "孩子开家长会"}
    until = day(first if last is None else last)
    return WishSaid(**{**known, "first": day(first), "last": until, **other})


def stated(world: World, wish: WishSaid, by: str = "worker_a1") -> Wish:
    return state_wish(world.actor(by), said=wish)


def test_a_wish_is_kept_sealed_with_its_reason_and_recorded_without_it(world: World) -> None:
    row = stated(world, said(3))
    assert (row.member_id, row.first, row.open_sealed("said")) == (
        who(world, "worker_a1"),
        day(3),
        "孩子开家长会",
    )
    line = Line.objects.latest("seq")
    assert line.act == "rota.wish_stated"
    assert str(day(3)) not in json.dumps(line.params)


def test_what_cannot_be_wished_is_refused(world: World) -> None:
    stated(world, said(3))
    for wish, refusal in (
        (said(1), WishDaysUnfit),
        (said(2, 4), WishTwice),
        (said(10, 15), WishesUsedUp),
    ):
        with pytest.raises(refusal):
            stated(world, wish)
    assert Wish.objects.count() == 1


def test_who_has_left_wishes_nothing(world: World) -> None:
    Member.objects.filter(pk=who(world, "worker_a1")).update(active=False)
    with pytest.raises(WishNotYours):
        stated(world, said(3))


def test_a_wish_is_changed_as_long_as_it_is_open(
    world: World, morning: time_machine.Traveller
) -> None:
    row = stated(world, said(3))
    actor = world.actor("worker_a1")
    instead = said(3, wants=WishWants.DUTY, time=WishTime.NIGHT, said="")
    row = change_wish(actor, wish_id=row.pk, version=1, said=instead)
    assert (row.told, row.open_sealed("said"), row.version) == (instead, None, 2)
    with pytest.raises(Stale):
        change_wish(actor, wish_id=row.pk, version=1, said=instead)
    morning.move_to(moment(8, days=2))
    with pytest.raises(WishDaysUnfit):
        change_wish(actor, wish_id=row.pk, version=2, said=said(9))


def test_what_has_not_begun_is_taken_back_whole_and_a_standing_wish_from_today_on(
    world: World, morning: time_machine.Traveller
) -> None:
    soon, standing = stated(world, said(3)), stated(world, said(7, 30, weekday=3))
    actor = world.actor("worker_a1")
    withdraw_wish(actor, wish_id=soon.pk, version=1)
    assert set(Wish.objects.values_list("pk", flat=True)) == {standing.pk}
    morning.move_to(moment(8, days=10))
    withdraw_wish(actor, wish_id=standing.pk, version=1)
    standing.refresh_from_db()
    assert (standing.first, standing.last) == (day(7), day(9))
    with pytest.raises(NotFound):
        withdraw_wish(actor, wish_id=standing.pk, version=2)


@pytest.mark.parametrize("act", [change_wish, withdraw_wish])
def test_nobody_moves_the_wish_of_another(world: World, act: Callable[..., Wish]) -> None:
    row = stated(world, said(3))
    words = {"said": said(9)} if act is change_wish else {}
    for name in ("worker_a2", "leader_a", "chief"):
        with pytest.raises(NotFound):
            act(world.actor(name), wish_id=row.pk, version=1, **words)


def test_a_wish_is_read_by_its_member_and_by_who_plans_there(world: World) -> None:
    stated(world, said(3))
    seen = {
        name: wishes(world.actor(name)).exists()
        for name in (
            *("worker_a1", "leader_a", "first_a", "chief"),
            *("supervisor_a1", "worker_a2", "police_a", "leader_b", "patron", "chief_f"),
        )
    }
    assert {name for name, sees in seen.items() if sees} == {
        "worker_a1",
        "leader_a",
        "first_a",
        "chief",
    }


def test_who_plans_at_the_gate_reads_the_wishes_of_whoever_stands_there(
    world: World, gate: DutyPlace
) -> None:
    stated(world, said(3), by="worker_b1")
    assert not wishes(world.actor("leader_a")).exists()
    shift(world, gate, "worker_b1")
    assert wishes(world.actor("leader_a")).exists()


def test_the_wall_holds_wishes_back_from_all_others(world: World, behind_wall: Wall) -> None:
    row = stated(world, said(3))
    behind_wall(None)
    seen = set()
    for name in ("worker_a1", "leader_a", "chief", "supervisor_a1", "leader_b", "patron"):
        tell_database(world.actor(name))
        if Wish.objects.exists():
            seen.add(name)
    assert seen == {"worker_a1", "leader_a", "chief"}
    tell_database(world.actor("leader_a"))
    assert Wish.objects.filter(pk=row.pk).update(wants="duty") == 0
    assert Wish.objects.filter(pk=row.pk).delete() == (0, {})


def test_nobody_states_a_wish_for_another_past_the_program(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("leader_a"))
    with pytest.raises(ProgrammingError, match="row-level security"):
        Wish.objects.create(
            member_id=who(world, "worker_a1"),
            wants="free",
            time="any",
            first=day(3),
            last=day(3),
        )


def test_a_worker_states_and_takes_back_behind_the_wall(world: World, behind_wall: Wall) -> None:
    actor = world.actor("worker_a1")
    behind_wall(world.account("worker_a1"))
    row = state_wish(actor, said=said(3))
    assert list(own_wishes(actor)) == [row]
    withdraw_wish(actor, wish_id=row.pk, version=1)
    assert not own_wishes(actor).exists()


def test_the_house_forgets_what_is_over_for_a_month(world: World, behind_wall: Wall) -> None:
    old, late = stated(world, said(3)), stated(world, said(6))
    behind_wall(None)
    tell_database(operator("schedule"))
    assert forget_wishes(day(4 + 30) - Retention.AFTER_WISH.period) == 1
    assert list(Wish.objects.all()) == [late]
    assert old.pk != late.pk


def test_granted_wishes_of_four_weeks_are_counted_by_dates(
    world: World, gate: DutyPlace, morning: time_machine.Traveller
) -> None:
    stated(world, said(2, 4))
    stated(world, said(5, wants=WishWants.DUTY))
    shift(world, gate, "worker_a1", days=3)
    shift(world, gate, "worker_a1", days=5)
    morning.move_to(moment(8, days=10))
    member = who(world, "worker_a1")
    actor = world.actor("leader_a")
    assert tallies(wishes(actor), day(10)) == {member: WishTally(4, 3)}
    assert tallies(wishes(actor), day(4)) == {member: WishTally(2, 1)}
    assert tallies(wishes(actor), day(40)) == {}


def sent(client: Client, method: str, path: str, **body: Any) -> tuple[int, Any]:
    answer = client.generic(
        method, f"/api/v1{path}", json.dumps(body, default=str), content_type="application/json"
    )
    return answer.status_code, answer.json()


def test_the_doors_tell_ones_own_wishes_and_what_may_be_wished(
    world: World, gate: DutyPlace, client_of: SignIn
) -> None:
    client = client_of(world.account("worker_a1"))
    wish = {"wants": "free", "first": day(3), "last": day(4), "said": "回老家"}
    status, told = sent(client, "POST", "/me/shifts/wishes", **wish)
    assert (status, told["earliest"], told["days_a_month"]) == (201, str(day(2)), 6)
    shift(world, gate, "worker_a1", days=4)
    [mine] = sent(client, "GET", "/me/shifts/wishes")[1]["wishes"]
    assert [(one["day"], one["granted"], one["touched"]) for one in mine["days"]] == [
        (str(day(3)), True, []),
        (str(day(4)), False, ["2026-03-08T00:00:00+00:00"]),
    ]
    path = f"/me/shifts/wishes/{mine['id']}"
    status, told = sent(client, "PUT", path, version=1, **{**wish, "last": day(3)})
    assert (status, len(told["wishes"][0]["days"])) == (200, 1)
    assert sent(client, "POST", f"{path}/withdraw", version=2)[1]["wishes"] == []
    status, told = sent(client, "POST", "/me/shifts/wishes", **{**wish, "first": day(0)})
    assert (status, told["code"]) == (422, "rota.wish_days_unfit")
    assert str(day(2)) in told["sentence"]


def test_the_planner_reads_the_wishes_of_a_week_with_their_counts(
    world: World, gate: DutyPlace, client_of: SignIn, morning: time_machine.Traveller
) -> None:
    stated(world, said(3, 4))
    stated(world, said(12), by="worker_a2")
    morning.move_to(moment(8, days=6))
    client = client_of(world.account("leader_a"))
    book = sent(client, "GET", f"/rota/wishes?first={day(7)}&last={day(13)}")[1]
    assert [(one["name"], one["said"]) for one in book["wishes"]] == [
        ("测试worker_a2", "孩子开家长会")
    ]
    assert [(one["name"], one["asked"], one["granted"]) for one in book["tallies"]] == [
        ("测试worker_a1", 2, 2)
    ]
    refused = client_of(world.account("worker_a1"))
    assert sent(refused, "GET", "/rota/wishes")[0] == 403
