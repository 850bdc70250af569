"""Committing a roster: who is added, updated, left alone, asked about, refused; every row accounted for."""

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Conflict, Household, Resident, RosterRow
from gridward.ground.register.terms.people import ConflictKind
from gridward.ground.register.terms.roster import Counts, Outcome
from gridward.kernel.sheets.cells import Cell
from tests.ground.register.rosters.conftest import Import
from tests.ground.register.rosters.files import DOOR, OTHER_DOOR, book, identity, person, roster
from tests.world import World

pytestmark = pytest.mark.django_db
ZHANG = person("张伟", identity(1), phone="13800138000", relation="户主", employer="禾丰贸易")


def outcomes() -> list[tuple[int, str, list[str]]]:
    rows = RosterRow.objects.order_by("-batch__created_at", "sheet", "number")
    return [(row.number, row.outcome, [code for code, _ in row.reasons]) for row in rows]


def test_people_are_added_at_their_doors(world: World, imported: Import) -> None:
    counts = imported(roster(ZHANG, person("王芳", identity(2), relation="配偶")))
    assert (counts.rows, counts.added, counts.not_data) == (3, 2, 1)
    household = Household.objects.get()
    assert household.dwelling == world.dwellings["a1-1-101"]
    assert household.grid == world.grids["a1"]
    wang, zhang = household.residents.order_by("sort_key")
    assert (zhang.name, zhang.sex, str(zhang.birth_date)) == ("张伟", "male", "1990-01-01")
    assert zhang.open_sealed("document") == identity(1)
    assert [phone.open_sealed("phone") for phone in zhang.phones.all()] == ["+8613800138000"]
    assert (wang.name, wang.sex, zhang.employer) == ("王芳", "female", "禾丰贸易")


def test_every_row_of_every_sheet_is_accounted_for(imported: Import) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("居民花名册",),
        ("姓名", "身份证号", "现住址"),
        ("张伟", identity(1), DOOR),
    ]
    rows += [("李娜", "360199199001010010", DOOR), (), ("合计", 2, "")]
    counts = imported(book({"一": rows, "二": rows[1:3]}))
    assert counts.rows == 8
    assert counts.sum_up()
    assert (counts.added, counts.same, counts.rejected, counts.not_data) == (1, 1, 1, 5)
    assert RosterRow.objects.count() == 8


def test_the_same_file_twice_changes_nothing(imported: Import) -> None:
    content = roster(
        ZHANG, person("王芳", door=OTHER_DOOR), person("刘洋", identity(5), "无名小区9栋9")
    )
    first = imported(content)
    before = list(Resident.objects.order_by("pk").values())
    second = imported(content)
    assert (first.added, first.conflicts) == (2, 1)
    assert (second.added, second.updated, second.conflicts, second.unchanged) == (0, 0, 0, 3)
    assert list(Resident.objects.order_by("pk").values()) == before
    assert (Household.objects.count(), Conflict.objects.count()) == (3, 1)


def test_what_is_new_updates_and_empty_cells_erase_nothing(imported: Import) -> None:
    imported(roster(ZHANG))
    counts = imported(roster(person("张伟", identity(1), phone="13900139000")))
    assert counts.updated == 1
    zhang = Resident.objects.get()
    assert (zhang.employer, zhang.relation, zhang.version) == ("禾丰贸易", "户主", 2)
    assert zhang.phones.count() == 2


def test_a_person_without_a_number_is_known_by_name_and_door(imported: Import) -> None:
    imported(roster(person("王芳")))
    assert Resident.objects.get().document_missing == "not_given"
    counts = imported(roster(person("王芳", identity(2))))
    assert (counts.updated, counts.added) == (1, 0)
    assert Resident.objects.get().open_sealed("document") == identity(2)


def test_the_same_person_again_is_the_same_as_the_row_before(imported: Import) -> None:
    counts = imported(roster(ZHANG, person("张伟", identity(1), phone="13900139000")))
    assert (counts.added, counts.same) == (1, 1)
    assert outcomes()[2] == (3, Outcome.SAME, ["roster.same_row"])
    assert Resident.objects.get().phones.count() == 2


def test_one_person_at_two_doors_of_a_file_is_a_conflict(world: World, imported: Import) -> None:
    counts = imported(roster(ZHANG, person("张伟", identity(1), OTHER_DOOR)))
    assert (counts.added, counts.conflicts) == (1, 1)
    conflict = Conflict.objects.get()
    assert conflict.kind == ConflictKind.TWO_HOUSEHOLDS
    assert conflict.resident == Resident.objects.get()
    assert conflict.household is not None
    assert conflict.household.dwelling == world.dwellings["a1-1-102"]


def test_a_known_person_at_another_door_is_not_moved(imported: Import) -> None:
    imported(roster(ZHANG))
    counts = imported(roster(person("张伟", identity(1), OTHER_DOOR)))
    assert counts.reasons == {"roster.two_households": 1, "roster.header": 1}
    assert Resident.objects.get().household.address_text == "翠竹小区1栋1单元101室"


def test_another_name_under_a_known_number_is_asked(imported: Import) -> None:
    imported(roster(ZHANG))
    assert imported(roster(person("章伟", identity(1)))).conflicts == 1
    assert Resident.objects.get().name == "张伟"
    assert Conflict.objects.get().kind == ConflictKind.OTHER_NAME


def test_a_doubtful_address_waits_at_the_community_grid(world: World, imported: Import) -> None:
    people = [person(name, identity(n), "无名小区9栋901") for n, name in ((1, "张伟"), (2, "王芳"))]
    counts = imported(roster(*people))
    assert counts.conflicts == 2
    household = Household.objects.get()
    assert (household.grid, household.dwelling) == (world.grids["a0"], None)
    assert household.residents.count() == 2
    assert Conflict.objects.get().kind == ConflictKind.DOUBTFUL_ADDRESS


def test_a_room_that_nobody_knew_becomes_a_door_of_its_building(
    world: World, imported: Import
) -> None:
    assert imported(roster(person("张伟", identity(1), "翠竹小区1栋1单元301"))).added == 1
    household = Household.objects.select_related("dwelling").get()
    assert household.grid == world.grids["a1"]
    assert household.dwelling is not None
    assert household.dwelling.room == "301"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("360199199001010010", "identity_number.check_digit"),
        ("3.60199E+17", "identity_number.lost_digits"),
        (360199199001010000.0, "identity_number.lost_digits"),
        ("36019919900101001", "identity_number.length"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(
    imported: Import, number: str | float, reason: str
) -> None:
    counts = imported(roster(("张伟", number, DOOR, "", "", "")))
    assert (counts.rejected, counts.reasons[reason]) == (1, 1)
    assert not Resident.objects.exists()


def test_neither_number_nor_address_is_refused(imported: Import) -> None:
    counts = imported(roster(person("王芳", door="")))
    assert counts.reasons["roster.neither_number_nor_address"] == counts.rejected == 1


def test_who_is_registered_in_another_community_is_asked(world: World, imported: Import) -> None:
    resident = _elsewhere(world)
    counts = imported(roster(ZHANG))
    assert counts.reasons["roster.registered_elsewhere"] == 1
    assert Conflict.objects.get().resident_id == resident.pk


def test_the_record_tells_of_the_import(imported: Import) -> None:
    imported(roster(ZHANG))
    line = Line.objects.get(act="register.roster_imported")
    assert (line.params["added"], line.params["rows"]) == (1, 2)


def test_counts_know_when_a_row_is_missing() -> None:
    assert not Counts.of(3, {Outcome.ADDED: 2}, {}).sum_up()


def _elsewhere(world: World) -> Resident:
    """A resident of community b, written as the owner of the tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    grid = world.grids["b1"]
    where = {"grid": grid, "street_id": grid.street_id}
    household = Household.objects.create(address_text="青松小区1栋1单元101室", **where)
    resident = Resident(household=household, name="张伟", **where)
    resident.set_sealed("document", identity(1))
    resident.save()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE gridward_app")
    return resident
