"""Publicity in editions: who writes it, when it is handed out, whom it reached; an outdated sheet goes to nobody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from PIL import Image

from gridward.ground.audit.models import Export
from gridward.ground.register.services.organisations import change_organisation
from gridward.ground.territory.models import Building, Unit
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.pictures import PictureBroken
from gridward.kernel.problems import NotAllowed, NotFound, Stale
from gridward.work.notices.models import Material, MaterialGrid, MaterialHanded, MaterialShown
from gridward.work.notices.problems import (
    DayAhead,
    DaysTurned,
    MaterialEmpty,
    MaterialEnded,
    MaterialFileUnfit,
    MaterialHasFile,
    MaterialNotForThem,
    MaterialNotNow,
    MaterialOutdated,
    MaterialPlaceUnfit,
    MaterialWayUnfit,
    NoticeNowhere,
    NoticeUnknown,
)
from gridward.work.notices.queries.material_doors import buildings_with, doors_with
from gridward.work.notices.queries.materials import (
    MaterialFilter,
    material_of,
    materials,
    reached,
    shown,
    spread,
)
from gridward.work.notices.queries.notices import public_notice
from gridward.work.notices.queries.places import places_of
from gridward.work.notices.services.material_files import (
    keep_material_file,
    material_file,
    material_poster,
)
from gridward.work.notices.services.material_lists import unreached_list
from gridward.work.notices.services.materials import make_material, withdraw_material
from gridward.work.notices.services.reached import (
    hand_out,
    show_material,
    take_back_handed,
    take_back_shown,
)
from gridward.work.notices.terms import (
    HandedWay,
    MaterialFormat,
    MaterialSaid,
    ReachedBy,
    ShownPlace,
    ShownWay,
    Spread,
    SubjectKind,
    Whom,
)
from tests.work.notices.acts import group, home, joins, shop
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=clock.LOCAL)
HOME, UNIT = SubjectKind.HOUSEHOLD, SubjectKind.ORGANISATION


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """No day ends while a test runs."""
    with time_machine.travel(NOON, tick=False):
        yield


def material(world: World, actor: Actor, *grids: str, **given: Any) -> Material:
    today = clock.today()
    said = {
        "title": "疫苗接种一封信",
        "text": "60岁以上居民请尽快接种。",
        "issuer": "西湖街道办事处",
        "grid_ids": tuple(world.grids[one].pk for one in grids or ("a1",)),
        "valid_from": today,
        "valid_to": today + timedelta(days=30),
        **given,
    }
    return make_material(actor, material_id=new_id(), said=MaterialSaid(**said))


def handed(actor: Actor, row: Material, *rows: Any, **given: Any) -> int:
    said = {"kind": HOME, "way": HandedWay.DOOR, **given}
    return hand_out(actor, material_id=row.pk, ids=[one.pk for one in rows], **said)


def at(actor: Actor, row: Material, place: int = 0) -> Spread:
    return spread(actor, row)[place].households


def stairs(world: World, door: str) -> ShownPlace:
    behind = world.dwellings[door]
    return ShownPlace(building_id=behind.building_id, unit_id=behind.unit_id)


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (30, 20), "red").save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize("name", ["leader_a", "first_a", "chief", "command"])
def test_who_leads_writes_materials(world: World, name: str) -> None:
    row = material(world, world.actor(name), "a1", "a2", title=" 一封信 ")
    assert (row.title, row.edition, row.grids.count()) == ("一封信", 1, 2)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("worker_a1", NotAllowed), ("discipline", NotAllowed), ("leader_b", NotFound)],
)
def test_nobody_else_does(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        material(world, world.actor(name))


def test_what_is_written_is_whole(world: World, leader: Actor) -> None:
    today = clock.today()
    for missing in ("title", "text", "issuer"):
        with pytest.raises(MaterialEmpty):
            material(world, leader, **{missing: " "})
    with pytest.raises(DaysTurned):
        material(world, leader, valid_to=today - timedelta(days=1))
    with pytest.raises(DaysTurned):
        material(world, leader, valid_from=today + timedelta(days=5), valid_to=today)
    with pytest.raises(NoticeNowhere):
        material(world, leader, buildings=(world.dwellings["b1-1-101"].building_id,))
    elsewhere = Unit.objects.filter(grid=world.grids["b1"]).first()
    assert elsewhere is not None
    with pytest.raises(NoticeNowhere):
        material(world, leader, units=(elsewhere.pk,))


def test_sent_twice_it_is_there_once(world: World, leader: Actor) -> None:
    row = material(world, leader)
    said = MaterialSaid("x", "y", "z", (world.grids["a1"].pk,), row.valid_from, row.valid_to)
    assert make_material(leader, material_id=row.pk, said=said).title == "疫苗接种一封信"


def test_a_door_has_it_once_and_is_not_asked_again(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row = material(world, leader)
    one, two = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-1-102", "李四")
    assert handed(worker, row, one, two, way=HandedWay.VISIT) == 2
    assert handed(worker, row, one) == 0
    assert MaterialHanded.objects.get(household=one).way == HandedWay.VISIT
    assert at(worker, row) == Spread(all=2, handed=2)


def test_what_reached_whom_is_counted_once_the_surest_way_first(
    world: World, leader: Actor
) -> None:
    worker = world.actor("worker_a1")
    row = material(world, leader)
    doors = ("a1-1-101", "a1-1-102", "a1-2-101")
    first, second, third = (home(world, worker, one, "人") for one in doors)
    told = group(world, worker)
    joins(worker, told, first)
    joins(worker, told, second)
    board = ShownPlace(building_id=world.dwellings[doors[0]].building_id)
    show_material(leader, material_id=row.pk, way=ShownWay.BOARD, place=board)
    assert at(worker, row) == Spread(all=3, posted=3)
    place = ShownPlace(group_id=told.pk)
    show_material(worker, material_id=row.pk, way=ShownWay.GROUP, place=place)
    handed(worker, row, first)
    by = {one.pk: one.by for one in reached(worker, row, HOME)}
    assert (by[first.pk], by[second.pk], by[third.pk]) == ("handed", "group", "posted")
    assert at(worker, row) == Spread(all=3, handed=1, group=1, posted=1)
    assert at(worker, row).nobody == 0


def test_who_joined_a_group_later_was_not_told_in_it(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    today = clock.today()
    row = material(world, leader, valid_from=today - timedelta(days=9))
    house, told = home(world, worker, "a1-1-101", "张三"), group(world, worker)
    joins(worker, told, house)
    yesterday = today - timedelta(days=1)
    place = ShownPlace(group_id=told.pk)
    show_material(worker, material_id=row.pk, way=ShownWay.GROUP, place=place, on=yesterday)
    assert at(worker, row).group == 0


def test_a_stairwell_reaches_its_own_doors_alone(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row = material(world, leader)
    near, far = home(world, worker, "a1-1-101", "张三"), home(world, worker, "a1-2-101", "李四")
    place = stairs(world, "a1-1-101")
    for _ in range(2):
        show_material(worker, material_id=row.pk, way=ShownWay.STAIRWELL, place=place)
    by = {one.pk: one.by for one in reached(worker, row, HOME)}
    assert (by[near.pk], by[far.pk]) == ("posted", "nobody")
    [hanging] = shown(worker, row)
    take_back_shown(worker, shown_id=hanging.pk)
    assert at(worker, row).posted == 0


def test_ways_fit_whom_they_reach(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row, shop_ = material(world, leader), shop(world, worker)
    house = home(world, worker, "a1-1-101", "张三")
    with pytest.raises(MaterialWayUnfit):
        handed(worker, row, house, way=HandedWay.UNIT)
    with pytest.raises(MaterialWayUnfit):
        handed(worker, row, shop_, kind=UNIT)
    assert handed(worker, row, shop_, kind=UNIT, way=HandedWay.UNIT) == 1
    assert spread(worker, row)[0].organisations == Spread(all=1, handed=1)


def test_it_is_handed_to_those_whom_it_is_for(world: World, leader: Actor) -> None:
    worker, next_door = world.actor("worker_a1"), world.actor("worker_a2")
    here = world.dwellings["a1-1-101"]
    row = material(world, leader, whom=Whom.HOUSEHOLDS, buildings=(here.building_id,))
    house, shop_ = home(world, worker, "a1-1-101", "张三"), shop(world, worker)
    assert handed(worker, row, house) == 1
    with pytest.raises(MaterialNotForThem):
        handed(worker, row, shop_, kind=UNIT, way=HandedWay.UNIT)
    far = home(world, next_door, "a2-1-101", "王五")
    with pytest.raises(NotFound):
        handed(worker, row, far)
    with pytest.raises(MaterialNotForThem):
        handed(leader, row, far)
    with pytest.raises(NotFound):
        handed(next_door, row, house)
    with pytest.raises(NotAllowed):
        handed(world.actor("health_a"), row, house)


def test_a_material_for_a_stairwell_is_for_its_doors(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    for door in ("a1-1-101", "a1-1-201", "a1-2-101"):
        home(world, worker, door, "张三")
    shop(world, worker)
    row = material(world, leader, units=(world.dwellings["a1-1-101"].unit_id,))
    assert at(worker, row).all == 2
    assert spread(worker, row)[0].organisations.all == 0


def test_a_newer_edition_takes_its_place(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    old, house = material(world, leader), home(world, worker, "a1-1-101", "张三")
    handed(worker, old, house)
    new = material(world, leader, title="第二封信", replaces=old.pk)
    assert (new.edition, new.series) == (2, old.pk)
    with pytest.raises(MaterialOutdated) as refused:
        handed(worker, old, house)
    assert "第二封信" in refused.value.sentence()
    with pytest.raises(MaterialOutdated):
        material_poster(worker, material_id=old.pk, address="")
    assert [one.pk for one in materials(worker, MaterialFilter(clock.today()))] == [new.pk]
    assert at(worker, new) == Spread(all=1)
    with pytest.raises(MaterialEnded):
        material(world, leader, replaces=old.pk)


def test_the_old_edition_holds_until_the_newer_one_begins(world: World, leader: Actor) -> None:
    worker, today = world.actor("worker_a1"), clock.today()
    old, house = material(world, leader), home(world, worker, "a1-1-101", "张三")
    begins = today + timedelta(days=3)
    new = material(world, leader, title="第二封信", replaces=old.pk, valid_from=begins)
    assert handed(worker, old, house) == 1
    with pytest.raises(MaterialNotNow):
        handed(worker, new, house)
    assert public_notice(old.code).title == "疫苗接种一封信"
    with time_machine.travel(clock.midnight(begins) + timedelta(hours=9)):
        assert public_notice(old.code).title == "第二封信"
        assert handed(worker, new, house) == 1
        with pytest.raises(MaterialOutdated):
            handed(worker, old, house)


def test_the_code_opens_nothing_that_is_over(world: World, leader: Actor) -> None:
    row = material(world, leader)
    assert public_notice(row.code).place == "西湖街道"
    with time_machine.travel(clock.midnight(row.valid_to) + timedelta(hours=23, minutes=58)):
        assert public_notice(row.code).title == row.title
    with (
        time_machine.travel(clock.midnight(row.valid_to) + timedelta(hours=25)),
        pytest.raises(NoticeUnknown),
    ):
        public_notice(row.code)
    withdraw_material(leader, material_id=row.pk, version=1)
    with pytest.raises(NoticeUnknown):
        public_notice(row.code)


def test_days_of_handing_out(world: World, leader: Actor) -> None:
    worker, today = world.actor("worker_a1"), clock.today()
    row, house = material(world, leader), home(world, worker, "a1-1-101", "张三")
    with pytest.raises(DayAhead):
        handed(worker, row, house, on=today + timedelta(days=1))
    with pytest.raises(MaterialNotNow):
        handed(worker, row, house, on=today - timedelta(days=1))
    with pytest.raises(Stale):
        withdraw_material(leader, material_id=row.pk, version=7)
    with pytest.raises(NotAllowed):
        withdraw_material(worker, material_id=row.pk, version=1)
    withdraw_material(leader, material_id=row.pk, version=1)
    with pytest.raises(MaterialNotNow):
        handed(worker, row, house)


def test_what_was_noted_by_mistake_is_taken_back(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row, house = material(world, leader), home(world, worker, "a1-1-101", "张三")
    handed(worker, row, house)
    with pytest.raises(NotAllowed):
        take_back_handed(world.actor("health_a"), material_id=row.pk, kind=HOME, ids=[house.pk])
    assert take_back_handed(worker, material_id=row.pk, kind=HOME, ids=[house.pk]) == 1
    assert at(worker, row).nobody == 1


def test_it_hangs_in_its_grids_alone(world: World, leader: Actor) -> None:
    row = material(world, leader)
    there = stairs(world, "a2-1-101")
    with pytest.raises(MaterialPlaceUnfit):
        show_material(leader, material_id=row.pk, way=ShownWay.STAIRWELL, place=there)
    with pytest.raises(MaterialPlaceUnfit):
        show_material(leader, material_id=row.pk, way=ShownWay.GROUP, place=ShownPlace())
    worker = world.actor("worker_a1")
    with pytest.raises(NotFound):
        show_material(worker, material_id=row.pk, way=ShownWay.STAIRWELL, place=there)


def test_door_by_door(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row, house = material(world, leader), home(world, worker, "a1-1-101", "张三")
    handed(worker, row, house)
    grid, building = world.grids["a1"].pk, world.dwellings["a1-1-101"].building_id
    [counted] = buildings_with(worker, row, grid)
    assert (counted.households, counted.handed) == (1, 1)
    [door] = doors_with(worker, row, building)
    assert (door.by, door.note and door.note.said_by) == (ReachedBy.HANDED, "测试worker_a1")
    assert buildings_with(world.actor("worker_a2"), row, grid) == []
    mine = {one.row.pk for one in places_of(worker, [grid])}
    assert mine == set(Building.objects.filter(grid=grid).values_list("pk", flat=True))


def test_files_are_checked_by_what_they_are(world: World, leader: Actor) -> None:
    row = material(world, leader)
    with pytest.raises(PictureBroken):
        keep_material_file(leader, material_id=row.pk, content=b"<svg onload='x'></svg>")
    with pytest.raises(MaterialFileUnfit):
        keep_material_file(leader, material_id=row.pk, content=b"%PDF-1.7 /S /JavaScript (x)")
    kept = keep_material_file(leader, material_id=row.pk, content=picture())
    assert kept.format == MaterialFormat.JPEG
    assert bytes(kept.content)[:2] == b"\xff\xd8"
    assert keep_material_file(leader, material_id=row.pk, content=picture()).pk == kept.pk
    with pytest.raises(MaterialHasFile):
        keep_material_file(leader, material_id=row.pk, content=b"%PDF-1.7 plain")
    with pytest.raises(NotAllowed):
        keep_material_file(world.actor("worker_a1"), material_id=row.pk, content=picture())


def test_an_outdated_file_goes_to_nobody_who_hands_out(world: World, leader: Actor) -> None:
    worker, row = world.actor("worker_a1"), material(world, leader)
    keep_material_file(leader, material_id=row.pk, content=b"%PDF-1.7 /JSON plain")
    assert material_file(worker, material_id=row.pk).format == MaterialFormat.PDF
    material(world, leader, replaces=row.pk)
    with pytest.raises(MaterialOutdated):
        material_file(worker, material_id=row.pk)
    assert material_file(leader, material_id=row.pk).material_id == row.pk


def test_papers(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row = material(world, leader)
    home(world, worker, "a1-1-101", "张三")
    made = material_poster(worker, material_id=row.pk, address="https://example.invalid")
    assert (made.content[:5], made.file_name) == (b"%PDF-", "宣传海报_疫苗接种一封信.pdf")
    grid = world.grids["a1"]
    listed = unreached_list(worker, material_id=row.pk, grid_id=grid.pk)
    assert listed.content[:5] == b"%PDF-"
    export = Export.objects.get(kind="material_list")
    assert (export.rows, export.masked) == (1, True)
    with pytest.raises(NotFound):
        unreached_list(world.actor("worker_a2"), material_id=row.pk, grid_id=grid.pk)


def test_it_goes_on_after_grids_are_merged(world: World, leader: Actor) -> None:
    worker = world.actor("worker_a1")
    row = material(world, leader, "a1", valid_from=date(2020, 1, 1))
    house = home(world, worker, "a1-1-101", "张三")
    handed(worker, row, house)
    show_material(
        worker, material_id=row.pk, way=ShownWay.STAIRWELL, place=stairs(world, "a1-1-101")
    )
    olds = [world.grids["a1"], world.grids["a2"]]
    new = merge_grids(leader, grids=olds, name="合并网格", on=clock.today())
    assert MaterialGrid.objects.filter(material=row, grid=new).exists()
    assert set(MaterialHanded.objects.values_list("grid_id", flat=True)) == {new.pk}
    assert set(MaterialShown.objects.values_list("grid_id", flat=True)) == {new.pk}
    after = world.actor("leader_a")
    told = {one.row.grid_id: one.households for one in spread(after, row)}
    assert told == {new.pk: Spread(all=1, handed=1)}
    withdraw_material(after, material_id=row.pk, version=1)


def test_a_unit_that_moves_keeps_what_it_has(world: World, leader: Actor) -> None:
    worker, shop_ = world.actor("worker_a1"), shop(world, world.actor("worker_a1"))
    row = material(world, leader, "a1", "a2")
    handed(worker, row, shop_, kind=UNIT, way=HandedWay.UNIT)
    there = world.grids["a2"].pk
    change_organisation(leader, organisation_id=shop_.pk, version=shop_.version, grid_id=there)
    assert spread(world.actor("worker_a2"), row)[0].organisations == Spread(all=1, handed=1)
    assert material_of(world.actor("worker_a2"), row.pk).pk == row.pk
