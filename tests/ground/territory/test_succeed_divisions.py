"""西湖街道 is united with 广润门街道 in 2022, replayed from the official editions of 2021 and 2022."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from gridward.config.commands.divisions import succeed
from gridward.config.commands.people import keeper
from gridward.config.cover import proof_of_cover
from gridward.fiction.loading import load_street
from gridward.ground.audit.models import Line
from gridward.ground.register.models import (
    Conflict,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    RosterBatch,
)
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.territory.models import Building, Division, Dwelling, Grid
from gridward.ground.territory.problems import (
    CodeTaken,
    DayAhead,
    DaysNotInOrder,
    SuccessorsUnknown,
)
from gridward.ground.territory.rules.editions import read_edition
from gridward.ground.territory.services.division_successions import succeed_divisions
from gridward.ground.territory.services.divisions import add_division
from gridward.kernel.problems import NotAllowed
from tests.shared_data import shared
from tests.world import World

DAY = date(2022, 8, 1)
OLD, NEW = "360103005", "360103004"
PLACED = (Building, Dwelling, Household, Resident, ResidentPhone, Organisation)
SignIn = Callable[[Account], Client]


def edition(day: str) -> list[Path]:
    return [shared(f"admin_divisions/xihu_{what}_{day}.csv") for what in ("streets", "communities")]


@pytest.fixture
def fictional(db: None) -> Iterator[None]:
    """The fictional 西湖街道 with its 49 grids, as of April 2022, and the day after the change."""
    with time_machine.travel("2022-04-02 04:00"):
        load_street(400, 1, date(2022, 4, 2), lambda grid, persons: None)
    with time_machine.travel("2022-08-15 04:00"):
        yield


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in PLACED}


@pytest.mark.django_db
@pytest.mark.usefixtures("fictional")
def test_the_street_of_2021_is_found_under_the_codes_of_2022() -> None:
    known = Division.objects.filter(level="community").values_list("code", flat=True)
    before = read_edition(file.read_bytes() for file in edition("2021-10-31"))
    assert set(known) == {code for code in before.communities if code.startswith(OLD)}
    held, grids = counts(), Grid.objects.filter(valid_to=None).count()
    households = per_grid()

    report = succeed(edition("2022-10-31"), DAY, [], dry_run=False)

    assert report["done"]
    assert report["before"] == report["after"]
    assert counts() == held
    assert report["streets"] == [{"old": OLD, "new": NEW, "cover_holds": True}]
    assert {one["fate"] for one in report["communities"]} == {"recoded"}
    now = Grid.objects.filter(valid_to=None)
    assert now.count() == grids == len(report["grids"]) == 55
    assert {one.code[:12] for one in now} == {f"3601030040{number}" for number in range(11, 17)}
    assert all(old[-3:] == new[-3:] for old, new in ((o["old"], o["new"]) for o in report["grids"]))
    # every row stands in exactly one grid in force, and in the street of that grid
    for model in PLACED:
        assert not model.objects.exclude(grid__valid_to=None).exists()
        assert not model.objects.exclude(street__code=NEW).exists()
    renamed = {one["old"]: one["new"] for one in report["grids"]}
    assert per_grid() == {renamed[code]: number for code, number in households.items()}
    assert proof_of_cover(Division.objects.get(code=NEW)).holds
    old = Division.objects.get(code=OLD)
    assert (old.valid_to, old.successor and old.successor.code) == (DAY, NEW)
    assert Line.objects.filter(act="territory.divisions_succeeded").count() == 1
    with pytest.raises(CodeTaken):
        add_division(keeper(), code=OLD, name="新西湖街道")
    again = succeed(edition("2022-10-31"), DAY, [], dry_run=False)
    assert (again["grids"], {one["fate"] for one in again["communities"]}) == ([], {"kept"})


@pytest.mark.django_db
@pytest.mark.usefixtures("fictional")
def test_a_dry_run_says_the_same_and_changes_nothing() -> None:
    before = sorted(Grid.objects.values_list("code", "valid_to"))
    report = succeed(edition("2022-10-31"), DAY, [], dry_run=True)
    assert (report["done"], len(report["grids"])) == (False, 55)
    assert sorted(Grid.objects.values_list("code", "valid_to")) == before
    assert not Division.objects.filter(code__startswith=NEW).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("fictional")
def test_posts_and_rights_go_on_and_the_past_still_shows_the_old_street(
    client_of: SignIn,
) -> None:
    posts = Counter(Appointment.objects.filter(valid_to=None).values_list("post", flat=True))
    worker = Appointment.objects.filter(post="grid_manager", valid_to=None).first()
    leader = Appointment.objects.filter(post="community_grid_leader", valid_to=None).first()
    chief = Appointment.objects.filter(post="street_grid_chief", valid_to=None).first()
    assert worker is not None
    assert leader is not None
    assert chief is not None
    accounts = {
        name: Account.objects.create(
            username=f"某{name}", member=one.member, must_change_password=False
        )
        for name, one in (("worker", worker), ("leader", leader), ("chief", chief))
    }
    succeed(edition("2022-10-31"), DAY, [], dry_run=False)

    held = Appointment.objects.filter(valid_to=None)
    assert Counter(held.values_list("post", flat=True)) == posts
    assert not held.exclude(street__code=NEW).exists()
    assert not Member.objects.exclude(street__code=NEW).exists()
    assert all(one.acting for one in held.filter(grid=None))
    worker.refresh_from_db()
    assert worker.valid_to == DAY
    own = Household.objects.filter(grid__appointments__in=held.filter(member=worker.member))
    seen = client_of(accounts["worker"]).get("/api/v1/register/households").json()["items"]
    assert 0 < len(seen) <= own.count()
    client = client_of(accounts["chief"])
    for day, street, codes in (
        ("2022-07-31", "西湖街道", {OLD}),
        ("2022-08-01", "广润门街道", {NEW}),
    ):
        tree = client.get("/api/v1/territory/tree", {"on": day}).json()
        grids = [grid for one in tree["communities"] for grid in one["grids"]]
        assert (tree["street"]["name"], len(grids)) == (street, 55)
        assert {grid["code"][:9] for grid in grids} == codes
        assert {one["street_name"] for one in tree["communities"]} == {street}
        drawn = client.get("/api/v1/territory/map", {"on": day}).json()["features"]
        assert {one["properties"]["code"][:9] for one in drawn} == codes
    page = client.get("/api/v1/territory/grids/coded", {"code": f"{OLD}002001"}).json()
    assert [one["code"] for one in page["heirs"]] == [f"{NEW}011001"]
    assert client_of(accounts["leader"]).get("/api/v1/register/households").json()["items"]


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


def per_grid() -> Counter[str]:
    return Counter(Household.objects.values_list("grid__code", flat=True))


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
