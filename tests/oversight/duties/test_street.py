"""The homes of the street: posts, shortages, the statistics of the month."""

from datetime import date, timedelta

import pytest
from time_machine import Traveller

from gridward.ground.staff.models import Appointment, Member
from gridward.ground.staff.services.appointments import end_appointment
from gridward.ground.staff.services.shortages import Wanted, answer, draft_list, send_list
from gridward.ground.staff.terms import Post, ShortageState
from gridward.kernel import clock
from gridward.oversight.duties.queries.sources import guard
from gridward.oversight.duties.terms import DutyState
from gridward.oversight.reports.services.snapshots import discard_snapshot, take_snapshot
from gridward.oversight.reports.terms import ReportAct
from tests.oversight.duties.looking import items, told
from tests.work.patrols.acts import moment
from tests.world import World

pytestmark = pytest.mark.django_db
STREET = ("patron", "chief", "command")


def fill_everything(world: World) -> None:
    """Somebody for each post of our street that the world leaves vacant."""
    for unit in ("b0", "a2", "b1"):
        grid = world.grids[unit]
        base = unit[1] != "0"
        posts = (
            [Post.GRID_SUPERVISOR]
            if base
            else [Post.FIRST_GRID_LEADER, Post.HEALTH_LIAISON, Post.GRID_POLICE]
        )
        for post in posts:
            member = Member.objects.create(
                street=grid.street, name=f"补{post}{unit}", sort_key="b", employer="community"
            )
            Appointment.objects.create(
                member=member, post=post, street=grid.street, grid=grid, valid_from="2026-01-01"
            )


@pytest.mark.parametrize("name", STREET)
def test_with_all_posts_filled_nothing_is_amiss(world: World, name: str) -> None:
    assert "late" in {state for state, _, _ in told(world, name, "fill_posts")}
    fill_everything(world)
    assert told(world, name, "fill_posts") == [("done", "posts_filled", 1)]


def test_a_fresh_vacancy_is_due_for_a_week_then_late(world: World, evening: Traveller) -> None:
    fill_everything(world)
    held = Appointment.objects.get(post=Post.GRID_POLICE, grid=world.grids["a0"])
    end_appointment(world.actor("chief"), appointment=held, on=clock.today())
    vacant = [one for one in items(world, "chief", "fill_posts") if one.text == "post_vacant"]
    assert [(one.state, one.count) for one in vacant] == [(DutyState.DUE, 1)]
    assert vacant[0].link == "/staff/filling#vacant"
    evening.move_to(moment(9, days=8))
    assert ("late", "post_vacant", 1) in told(world, "chief", "fill_posts")


def test_who_leads_a_community_sees_its_own_vacancies_alone(world: World) -> None:
    fill_everything(world)
    held = Appointment.objects.get(post=Post.GRID_POLICE, grid=world.grids["a0"])
    end_appointment(world.actor("chief"), appointment=held, on=clock.today())
    assert told(world, "leader_a", "fill_posts") == [("due", "post_vacant", 1)]
    assert told(world, "leader_b", "fill_posts") == [("done", "posts_filled", 1)]


def test_what_the_district_was_told_is_followed_as_a_shortage(
    world: World, evening: Traveller
) -> None:
    chief, b0 = world.actor("chief"), world.grids["b0"]
    before = sum(n for _, text, n in told(world, "chief", "fill_posts") if text == "post_vacant")
    wanted = Wanted(Post.GRID_POLICE, b0.pk, "民警调离", "熟悉社区", date(2026, 4, 1))
    letter = draft_list(chief, street=world.streets["ours"], addressee="区里", wanted=[wanted])
    after = sum(n for _, text, n in told(world, "chief", "fill_posts") if text == "post_vacant")
    assert after == before - 1
    for name in STREET:
        assert told(world, name, "chase_shortages") == [("due", "shortages_draft", 1)]
    send_list(chief, letter=letter, version=letter.version, on=clock.today())
    assert told(world, "chief", "chase_shortages") == [("due", "shortages_sent", 1)]
    evening.move_to(moment(9, days=8))
    assert told(world, "chief", "chase_shortages") == [("late", "shortages_sent", 1)]
    row = letter.shortages.select_related("letter").get()
    answer(
        chief,
        row=row,
        version=row.version,
        verdict=ShortageState.GRANTED,
        on=clock.today(),
        named="某警官",
        later_until=clock.today() + timedelta(days=3),
    )
    assert told(world, "chief", "chase_shortages") == [("done", "shortages_answered", 1)]
    evening.move_to(moment(9, days=30))
    assert told(world, "chief", "chase_shortages") == [("late", "shortages_promised", 1)]


def test_the_foreign_streets_lists_are_not_ours(world: World) -> None:
    wanted = Wanted(Post.GRID_POLICE, world.grids["f0"].pk, "民警调离", "", None)
    draft_list(
        world.actor("chief_f"), street=world.streets["foreign"], addressee="区里", wanted=[wanted]
    )
    assert told(world, "chief", "chase_shortages") == []
    assert told(world, "chief_f", "chase_shortages") == [("due", "shortages_draft", 1)]


@pytest.mark.parametrize("name", ["chief", "command"])
def test_the_statistics_are_frozen_once_a_month(
    world: World, evening: Traveller, name: str
) -> None:
    actor = world.actor("chief")
    (item,) = items(world, name, "freeze_statistics")
    assert (item.state, item.text, item.until) == (
        DutyState.DUE,
        "statistics_due",
        date(2026, 3, 31),
    )
    snapshot = take_snapshot(actor, street=world.streets["ours"])
    assert told(world, name, "freeze_statistics") == [("done", "statistics_done", 1)]
    evening.move_to(moment(9, days=30))
    assert told(world, name, "freeze_statistics") == [("due", "statistics_due", 1)]
    evening.move_to(moment(9, days=60))
    assert told(world, name, "freeze_statistics") == [("late", "statistics_late", 1)]
    evening.move_to(moment(21))
    discard_snapshot(actor, snapshot_id=snapshot.pk)
    assert told(world, name, "freeze_statistics") == [("due", "statistics_due", 1)]


def test_a_communitys_table_is_not_the_streets(world: World) -> None:
    ours, community = world.streets["ours"], world.communities["a"]
    take_snapshot(world.actor("leader_a"), street=ours, community=community)
    assert told(world, "chief", "freeze_statistics") == [("due", "statistics_due", 1)]


def test_the_record_calls_these_acts_so() -> None:
    assert (guard.TAKEN, guard.DISCARDED) == (
        ReportAct.SNAPSHOT_TAKEN,
        ReportAct.SNAPSHOT_DISCARDED,
    )
