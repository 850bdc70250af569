"""The feed of a grid: everything that touches a document is told, and nothing that committed late is missed."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from gridward.config.commands.setup import migrate
from gridward.exchange.sync.models import Device, Mark
from gridward.exchange.sync.queries.feed import behind
from gridward.exchange.sync.rules.cursors import Cursor
from gridward.exchange.sync.terms import DocumentKind
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.contacts import set_contact
from gridward.ground.register.services.employees import add_employee
from gridward.ground.register.services.households import change_household
from gridward.ground.register.services.organisations import change_organisation
from gridward.ground.register.services.residents import change_resident
from gridward.ground.register.terms.people import ContactRole
from gridward.ground.territory.models import Building, Dwelling, Site
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.feeding import is_of_another_cluster
from gridward.kernel.ids import new_id
from gridward.kernel.models import Epoch
from tests.exchange.sync.elsewhere import Elsewhere
from tests.exchange.sync.phones import wait_until_nobody_writes
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World

EVERYTHING = 1000


@pytest.fixture
def actor(committed: World) -> Actor:
    return committed.actor("worker_a1")


def end_of(world: World, grid: str = "a1") -> Cursor:
    wait_until_nobody_writes()
    return behind(world.grids[grid].pk, Cursor(), EVERYTHING).cursor


def told_since(world: World, cursor: Cursor, grid: str = "a1") -> set[tuple[DocumentKind, UUID]]:
    wait_until_nobody_writes()
    return set(behind(world.grids[grid].pk, cursor, EVERYTHING).documents)


def note(row: Household, text: str) -> int:
    """A write that needs no right."""
    return Household.objects.filter(pk=row.pk).update(note=text)


def test_everything_of_a_household_touches_it(committed: World, actor: Actor) -> None:
    home = household(committed, actor)
    person = resident(actor, home, phones=["13800138765"], plates=["赣AD12345"])
    for act in (
        lambda: change_household(actor, household_id=home.pk, version=home.version, note="新门"),
        lambda: change_resident(actor, resident_id=person.pk, version=1, employer="菜场"),
        lambda: person.phones.all().delete(),
        lambda: person.vehicles.update(plate="赣AD54321"),
        lambda: person.vehicles.all().delete(),
    ):
        before = end_of(committed)
        act()
        assert told_since(committed, before) == {(DocumentKind.HOUSEHOLD, home.pk)}


def test_pages_miss_no_transaction_whatever_its_digits(committed: World, actor: Actor) -> None:
    homes = [household(committed, actor) for _ in range(4)]
    with connection.cursor() as cursor:
        for home, xid in zip(homes, ("9", "10", "11", "100"), strict=True):
            cursor.execute(
                "UPDATE sync_mark SET xid = %s::xid8 WHERE document = %s", [xid, home.pk]
            )
        cursor.execute("DELETE FROM sync_mark WHERE xid > '100'::xid8")
    told, place, more = [], Cursor(), True
    while more:
        page = behind(committed.grids["a1"].pk, place, 1)
        told += [document for _, document in page.documents]
        place, more = page.cursor, page.more
    assert told == [one.pk for one in homes]


def test_everything_of_an_organisation_touches_it(committed: World, actor: Actor) -> None:
    shop = organisation(committed, actor)
    for act in (
        lambda: change_organisation(actor, organisation_id=shop.pk, version=1, note="已搬"),
        lambda: set_contact(
            actor,
            organisation_id=shop.pk,
            role=ContactRole.PREVENTION_LEAD,
            name="邓安",
            phone="13700137000",
        ),
        lambda: add_employee(actor, organisation_id=shop.pk, name="王安", document=number(5)),
        lambda: shop.employees.all().delete(),
    ):
        before = end_of(committed)
        act()
        assert (DocumentKind.ORGANISATION, shop.pk) in told_since(committed, before)


def test_doors_and_names_touch_their_building(committed: World) -> None:
    building = Building.objects.get(grid=committed.grids["a1"])
    here = {(DocumentKind.BUILDING, building.pk)}
    before = end_of(committed)
    Dwelling.objects.filter(building=building).update(label="新门牌")
    assert told_since(committed, before) == here
    before = end_of(committed)
    Site.objects.filter(pk=building.site_id).update(name="青竹小区")
    assert told_since(committed, before) == here


def test_who_moves_away_is_told_to_both_grids(committed: World, actor: Actor) -> None:
    home = household(committed, actor)
    before = end_of(committed), end_of(committed, "a2")
    Household.objects.filter(pk=home.pk).update(grid=committed.grids["a2"])
    for place, cursor in zip(("a1", "a2"), before, strict=True):
        assert (DocumentKind.HOUSEHOLD, home.pk) in told_since(committed, cursor, place)


def test_a_removed_row_is_told(committed: World, actor: Actor) -> None:
    home = household(committed, actor)
    before = end_of(committed)
    Household.objects.filter(pk=home.pk).delete()
    assert told_since(committed, before) == {(DocumentKind.HOUSEHOLD, home.pk)}


def test_a_transaction_that_commits_late_is_not_missed(
    committed: World, actor: Actor, elsewhere: Elsewhere
) -> None:
    """The slow one wrote first and commits last: a cursor of times or sequences would have passed it by."""
    slow, quick = household(committed, actor), household(committed, actor, "a1-1-102")
    begin = end_of(committed)
    elsewhere.do(lambda: note(slow, "先写后交"))
    note(quick, "后写先交")
    between = behind(committed.grids["a1"].pk, begin, EVERYTHING)
    elsewhere.commit()
    seen = set(between.documents) | told_since(committed, between.cursor)
    assert seen == {(DocumentKind.HOUSEHOLD, slow.pk), (DocumentKind.HOUSEHOLD, quick.pk)}


def test_what_was_rolled_back_is_not_told(
    committed: World, actor: Actor, elsewhere: Elsewhere
) -> None:
    home = household(committed, actor)
    begin = end_of(committed)
    elsewhere.do(lambda: note(home, "不算"))
    elsewhere.roll_back()
    assert told_since(committed, begin) == set()


def test_pages_tell_all_once_while_others_write(committed: World, actor: Actor) -> None:
    homes = [household(committed, actor, f"a1-1-{room}") for room in (101, 102, 201, 202)]
    cursor, seen, more = Cursor(), [], True
    grid = committed.grids["a1"].pk
    while more:
        wait_until_nobody_writes()
        page = behind(grid, cursor, 2)
        seen += page.documents
        cursor, more = page.cursor, page.more
        if len(seen) == 2:
            note(homes[0], "又改")
    assert {document for _, document in seen} >= {home.pk for home in homes}
    assert behind(grid, cursor, 2).documents == ()


def test_many_writers_of_one_household_lose_nothing(committed: World, actor: Actor) -> None:
    home = household(committed, actor)
    people = [resident(actor, home, f"张{sign}") for sign in "甲乙丙丁"]
    cursor, begun = end_of(committed), threading.Barrier(len(people))

    def write(person: Resident) -> None:
        begun.wait(10)
        try:
            for turn in range(10):
                Resident.objects.filter(pk=person.pk).update(note=str(turn))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(write, people))
    assert told_since(committed, cursor) == {(DocumentKind.HOUSEHOLD, home.pk)}


def test_a_feed_of_another_cluster_is_stamped_anew(committed: World, actor: Actor) -> None:
    home = household(committed, actor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sync_mark SET xid = '9000000000000'")
    assert is_of_another_cluster("sync_mark")
    assert told_since(committed, Cursor()) == set()
    migrate(administrator=False)
    assert Epoch.current() == 1
    assert not is_of_another_cluster("sync_mark")
    assert (DocumentKind.HOUSEHOLD, home.pk) in told_since(committed, Cursor())


def test_nobody_reads_the_feed_of_a_foreign_grid(
    committed: World, actor: Actor, behind_wall: Callable[..., None]
) -> None:
    household(committed, actor)
    with transaction.atomic():
        behind_wall(committed.account("worker_a2"))
        assert behind(committed.grids["a1"].pk, Cursor(), EVERYTHING).documents == ()
        assert set(Mark.objects.values_list("grid_id", flat=True)) <= {committed.grids["a2"].pk}


def test_the_application_writes_no_marks_itself(
    committed: World, behind_wall: Callable[..., None]
) -> None:
    mark = Mark(grid_id=committed.grids["a1"].pk, kind="household", document=UUID(int=1), xid=5)
    with transaction.atomic():
        behind_wall(committed.account("worker_a1"))
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            mark.save()


def test_phones_of_a_feed_that_passed_rows_over_start_over(committed: World) -> None:
    mended = import_module("gridward.exchange.sync.migrations.0003_phones_start_over")
    before = Epoch.current()
    mended.start_over(apps, None)
    assert Epoch.current() == before, "nobody has a phone yet"
    Device.objects.create(account_id=new_id(), account_name="x", seen_at=clock.now())
    mended.start_over(apps, None)
    assert Epoch.objects.get(number=before + 1).reason == "mended"
