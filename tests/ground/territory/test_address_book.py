"""The address book: what places are also called, entered, changed, retired, merged, and read."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.territory.models import Division, NameUse, PlaceName, Road, Site
from gridward.ground.territory.problems import (
    DaysNotInOrder,
    NameKnown,
    NameRetired,
    NamesApart,
    NameUnlikely,
)
from gridward.ground.territory.queries.book import BookFilter, disputes, entries
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.services.book import (
    add_name,
    change_name,
    count_uses,
    merge_names,
    retire_name,
)
from gridward.ground.territory.services.buildings import change_building
from gridward.ground.territory.services.sites import change_site
from gridward.ground.territory.terms.addresses import Doubt
from gridward.ground.territory.terms.book import NameKind, Subject
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Problem, Stale
from tests.world import World

pytestmark = pytest.mark.django_db
TEXT = "老棉纺厂1栋1单元101"


def read(actor: Actor, world: World, text: str = TEXT) -> object:
    """The dwelling that a text leads to beyond doubt."""
    best = gazetteer(actor, world.streets["ours"]).read(text).best
    return best.dwelling if best else None


def named(world: World, name: str = "老棉纺厂", place: str = "a1") -> PlaceName:
    return add_name(world.actor("leader_a"), place=world.sites[place], name=name)


def test_a_name_is_read_from_the_moment_it_is_entered_until_it_is_retired(world: World) -> None:
    actor = world.actor("leader_a")
    assert read(actor, world) is None
    entry = named(world)
    assert read(actor, world) == world.dwellings["a1-1-101"].pk
    retire_name(actor, name_id=entry.pk, version=1)
    assert read(actor, world) is None
    with pytest.raises(NameRetired):
        retire_name(actor, name_id=entry.pk, version=2)
    named(world)
    assert read(actor, world) == world.dwellings["a1-1-101"].pk


def test_the_record_tells_it_and_the_entry_keeps_its_history(world: World) -> None:
    entry = named(world)
    change_name(world.actor("leader_a"), name_id=entry.pk, version=1, name="棉纺厂老院")
    lines = [sentence(line, "zh-Hans") for line in Line.objects.order_by("seq")]
    assert lines == [
        "测试leader_a 在地址簿登记：翠竹小区 又叫“老棉纺厂”",
        "测试leader_a 修改了地址簿中 翠竹小区 的叫法“棉纺厂老院”",
    ]
    assert entry.events.get().name == "老棉纺厂"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "翠竹小区"}, NameKnown),
        ({"name": " 老棉 纺厂 "}, NameKnown),
        ({"name": "厂"}, NameUnlikely),
        ({"name": "123"}, NameUnlikely),
        (
            {"name": "厂院", "valid_from": date(2020, 1, 1), "valid_to": date(2019, 1, 1)},
            DaysNotInOrder,
        ),
    ],
)
def test_what_is_no_new_name_is_refused(
    world: World, given: dict[str, object], problem: type[Problem]
) -> None:
    named(world)
    with pytest.raises(problem):
        add_name(world.actor("leader_a"), place=world.sites["a1"], **given)  # type: ignore[arg-type]


def test_a_change_needs_the_version_that_was_seen(world: World) -> None:
    entry = named(world)
    with pytest.raises(Stale):
        change_name(world.actor("leader_a"), name_id=entry.pk, version=3, note="改")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("worker_a1", NotAllowed),
        ("leader_b", NotFound),
        ("chief_f", NotFound),
        ("patron", NotAllowed),
    ],
)
def test_only_who_changes_the_territory_there_writes(
    world: World, name: str, problem: type[Problem]
) -> None:
    entry = named(world)
    with pytest.raises(problem):
        add_name(world.actor(name), place=world.sites["a1"], name="厂院")
    with pytest.raises(problem):
        retire_name(world.actor(name), name_id=entry.pk, version=1)


def test_old_names_have_their_days(world: World) -> None:
    entry = add_name(
        world.actor("leader_a"),
        place=world.sites["a1"],
        name="老棉纺厂",
        kind=NameKind.OLD,
        valid_from=date(1978, 1, 1),
        valid_to=date(1999, 7, 1),
    )
    assert (entry.kind, entry.valid_to) == (NameKind.OLD, date(1999, 7, 1))
    assert read(world.actor("leader_a"), world) == world.dwellings["a1-1-101"].pk


def test_roads_and_communities_have_names_that_the_whole_street_reads(world: World) -> None:
    chief, leader = world.actor("chief"), world.actor("leader_a")
    road = Road.objects.create(street=world.streets["ours"], name="荷风街")
    change_site(chief, site=world.sites["a1"], version=1, road="荷风街", house_number="18号")
    add_name(chief, place=road, name="莲花街")
    add_name(leader, place=world.communities["a"], name="珠子巷社区", kind=NameKind.MISSPELLING)
    text = "珠子巷社区莲花街18号1栋1单元101"
    assert read(world.actor("worker_a1"), world, text) == world.dwellings["a1-1-101"].pk
    with pytest.raises(NotAllowed):
        add_name(leader, place=road, name="荷花街")
    with pytest.raises(NotAllowed):
        add_name(world.actor("leader_b"), place=world.communities["a"], name="猪市巷社区")
    subjects = [row.road_id or row.community_id for row in entries(chief, BookFilter())]
    assert set(subjects) == {road.pk, world.communities["a"].pk}


def test_a_building_has_a_name_of_its_own(world: World) -> None:
    building = world.sites["a1"].buildings.get()
    add_name(world.actor("leader_a"), place=building, name="红砖楼")
    text = "翠竹小区红砖楼1单元101"
    assert read(world.actor("leader_a"), world, text) == world.dwellings["a1-1-101"].pk


def test_a_name_of_two_places_is_a_dispute_and_the_reader_asks(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = world.actor("leader_a")
    first, second = named(world), named(world, place="a2")
    reading = gazetteer(actor, world.streets["ours"]).read(TEXT)
    assert (reading.best, reading.doubt) == (None, Doubt.SEVERAL_PLACES)
    with django_assert_num_queries(3):
        found = disputes(actor)
        assert [(one.name, len(one.entries), one.official) for one in found] == [
            ("老棉纺厂", 2, [])
        ]
    merge_names(actor, name_id=second.pk, version=1, into_id=first.pk)
    assert disputes(actor) == []
    assert read(actor, world) == world.dwellings["a1-1-101"].pk


def test_a_name_that_another_place_officially_has_is_a_dispute(world: World) -> None:
    named(world, "红梅小区")
    found = disputes(world.actor("leader_a"))
    assert [(one.name, [site.pk for site in one.official]) for one in found] == [
        ("红梅小区", [world.sites["a2"].pk])
    ]


def test_merging_keeps_the_uses(world: World) -> None:
    actor = world.actor("leader_a")
    first, second = named(world), named(world, "棉纺厂老院")
    count_uses({first.pk: 2, second.pk: 3}, date(2026, 3, 1))
    merge_names(actor, name_id=second.pk, version=1, into_id=first.pk)
    assert NameUse.objects.get(name=first).count == 5
    with pytest.raises(NamesApart):
        merge_names(actor, name_id=first.pk, version=2, into_id=named(world, "红楼", "a2").pk)
    with pytest.raises(NamesApart):
        merge_names(actor, name_id=first.pk, version=2, into_id=first.pk)


def test_the_book_is_searched_by_name_and_place_in_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    named(world)
    named(world, "红楼", "a2")
    actor = world.actor("leader_a")
    for text, names in (("棉纺", ["老棉纺厂"]), ("红梅", ["红楼"]), ("没有", [])):
        with django_assert_num_queries(1):
            rows = entries(actor, BookFilter(text=text))
            assert [row.name for row in rows if row.site and row.grid] == names
    assert not entries(actor, BookFilter(kind=NameKind.OLD)).exists()
    assert entries(actor, BookFilter(subject=Subject.SITE)).count() == 2
    assert not entries(world.actor("leader_b"), BookFilter()).exists()


def test_a_compound_in_two_grids_is_called_so_in_both(world: World) -> None:
    site = world.sites["a1"]
    part = Site.objects.create(
        name=site.name, kind=site.kind, street_id=site.street_id, grid=world.grids["a2"]
    )
    named(world)
    assert {row.site_id for row in PlaceName.objects.all()} == {site.pk, part.pk}


def test_names_go_where_their_place_goes(world: World) -> None:
    chief, building = world.actor("chief"), world.sites["a1"].buildings.get()
    add_name(chief, place=building, name="红砖楼")
    named(world)
    change_building(chief, building=building, version=1, grid=world.grids["a2"])
    assert PlaceName.objects.get(name="红砖楼").grid == world.grids["a2"]
    change_site(chief, site=world.sites["a1"], version=1, grid=world.grids["b1"])
    moved = PlaceName.objects.filter(name="老棉纺厂", site=world.sites["a1"]).get()
    assert moved.grid == world.grids["b1"]


def test_the_name_of_a_community_that_ended_leads_to_its_successor(world: World) -> None:
    heir = world.communities["a"]
    Division.objects.create(
        code="360103005009",
        name="老城门社区",
        level="community",
        parent=world.streets["ours"],
        valid_to=date(2022, 1, 1),
        successor=heir,
    )
    text = "老城门社区翠竹小区1栋1单元101"
    assert read(world.actor("leader_a"), world, text) == world.dwellings["a1-1-101"].pk


def test_an_address_of_the_street_under_its_former_name_is_not_elsewhere(world: World) -> None:
    Division.objects.create(
        code="360103099",
        name="老城街道",
        level="street",
        valid_to=date(2022, 1, 1),
        successor=world.streets["ours"],
    )
    text = "老城街道翠竹小区1栋1单元101"
    assert read(world.actor("leader_a"), world, text) == world.dwellings["a1-1-101"].pk
