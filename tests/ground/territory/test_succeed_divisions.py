"""Divisions go on as others say: the union of 西湖街道 and 广润门街道 in 2022, from the official editions."""

from datetime import date
from pathlib import Path

import pytest

from gridward.config.commands.divisions import succeed
from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    RosterBatch,
)
from gridward.ground.staff.models import Appointment
from gridward.ground.territory.models import Grid
from gridward.ground.territory.problems import (
    DayAhead,
    DaysNotInOrder,
    SuccessorsUnknown,
)
from gridward.ground.territory.rules.editions import read_edition
from gridward.ground.territory.services.division_successions import succeed_divisions
from gridward.kernel.problems import NotAllowed
from tests.shared_data import shared
from tests.world import World

DAY = date(2022, 8, 1)


def edition(day: str) -> list[Path]:
    return [shared(f"admin_divisions/xihu_{what}_{day}.csv") for what in ("streets", "communities")]


@pytest.mark.django_db
def test_a_document_known_in_both_streets_becomes_a_conflict_and_nobody_is_lost(
    world: World,
) -> None:
    number = "360199198001011232"
    ours = resident(world, "a1", number, "张三")
    theirs = resident(world, "f1", number, "张三")
    alone = resident(world, "a2", "360199197502021240", "李四")
    report = succeed(edition("2022-10-31"), DAY, ["360103004001=360103004001"], dry_run=False)
    assert report["document_conflicts"] == 1
    assert report["before"]["residents"] == report["after"]["residents"] == 3
    conflict = Conflict.objects.get()
    for row in (ours, theirs, alone):
        row.refresh_from_db()
    assert (conflict.resident_id, conflict.household_id) == (theirs.pk, ours.household_id)
    assert number in (conflict.open_sealed("proposal") or "")
    assert (ours.document_index, theirs.open_sealed("document")) == (None, number)
    assert alone.open_sealed("document") == "360199197502021240"
    assert conflict.grid_id == ours.grid_id
    assert conflict.street == ours.street == theirs.street


@pytest.mark.django_db
def test_posts_that_the_new_street_has_filled_end_and_are_named(world: World) -> None:
    report = succeed(edition("2022-10-31"), DAY, ["360103004001=360103004001"], dry_run=False)
    patron, chief = (
        Appointment.objects.filter(member__name=f"测试{name}") for name in ("patron", "chief")
    )
    assert [one.valid_to for one in chief] == [DAY]
    assert sorted((one.acting, one.valid_to is None) for one in patron) == [
        (False, False),
        (True, True),
    ]
    [said] = report["posts_to_decide"]
    assert "测试chief" in said
    assert "自 2022-08-01 起结束" in said


@pytest.mark.django_db
def test_imported_rosters_go_with_their_community(world: World) -> None:
    batch = RosterBatch.objects.create(
        grid=world.grids["a0"],
        street=world.streets["ours"],
        community=world.communities["a"],
        file_name="样例.xlsx",
        file_bytes=1,
        file_digest=b"0" * 32,
        account_name="测试",
    )
    succeed(edition("2022-10-31"), DAY, ["360103004001=360103004001"], dry_run=False)
    batch.refresh_from_db()
    assert (batch.grid.code, batch.community.code) == ("360103004011000", "360103004011")


@pytest.mark.django_db
def test_a_community_without_a_successor_is_asked_about_and_two_may_become_one(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "edition.csv"
    file.write_text(
        "code,name\n360103004,广润门街道\n360103004001,样例社区居委会\n360103004011,朱紫巷社区居委会\n",
        encoding="utf-8",
    )
    asked = succeed([file], DAY, [], dry_run=True)
    assert [(one["old"], one["fate"]) for one in asked["communities"]] == [
        *(("360103004001", "kept"), ("360103005002", "recoded"), ("360103005003", "ask")),
    ]
    with pytest.raises(SuccessorsUnknown):
        succeed([file], DAY, [], dry_run=False)
    done = succeed([file], DAY, ["360103005003=360103004011"], dry_run=False)
    assert [one["fate"] for one in done["communities"]] == ["kept", "recoded", "merged"]
    now = Grid.objects.filter(community__code="360103004011", valid_to=None).order_by("code")
    assert [one.code[-3:] for one in now] == ["000", "001", "002", "003"]
    assert done["before"]["dwellings"] == done["after"]["dwellings"]
    leaders = Appointment.objects.filter(post="community_grid_leader", valid_to=None)
    assert [one.member.name for one in leaders] == ["测试leader_a"]
    assert any("测试leader_b" in said for said in done["posts_to_decide"])


@pytest.mark.django_db
def test_only_the_keeper_of_the_server_brings_a_new_edition(world: World) -> None:
    found = read_edition(file.read_bytes() for file in edition("2022-10-31"))
    with pytest.raises(NotAllowed):
        succeed_divisions(world.actor("chief"), edition=found, on=DAY)


def resident(world: World, grid: str, number: str, name: str) -> Resident:
    place = {"grid": world.grids[grid], "street": world.grids[grid].street}
    door = world.dwellings[f"{grid}-1-101"]
    household = Household.objects.create(address_text="某户", dwelling=door, **place)
    row = Resident(household=household, **place)
    row.set_name(name)
    row.set_sealed("document", number)
    row.save()
    return row


@pytest.mark.django_db
def test_a_day_before_the_first_of_a_grid_or_after_today_is_refused(world: World) -> None:
    answers = ["360103004001=360103004001"]
    for day, problem in ((date(2022, 4, 1), DaysNotInOrder), (date(2999, 1, 1), DayAhead)):
        with pytest.raises(problem):
            succeed(edition("2022-10-31"), day, answers, dry_run=False)
