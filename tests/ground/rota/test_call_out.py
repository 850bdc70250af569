"""Somebody is out: their shifts become vacant, who could take them over is listed, and why is nowhere kept."""

import pytest

from gridward.ground.rota.models import DutyPlace, MemberOut, Shift
from gridward.ground.rota.problems import OutTimesUnfit
from gridward.ground.rota.queries.people import candidates
from gridward.ground.rota.queries.rows import outs
from gridward.ground.rota.services.outs import call_out, end_out
from gridward.ground.rota.terms import RotaWarning, ShiftRole
from gridward.ground.staff.models import Member
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from tests.ground.rota.acts import holders, moment, place, planned, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world: World) -> Actor:
    return world.actor("leader_a")


def gone(world: World, actor: Actor, since: int = 0, until: int = 72) -> list[Shift]:
    """The worker of a1 is out from an hour of today to another; answers the shifts that are vacant."""
    made = call_out(
        actor,
        member_id=who(world, "worker_a1"),
        begins_at=moment(since),
        ends_at=moment(until),
    )
    return made.vacated


def test_shifts_within_become_vacant_and_others_stay(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    first, second = shift(world, gate, "worker_a1"), shift(world, gate, "worker_a1", days=1)
    later, others = shift(world, gate, "worker_a1", days=3), shift(world, gate, "worker_a2")
    assert gone(world, leader) == [first, second]
    assert holders(first, second) == [None, None]
    assert holders(later, others) == [who(world, "worker_a1"), who(world, "worker_a2")]


def test_of_a_shift_under_way_the_rest_becomes_vacant_and_what_was_served_stays(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    mine = shift(world, gate, "worker_a1", hour=6, hours=8, role=ShiftRole.LEAD)
    [rest] = gone(world, leader, since=7)
    mine.refresh_from_db()
    assert (mine.member_id, mine.begins_at, mine.ends_at) == (
        who(world, "worker_a1"),
        moment(6),
        moment(7),
    )
    assert (rest.member_id, rest.role) == (None, "lead")
    assert (rest.begins_at, rest.ends_at) == (moment(7), moment(14))


def test_shifts_where_another_plans_stay_and_are_warned_of(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    far = shift(world, place(world, "b1"), "worker_a1", by="leader_b")
    assert gone(world, leader) == []
    assert holders(far) == [who(world, "worker_a1")]
    made = planned(world, row(world, gate, "worker_a1", days=1))
    assert [one.kind for one in made.warnings] == [RotaWarning.OUT]


def test_who_could_take_over_has_no_shift_and_enough_rest(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    mine = shift(world, gate, "worker_a1", days=1)
    shift(world, gate, "worker_a2", days=1, hour=15)
    shift(world, place(world, "b1"), "worker_b1", by="leader_b", days=1, hour=17)
    shift(world, gate, "supervisor_a1", hour=13)
    shift(world, gate, "chief", hour=14)
    [vacant] = gone(world, leader)
    found = candidates(leader, vacant, who(world, "worker_a1"))
    names = {one.member.name.removeprefix("测试") for one in found}
    assert vacant == mine
    assert not names & {"worker_a1", "worker_a2", "worker_b1", "worker_f1", "chief"}
    assert {"supervisor_a1", "health_a", "police_a"} <= names


def test_the_same_post_comes_first_then_who_serves_near_then_who_has_least(
    world: World, gate: DutyPlace, leader: Actor
) -> None:
    shift(world, gate, "worker_a2", days=3)
    [vacant] = [shift(world, gate, None, days=1)]
    found = candidates(leader, vacant, who(world, "worker_a1"))
    names = [one.member.name.removeprefix("测试") for one in found]
    assert names[:2] == ["worker_a2", "worker_b1"]
    assert names.index("supervisor_a1") < names.index("chief")
    assert (found[0].same_post, found[0].near, found[0].minutes) == (True, True, 480)
    assert (found[1].same_post, found[1].near, found[1].minutes) == (True, False, 0)


@pytest.mark.parametrize(
    ("role", "name", "employer"),
    [
        (ShiftRole.MEDIC, "health_a", "health_service"),
        (ShiftRole.POLICE, "police_a", "police"),
    ],
)
def test_a_skill_is_shown_by_a_post_or_the_employer(
    world: World, gate: DutyPlace, leader: Actor, role: ShiftRole, name: str, employer: str
) -> None:
    street = world.streets["ours"]
    seconded = Member.objects.create(street=street, name="借调甲", sort_key="jd", employer=employer)
    vacant = shift(world, gate, None, role=role)
    found = {one.member.pk for one in candidates(leader, vacant)}
    assert found == {who(world, name), seconded.pk}


def test_who_is_out_or_left_is_no_candidate(world: World, gate: DutyPlace, leader: Actor) -> None:
    vacant = shift(world, gate, None)
    Member.objects.filter(pk=who(world, "worker_a2")).update(active=False)
    gone(world, leader)
    found = {one.member.pk for one in candidates(leader, vacant)}
    assert not found & {who(world, "worker_a1"), who(world, "worker_a2")}


def test_somebody_is_back_earlier(world: World, gate: DutyPlace, leader: Actor) -> None:
    gone(world, leader)
    out = MemberOut.objects.get()
    assert end_out(leader, out_id=out.pk, version=1).ends_at == moment(7)
    made = planned(world, row(world, gate, "worker_a1"))
    assert made.warnings == []
    with pytest.raises(NotFound):
        end_out(leader, out_id=out.pk, version=2)


def test_times_are_in_order_and_not_past(world: World, leader: Actor) -> None:
    with pytest.raises(OutTimesUnfit):
        gone(world, leader, since=9, until=9)
    with pytest.raises(OutTimesUnfit):
        gone(world, leader, since=2, until=7)


def test_who_plans_where_the_member_is_on_duty_notes_it_too(world: World) -> None:
    far = shift(world, place(world, "b1"), "worker_a1", by="leader_b")
    assert gone(world, world.actor("leader_b")) == [far]


def test_who_plans_where_the_member_serves_notes_it(world: World) -> None:
    for name, refusal in (
        ("worker_a1", NotAllowed),
        ("discipline", NotAllowed),
        ("leader_b", NotAllowed),
        ("chief_f", NotFound),
    ):
        with pytest.raises(refusal):
            gone(world, world.actor(name))


def test_who_is_out_is_seen_by_who_plans_and_oneself(world: World, leader: Actor) -> None:
    gone(world, leader)
    seen = {name: outs(world.actor(name)).count() for name in ("leader_b", "worker_a1", "chief")}
    assert seen == {"leader_b": 1, "worker_a1": 1, "chief": 1}
    assert not outs(world.actor("worker_a2")).exists()
    assert not outs(world.actor("chief_f")).exists()


def test_nothing_says_why(world: World) -> None:
    assert not {"reason", "said", "note", "kind"} & {
        field.name for field in MemberOut._meta.get_fields()
    }
