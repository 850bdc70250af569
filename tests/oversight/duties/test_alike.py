"""Own and seconded staff side by side: the same duties, counts by group, nobody singled out (P7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.services.recognitions import recognise
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel import clock
from gridward.kernel.dated import Entry
from gridward.kernel.problems import NotAllowed
from gridward.oversight.duties.queries.alike import PostAlike, alike_on
from gridward.oversight.duties.rules.alike import gaps, rules_from, side_of, split_of
from gridward.oversight.duties.rules.lists import duties_of
from gridward.oversight.duties.terms import (
    AlikeFigure,
    AlikeGroup,
    AlikeRules,
    AlikeSide,
    AlikeSplit,
)
from tests.oversight.duties.looking import confirmed
from tests.world import World

Sign = Callable[[Account], Client]
RECOGNISED = AlikeFigure.RECOGNITIONS
SHEETS = AlikeFigure.SHEETS_CONFIRMED


def managers(world: World, own: int, seconded: int, grid: str = "a1") -> list[Appointment]:
    """So many managers more at a grid, the seconded last."""
    employers = [Employer.COMMUNITY] * own + [Employer.DISTRICT] * seconded
    made = []
    for number, employer in enumerate(employers):
        member = Member.objects.create(
            street=world.streets["ours"], name=f"网格员{number}", sort_key="w", employer=employer
        )
        made.append(
            Appointment.objects.create(
                member=member,
                post=Post.GRID_MANAGER,
                street=world.streets["ours"],
                grid=world.grids[grid],
                valid_from=clock.today() - timedelta(60),
            )
        )
    return made


def of(world: World, name: str = "leader_a", post: Post = Post.GRID_MANAGER) -> PostAlike:
    found = alike_on(world.actor(name), clock.today())
    return next(one for one in found.posts if one.post is post)


def thanked(world: World, held: Appointment) -> None:
    said: dict[str, Any] = {"kind": "written_thanks", "day": clock.today(), "reason": "连续值守"}
    recognise(world.actor("leader_a"), candidate=held, **said)


@pytest.mark.django_db
def test_both_sides_have_the_same_duties_of_the_same_list(world: World) -> None:
    managers(world, own=1, seconded=3)
    one = of(world)
    assert (one.own.people, one.seconded.people, one.split) == (3, 3, AlikeSplit.APART)
    assert one.duties == duties_of(Post.GRID_MANAGER, clock.today())
    assert one.gaps == ()


@pytest.mark.django_db
def test_counts_are_of_each_group_and_differences_are_told(world: World) -> None:
    held = managers(world, own=1, seconded=3)
    thanked(world, held[0])
    confirmed(world, world.actor("worker_a1"))
    one = of(world)
    assert (one.own.counts[RECOGNISED], one.seconded.counts[RECOGNISED]) == (1, 0)
    assert (one.own.counts[SHEETS], one.seconded.counts[SHEETS]) == (1, 0)
    assert {(gap.figure, gap.side) for gap in one.gaps} == {
        (RECOGNISED, AlikeSide.SECONDED),
        (SHEETS, AlikeSide.SECONDED),
    }
    thanked(world, held[1])
    assert {gap.figure for gap in of(world).gaps} == {SHEETS}


@pytest.mark.django_db
def test_a_small_group_is_not_told_apart(world: World, client_of: Sign) -> None:
    held = managers(world, own=1, seconded=2)
    thanked(world, held[-1])
    one = of(world)
    assert (one.split, one.together(RECOGNISED), one.gaps) == (AlikeSplit.TOGETHER, 1, ())
    text = client_of(world.account("leader_a")).get("/api/v1/duties/alike").json()
    (told,) = [post for post in text["posts"] if post["post"] == Post.GRID_MANAGER]
    figure = next(one for one in told["figures"] if one["figure"] == RECOGNISED)
    assert (figure["own"], figure["seconded"], figure["together"]) == (None, None, "1 次")
    assert told["sentences"][1] == "有一方不足 3 人，不分开列数。"


@pytest.mark.django_db
def test_one_person_alone_has_no_counts_at_all(world: World, client_of: Sign) -> None:
    Member.objects.filter(account=world.account("health_a")).update(employer="health_service")
    held = Appointment.objects.get(member=world.account("health_a").member_id)
    thanked(world, held)
    text = client_of(world.account("leader_a")).get("/api/v1/duties/alike").json()
    (told,) = [post for post in text["posts"] if post["post"] == Post.HEALTH_LIAISON]
    assert (told["own"], told["seconded"], told["split"]) == (0, 1, "hidden")
    assert all(one["together"] is None and one["own"] is None for one in told["figures"])
    assert "网格信息员" not in str(text)
    assert held.member.name not in str(text)


@pytest.mark.django_db
def test_the_sentences_name_the_side_that_lacks(world: World, client_of: Sign) -> None:
    held = managers(world, own=1, seconded=3)
    thanked(world, held[0])
    client = client_of(world.account("first_a"))
    text = client.get("/api/v1/duties/alike").json()
    (told,) = [post for post in text["posts"] if post["post"] == Post.GRID_MANAGER]
    assert told["sentences"] == [
        f"职责相同：同一张清单 {len(told['duties'])} 项，不看人员来源。",
        "借调下派人员（3 人）没有表扬，本街道社区人员（3 人）有 1 次。",
    ]
    english = client.get("/api/v1/duties/alike", headers={"Accept-Language": "en"}).json()
    assert "seconded staff (3) have none: recognitions" in str(english)


@pytest.mark.django_db
def test_only_grids_that_one_oversees_and_posts_of_the_day(world: World) -> None:
    managers(world, own=0, seconded=3, grid="b1")
    assert of(world).seconded.people == 0
    assert of(world, "chief").seconded.people == 3
    before = alike_on(world.actor("chief"), clock.today() - timedelta(61))
    manager = next(one for one in before.posts if one.post is Post.GRID_MANAGER)
    assert (manager.own.people, manager.seconded.people) == (3, 0)
    with pytest.raises(NotAllowed):
        alike_on(world.actor("worker_a1"), clock.today())


@pytest.mark.django_db
def test_what_is_older_than_the_window_does_not_count(world: World) -> None:
    held = managers(world, own=1, seconded=3)
    recognise(
        world.actor("leader_a"),
        candidate=held[0],
        kind="insurance",
        day=clock.today() - timedelta(30),
        reason="已经办理",
    )
    assert of(world).own.counts[RECOGNISED] == 0
    found = alike_on(world.actor("leader_a"), clock.today() - timedelta(1))
    manager = next(one for one in found.posts if one.post is Post.GRID_MANAGER)
    assert manager.own.counts[RECOGNISED] == 1


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(
    world: World, django_assert_max_num_queries: Any
) -> None:
    managers(world, own=9, seconded=9)
    leader = world.actor("leader_a")
    with django_assert_max_num_queries(8):
        alike_on(leader, clock.today())


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5))
def test_no_group_below_the_least_is_ever_told_apart(own: int, seconded: int, least: int) -> None:
    split = split_of(own, seconded, least)
    if min(own, seconded) < least:
        assert split is not AlikeSplit.APART
    if own + seconded < least:
        assert split is AlikeSplit.HIDDEN


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 50), st.integers(0, 50))
def test_a_gap_is_told_of_one_side_alike(own: int, seconded: int, mine: int, theirs: int) -> None:
    figures = [SHEETS]
    left, right = AlikeGroup(own, {SHEETS: mine}), AlikeGroup(seconded, {SHEETS: theirs})
    told, turned = list(gaps(left, right, figures, 50)), list(gaps(right, left, figures, 50))
    assert [(one.less, one.more) for one in told] == [(one.less, one.more) for one in turned]
    assert not {one.side for one in told} & {one.side for one in turned}
    assert bool(told) == (
        2 * min(mine / own, theirs / seconded) < max(mine / own, theirs / seconded)
    )


def test_who_counts_as_own_is_dated_data() -> None:
    day = clock.today()
    figures: list[Entry] = [
        {"name": name, "value": 3, "since": day, "source": "local"}
        for name in ("group_least", "window_days", "less_percent")
    ]
    own: list[Entry] = [{"employers": ["police"], "since": day, "source": "local"}]
    rules: AlikeRules = rules_from({"figure": figures, "own": own}, day)
    assert side_of(Employer.POLICE, rules) is AlikeSide.OWN
    assert side_of(Employer.COMMUNITY, rules) is AlikeSide.SECONDED
