"""A roster that the program suggests: asked for, drawn up by the optimiser, looked at, taken over by a person."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from gridward.ground.rota.models import DutyPlace, RosterDraft, Shift
from gridward.ground.rota.problems import (
    DraftDaysUnfit,
    DraftOutdated,
    DraftPatternsUnfit,
    DraftPlacesMissing,
    DraftPostsMissing,
    DraftSettled,
    DraftWaiting,
)
from gridward.ground.rota.queries.draft_facts import facts_of
from gridward.ground.rota.queries.drafts import draft_wishes, drafts
from gridward.ground.rota.rules.drawing import problem_of
from gridward.ground.rota.rules.wishing import weight_of
from gridward.ground.rota.services.drafts import ask_draft, drop_draft, take_draft
from gridward.ground.rota.services.drawing import draw_draft
from gridward.ground.rota.services.outs import call_out
from gridward.ground.rota.services.places import set_demand
from gridward.ground.rota.services.wishing import state_wish
from gridward.ground.rota.terms import (
    DemandHours,
    DraftPattern,
    DraftSaid,
    DraftState,
    DraftWay,
    ShiftRole,
    WishSaid,
    WishTally,
    WishTime,
    WishWants,
)
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.kernel.problems import NotAllowed, NotFound, Problem, Stale
from gridward.planning.rosters import Effort
from tests.ground.rota.acts import moment, place, row, shift, who
from tests.world import World

pytestmark = pytest.mark.django_db
QUICK = Effort(seconds=5, workers=1, rounds=2)
DAY = DraftPattern(time(8), 8 * 60)
LATE = DraftPattern(time(16), 8 * 60)
KEEP = (Post.GRID_MANAGER, Post.GRID_SUPERVISOR)
TOMORROW = date(2026, 3, 5)


def demand(world: World, at: DutyPlace, *wanted: tuple[int, int, ShiftRole, int]) -> None:
    """Every day from an hour until an hour, so many of a role."""
    hours = [
        DemandHours(weekday, time(since), time(until % 24), role, number)
        for weekday in range(1, 8)
        for since, until, role, number in wanted
    ]
    set_demand(world.actor("leader_a"), place_id=at.pk, since=moment().date(), hours=hours)


def said(*places: DutyPlace, **other: Any) -> DraftSaid:
    known: dict[str, Any] = {
        "places": tuple(one.pk for one in places),
        "first": TOMORROW,
        "days": 3,
        "way": DraftWay.ANEW,
        "patterns": (DAY, LATE),
        "posts": KEEP,
    }
    return DraftSaid(**{**known, **other})


def asked(world: World, wanted: DraftSaid, by: str = "leader_a") -> RosterDraft:
    return ask_draft(world.actor(by), said=wanted, defer=lambda row: None)


def drawn(world: World, wanted: DraftSaid, by: str = "leader_a") -> RosterDraft:
    made = asked(world, wanted, by)
    draw_draft(world.actor(by), draft_id=made.pk, search=QUICK, tries=QUICK)
    return RosterDraft.objects.get(pk=made.pk)


def rows_of(draft: RosterDraft) -> list[tuple[UUID, str, str]]:
    return [
        (UUID(one["member"]), one["role"], one["begins_at"][5:16]) for one in draft.result["rows"]
    ]


def test_every_hour_of_the_demand_is_covered_by_who_serves_there(
    world: World, gate: DutyPlace
) -> None:
    demand(world, gate, (8, 24, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate))
    assert (draft.state, draft.result["missing"]) == (DraftState.READY, [])
    days = (
        "03-05T08:00",
        "03-05T16:00",
        "03-06T08:00",
        "03-06T16:00",
        "03-07T08:00",
        "03-07T16:00",
    )
    assert sorted(when for _, _, when in rows_of(draft)) == list(days)
    here = {who(world, name) for name in ("worker_a1", "worker_a2", "supervisor_a1")}
    assert {member for member, _, _ in rows_of(draft)} <= here


def test_a_draft_becomes_shifts_when_a_person_takes_it(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 24, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate))
    assert Shift.objects.count() == 0
    made = take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)
    assert len(made.shifts) == 6
    assert {(one.member_id, one.role) for one in Shift.objects.all()} == {
        (member, role) for member, role, _ in rows_of(draft)
    }
    draft.refresh_from_db()
    assert (draft.state, draft.decided_name) == (DraftState.TAKEN, "测试leader_a")
    with pytest.raises(DraftSettled):
        take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)


def test_what_nobody_can_do_is_told_with_what_would_help_and_becomes_vacant(
    world: World, gate: DutyPlace
) -> None:
    demand(world, gate, (8, 16, ShiftRole.POLICE, 1), (8, 16, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate, days=1))
    [gap] = draft.result["missing"]
    assert (gap["role"], gap["count"]) == ("police", 1)
    [reason] = draft.result["reasons"]
    assert reason["against"] == [{"code": "skill", "members": 3, "have": 0}]
    assert reason["fixes"][0] == {"code": "one_more", "before": 480, "after": 0}
    take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)
    vacant = Shift.objects.get(member=None)
    assert (vacant.role, vacant.begins_at) == ("police", moment(8, 1))


def test_whoever_has_a_skill_is_kept_for_it(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.POLICE, 1), (8, 16, ShiftRole.KEEPER, 3))
    draft = drawn(world, said(gate, days=1, posts=(*KEEP, Post.GRID_POLICE)))
    police = [member for member, role, _ in rows_of(draft) if role == "police"]
    assert police == [who(world, "police_a")]
    assert draft.result["missing"] == []


def test_who_is_out_or_on_duty_elsewhere_is_given_nothing(world: World, gate: DutyPlace) -> None:
    far = place(world, "b1")
    shift(world, far, "worker_a2", by="leader_b", days=1)
    call_out(
        world.actor("leader_a"),
        member_id=who(world, "worker_a1"),
        begins_at=moment(0, 1),
        ends_at=moment(0, 2),
    )
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate, days=1))
    assert rows_of(draft) == [(who(world, "supervisor_a1"), "keeper", "03-05T08:00")]


def test_a_mended_roster_leaves_what_stands_and_fills_what_is_vacant(
    world: World, gate: DutyPlace
) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1), (16, 24, ShiftRole.KEEPER, 1))
    stands = shift(world, gate, "worker_a1", days=1)
    lead = shift(world, gate, "leader_a", days=1, hour=12, hours=2, role=ShiftRole.LEAD)
    shift(world, gate, None, days=1, hour=16)
    draft = drawn(world, said(gate, days=1, way=DraftWay.MEND))
    told = {(one["member"], one["stood"]) for one in draft.result["rows"]}
    assert {(str(stands.member_id), True), (str(lead.member_id), True)} < told
    made = take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)
    assert (len(made.shifts), made.kept, made.cancelled) == (1, 2, 1)
    assert made.shifts[0].begins_at == moment(16, 1)


def test_without_patterns_each_place_has_shifts_of_its_own_hours(
    world: World, gate: DutyPlace
) -> None:
    desk = place(world, name="值班室")
    demand(world, gate, (0, 24, ShiftRole.KEEPER, 1))
    demand(world, desk, (9, 17, ShiftRole.RESERVE, 1))
    posts = (*KEEP, Post.GRID_POLICE, Post.HEALTH_LIAISON)
    draft = drawn(world, said(gate, desk, days=1, patterns=(), posts=posts))
    hours = {
        (one["role"], one["begins_at"][11:16], one["ends_at"][11:16])
        for one in draft.result["rows"]
    }
    thirds = [("00:00", "08:00"), ("08:00", "16:00"), ("16:00", "00:00")]
    assert hours == {*(("keeper", *one) for one in thirds), ("reserve", "09:00", "17:00")}
    assert draft.result["missing"] == []


def test_a_draft_of_shifts_that_changed_since_is_not_taken(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate))
    shift(world, gate, "worker_a1", days=1)
    with pytest.raises(DraftOutdated):
        take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)
    drop_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)
    assert RosterDraft.objects.get(pk=draft.pk).state == DraftState.DROPPED


def test_an_absence_that_is_noted_later_counts_as_a_change(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate))
    times = {"begins_at": moment(0, 1), "ends_at": moment(0, 2)}
    call_out(world.actor("leader_a"), member_id=who(world, "worker_a1"), **times)
    with pytest.raises(DraftOutdated):
        take_draft(world.actor("leader_a"), draft_id=draft.pk, version=draft.version)


def test_burdens_of_the_weeks_before_count(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    busy = who(world, "worker_a1")
    for days in range(-9, -3):
        made = row(world, gate, "worker_a1", days=days)
        Shift.objects.create(
            street_id=gate.street_id,
            grid=gate.grid,
            place=gate,
            member_id=made.member_id,
            role=made.role,
            begins_at=made.begins_at,
            ends_at=made.ends_at,
        )
    draft = drawn(world, said(gate, days=2))
    assert busy not in {member for member, _, _ in rows_of(draft)}


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"places": ()}, DraftPlacesMissing),
        ({"first": date(2026, 3, 4)}, DraftDaysUnfit),
        ({"days": 29}, DraftDaysUnfit),
        ({"patterns": (DAY, DAY)}, DraftPatternsUnfit),
        ({"patterns": (DraftPattern(time(8), 30),)}, DraftPatternsUnfit),
        ({"posts": ()}, DraftPostsMissing),
    ],
)
def test_what_cannot_be_asked(
    world: World, gate: DutyPlace, other: dict[str, Any], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        asked(world, said(gate, **other))


def test_nobody_asks_twice_at_once(world: World, gate: DutyPlace) -> None:
    asked(world, said(gate))
    with pytest.raises(DraftWaiting):
        asked(world, said(gate))
    asked(world, said(gate), by="first_a")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a1", NotAllowed), ("leader_b", NotFound), ("chief_f", NotFound)],
)
def test_only_who_plans_there_asks(
    world: World, gate: DutyPlace, name: str, refusal: type[Problem]
) -> None:
    with pytest.raises(refusal):
        asked(world, said(gate), by=name)


def test_a_draft_is_seen_where_one_plans_at_all_of_its_places(
    world: World, gate: DutyPlace
) -> None:
    far = place(world, "b1")
    asked(world, said(gate, far), by="chief")
    sees = [
        name for name in ("chief", "leader_a", "leader_b", "chief_f") if drafts(world.actor(name))
    ]
    assert sees == ["chief"]


@pytest.mark.parametrize(
    ("wanted", "posts", "code"),
    [
        ((), KEEP, "rota.draft_nothing_wanted"),
        ((8, 16, ShiftRole.KEEPER, 1), (Post.STREET_PATRON,), "rota.draft_nobody"),
    ],
)
def test_why_there_is_none_stands_in_the_draft(
    world: World, gate: DutyPlace, wanted: Any, posts: tuple[Post, ...], code: str
) -> None:
    if wanted:
        demand(world, gate, wanted)
    draft = drawn(world, said(gate, posts=posts))
    assert (draft.state, draft.problem) == (DraftState.FAILED, code)


def test_a_failure_of_the_program_is_told_and_not_hidden(
    world: World, gate: DutyPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Callable[..., Any]:
        raise MemoryError

    monkeypatch.setattr("gridward.ground.rota.services.drawing.drawn", broken)
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    made = asked(world, said(gate))
    with pytest.raises(MemoryError):
        draw_draft(world.actor("leader_a"), draft_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == (DraftState.FAILED, "rota.draft_impossible")


def test_drawing_up_again_changes_nothing(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    draft = drawn(world, said(gate))
    draw_draft(world.actor("leader_a"), draft_id=draft.pk, search=QUICK, tries=QUICK)
    assert RosterDraft.objects.get(pk=draft.pk).version == draft.version
    with pytest.raises(Stale):
        drop_draft(world.actor("leader_a"), draft_id=draft.pk, version=1)


def wish(world: World, by: str, day: date, wants: WishWants = WishWants.FREE) -> None:
    state_wish(world.actor(by), said=WishSaid(wants, WishTime.ANY, day, day))


def test_a_draft_hears_wishes_and_tells_which_it_grants(world: World, gate: DutyPlace) -> None:
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    friday = date(2026, 3, 6)
    wish(world, "worker_a1", friday)
    wish(world, "worker_a2", friday)
    wish(world, "supervisor_a1", friday, WishWants.DUTY)
    draft = drawn(world, said(gate))
    assert draft.result["costs"]["wishes"] == 0
    told = draft_wishes(world.actor("leader_a"), draft)
    assert [(one.wish.day, one.granted) for one in told.told] == [(friday, True)] * 3
    [on_friday] = [member for member, _, when in rows_of(draft) if when.startswith("03-06")]
    assert on_friday == who(world, "supervisor_a1")


def test_who_was_refused_lately_is_heard_before_who_was_not(
    world: World, gate: DutyPlace, morning: time_machine.Traveller
) -> None:
    morning.move_to(moment(7, days=-20))
    for number in (-10, -9, -8):
        for name in ("worker_a1", "worker_a2", "supervisor_a1"):
            wish(world, name, (moment() + timedelta(days=number)).date())
        shift(world, gate, "worker_a2", days=number)
    morning.move_to(moment(7))
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 2))
    friday = date(2026, 3, 6)
    for name in ("worker_a1", "worker_a2", "supervisor_a1"):
        wish(world, name, friday)
    facts = facts_of(world.actor("leader_a"), said(gate), moment(7))
    weights = {one.id: weight_of(one.wished) for one in facts.members}
    refused = who(world, "worker_a2")
    assert weights.pop(refused) > max(weights.values())
    draft = drawn(world, said(gate))
    told = draft_wishes(world.actor("leader_a"), draft)
    assert [one.wish.member_id for one in told.told if one.granted] == [refused]
    assert told.before[refused] == WishTally(3, 0)


def test_the_far_side_of_both_borders_is_heard_where_a_night_reaches_it(
    world: World, gate: DutyPlace
) -> None:
    demand(world, gate, (0, 8, ShiftRole.KEEPER, 1))
    after = TOMORROW + timedelta(days=3)
    for wants in (WishWants.FREE, WishWants.DUTY):
        wish(world, "worker_a1" if wants is WishWants.FREE else "worker_a2", after, wants)
    facts = facts_of(world.actor("leader_a"), said(gate), moment(7))
    heard = {one.id: [wish.day for wish in one.wishes] for one in facts.members}
    assert heard[who(world, "worker_a1")] == [after]
    assert heard[who(world, "worker_a2")] == []


def test_all_that_is_known_of_people_is_handed_to_the_optimiser(
    world: World, gate: DutyPlace
) -> None:
    """Where they serve, who sent them, what they are able to do, and what they have behind them."""
    Member.objects.filter(pk=who(world, "worker_a2")).update(employer="health_service")
    shift(world, gate, "worker_a1", hour=8)
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1), (8, 16, ShiftRole.POLICE, 1))
    posts = (*KEEP, Post.HEALTH_LIAISON, Post.GRID_POLICE)
    facts = facts_of(world.actor("leader_a"), said(gate, posts=posts), moment(7))
    people = {one.id: one for one in problem_of(facts).keepers}
    own, lent = (people[str(who(world, name))] for name in ("worker_a1", "worker_a2"))
    assert (own.seconded, lent.seconded) == (False, True)
    assert lent.skills == {"keeper", "lead", "medic", "reserve"}
    assert people[str(who(world, "police_a"))].skills == {"police", "reserve"}
    assert (own.before.minutes, own.before.run) == (480, 1)
    assert own.before.last_end == datetime(2026, 3, 4, 16)  # noqa: DTZ001 - the street's own clock
    [post] = problem_of(facts).posts
    assert own.place == post.place
    assert lent.place not in (None, post.place)


def test_a_holiday_is_shared_with_who_had_the_last_one(
    world: World, gate: DutyPlace, morning: time_machine.Traveller
) -> None:
    """Tomb-sweeping days of 2026 are 4 to 6 April; whoever served on the first is spared on the second."""
    demand(world, gate, (8, 16, ShiftRole.KEEPER, 1))
    morning.move_to(moment(7, days=30))
    shift(world, gate, "worker_a1", days=31)
    facts = facts_of(
        world.actor("leader_a"), said(gate, first=date(2026, 4, 5), days=1), moment(7, days=30)
    )
    problem = problem_of(facts)
    before = {one.id: (one.before.holidays, one.before.weekends) for one in problem.keepers}
    assert before.pop(str(who(world, "worker_a1"))) == (1, 0)
    assert set(before.values()) == {(0, 0)}
    assert date(2026, 4, 5) in problem.calendar.holidays
