"""A building on paper: the list for the stairwell, the door matrix in black and white."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from gridward.ground.audit.models import Export
from gridward.ground.register.terms.doors import DoorCell, DoorMatrix, DoorState, DoorUnit
from gridward.ground.territory.models import Building, Dwelling
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.texts import say
from gridward.oversight.reports.rules.buildings import (
    MOST_COLUMNS,
    SIGNS,
    matrix_sheet,
    stairwell_list,
)
from gridward.oversight.reports.services.buildings import print_door_matrix, print_stairwell_list
from tests.ground.register.people import household, resident
from tests.oversight.reports.papers import pages, text
from tests.world import World

NOBODY = UUID(int=0)


@pytest.fixture
def worker(world: World) -> Actor:
    return world.actor("worker_a1")


@pytest.fixture
def tower(world: World, worker: Actor) -> Building:
    home = household(world, worker, "a1-1-101")
    resident(worker, home, "李小花", relation="子女", phones=["13800138000"])
    resident(worker, home, "欧阳晓梅", relation="户主")
    household(world, worker, "a1-1-102", state="empty")
    household(world, worker, "a1-2-201", state="moved_out")
    Dwelling.objects.filter(pk=world.dwellings["a1-2-102"].pk).update(residential=False)
    return world.sites["a1"].buildings.get()


def drawn(units: int, floors: int, rooms: int) -> DoorMatrix:
    """A building of so many units, floors and doors a floor."""
    numbers = tuple(range(floors, 0, -1))

    def door(unit: int, floor: int, room: int) -> DoorCell:
        name = f"{floor}{room:02d}"
        return DoorCell(
            uuid4(), 1, str(unit), floor, name, f"{unit}单元{name}室", True, DoorState.UNREGISTERED
        )

    built = tuple(
        DoorUnit(
            uuid4(),
            str(unit),
            tuple(tuple(door(unit, floor, room + 1) for room in range(rooms)) for floor in numbers),
        )
        for unit in range(1, units + 1)
    )
    return DoorMatrix(NOBODY, "1栋", NOBODY, "翠竹小区", NOBODY, "第1网格", floors, numbers, built)


@pytest.mark.django_db
def test_the_list_goes_up_the_stairs_unit_by_unit(worker: Actor, tower: Building) -> None:
    sheets = [
        "".join(one.split())
        for one in pages(print_stairwell_list(worker, building_id=tower.pk).content)
    ]
    assert len(sheets) == 2
    assert "翠竹小区1栋1单元入户走访表" in sheets[0]
    assert "楼层房号户主人数走访备注" in sheets[0]
    assert "1层1单元101室欧阳**2已访□无人□" in sheets[0]
    assert "空户" in sheets[0]
    assert sheets[0].index("101室") < sheets[0].index("201室")
    assert "非住宅" in sheets[1]
    assert "已搬走" in sheets[1]


@pytest.mark.django_db
def test_large_type_says_the_same_on_a4(worker: Actor, tower: Building) -> None:
    large = print_stairwell_list(worker, building_id=tower.pk, large=True).content
    small = print_stairwell_list(worker, building_id=tower.pk).content
    box = PdfReader(BytesIO(large)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert "1单元101室欧阳**" in text(large)
    assert large != small


@pytest.mark.django_db
@pytest.mark.parametrize("print_it", [print_stairwell_list, print_door_matrix])
def test_neither_sheet_shows_anybody_in_full_and_both_are_recorded(
    worker: Actor, tower: Building, print_it: type[print_stairwell_list]
) -> None:
    printed = print_it(worker, building_id=tower.pk)
    said = text(printed.content)
    assert "欧阳**" in said
    assert "晓梅" not in said
    assert "138" not in said.replace(Export.objects.get().number, "")
    assert Export.objects.get().masked
    assert "worker_a1" in said


@pytest.mark.django_db
@pytest.mark.parametrize("print_it", [print_stairwell_list, print_door_matrix])
def test_only_at_the_own_grid_with_the_right_to_export(
    world: World, tower: Building, print_it: type[print_stairwell_list]
) -> None:
    with pytest.raises(NotFound):
        print_it(world.actor("worker_a2"), building_id=tower.pk)
    with pytest.raises(NotAllowed):
        print_it(world.actor("police_a"), building_id=tower.pk)


@pytest.mark.django_db
def test_the_matrix_tells_states_by_sign_and_counts_them(worker: Actor, tower: Building) -> None:
    said = text(print_door_matrix(worker, building_id=tower.pk).content)
    assert "翠竹小区1栋门牌图" in said
    for words in (
        "●101欧阳**2人",
        "○102",
        "×201",
        "■102",
        "有人居住1",
        "空户1",
        "已搬走1",
        "尚未登记4",
    ):
        assert words in said
    assert said.index("2层") < said.index("1层")


def test_every_state_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(DoorState)
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize(("units", "rooms"), [(1, 1), (4, 3), (5, 3), (8, 6), (2, 30), (1, 12)])
def test_a_page_holds_twelve_doors_a_floor_and_no_door_is_lost(units: int, rooms: int) -> None:
    sheet = matrix_sheet(drawn(units, 3, rooms), say)
    doors = 0
    for page in sheet["pages"]:
        columns = sum(unit["columns"] for unit in page["units"])
        assert columns <= MOST_COLUMNS
        assert all(len(row["cells"]) == columns for row in page["rows"])
        doors += sum(cell is not None for row in page["rows"] for cell in row["cells"])
    assert doors == units * 3 * rooms


def test_a_building_without_doors_is_a_page_that_says_so() -> None:
    empty = drawn(0, 0, 0)
    assert matrix_sheet(empty, say)["pages"] == []
    assert stairwell_list(empty, say, large=False)["units"] == []
