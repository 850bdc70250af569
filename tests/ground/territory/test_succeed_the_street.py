"""西湖街道 is united with 广润门街道 in 2022, replayed on the whole fictional street from the official editions."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from gridward.config.commands.divisions import succeed
from gridward.config.commands.people import keeper
from gridward.config.cover import proof_of_cover
from gridward.fiction.loading import load_street
from gridward.ground.audit.models import Line
from gridward.ground.register.models import Household, Organisation, Resident, ResidentPhone
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.territory.models import Building, Division, Dwelling, Grid
from gridward.ground.territory.problems import CodeTaken
from gridward.ground.territory.rules.editions import read_edition
from gridward.ground.territory.services.divisions import add_division
from tests.ground.territory.test_succeed_divisions import DAY, edition

OLD, NEW = "360103005", "360103004"
PLACED = (Building, Dwelling, Household, Resident, ResidentPhone, Organisation)
SignIn = Callable[[Account], Client]


@pytest.fixture(scope="module")
def street(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fictional 西湖街道 with its 49 grids, as of April 2022; made once, each test is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel("2022-04-02 04:00"):
            load_street(400, 1, date(2022, 4, 2), lambda grid, persons: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def fictional(street: None, db: None) -> Iterator[None]:
    """The street on the day after the change."""
    with time_machine.travel("2022-08-15 04:00"):
        yield


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in PLACED}


def per_grid() -> Counter[str]:
    return Counter(Household.objects.values_list("grid__code", flat=True))


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
