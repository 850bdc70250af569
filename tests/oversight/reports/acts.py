"""Acts that change a register, each chosen by numbers, through the services where there are any."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from gridward.ground.register.models import (
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.services.employees import add_employee, remove_employee
from gridward.ground.register.services.households import add_household
from gridward.ground.register.services.organisations import add_organisation, close_organisation
from gridward.ground.register.services.residents import add_resident, move_resident, remove_resident
from gridward.ground.register.services.situations import (
    change_employee_situation,
    change_organisation_situation,
    change_resident_situation,
)
from gridward.ground.register.terms.people import Away, KeyPerson, Tenure, Trading
from gridward.ground.territory.models import Building, Dwelling, Grid
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from tests.world import World

SAID = (None, True, False)


@dataclass
class Register:
    """Who acts on which world."""

    world: World
    actor: Actor


Act = Callable[[Register, int, int], object]


def _one(model: Any, number: int) -> Any:
    ids = sorted(model.objects.values_list("pk", flat=True))
    return model.objects.get(pk=ids[number % len(ids)]) if ids else None


def enter_household(on: Register, a: int, b: int) -> None:
    door = list(on.world.dwellings.values())[a % 24]
    grid = Dwelling.objects.filter(pk=door.pk).first()
    if grid:
        add_household(on.actor, dwelling_id=door.pk, tenure=list(Tenure)[b % 4])


def enter_resident(on: Register, a: int, b: int) -> None:
    if home := _one(Household, a):
        situation = {"tested": SAID[b % 3], "from_key_area": SAID[b % 2], "away": list(Away)[b % 4]}
        more: dict[str, Any] = {"situation": situation} if b % 3 else {}
        add_resident(on.actor, household_id=home.pk, name="张三", **more)


def move(on: Register, a: int, b: int) -> None:
    person, home = _one(Resident, a), _one(Household, b)
    if person and home:
        move_resident(on.actor, resident_id=person.pk, version=person.version, household_id=home.pk)


def leave(on: Register, a: int, b: int) -> None:
    if person := _one(Resident, a):
        remove_resident(on.actor, resident_id=person.pk, version=person.version)


def come_back(on: Register, a: int, b: int) -> None:
    rows = Resident.objects.filter(left_on__isnull=False)
    rows.update(left_on=None, left_why="", left_to="", version=F("version") + 1)


def say_situation(on: Register, a: int, b: int) -> None:
    if person := _one(Resident, a):
        change_resident_situation(
            on.actor, resident_id=person.pk, tested=SAID[b % 3], away=list(Away)[b % 4]
        )


def say_in_bulk(on: Register, a: int, b: int) -> None:
    ResidentSituation.objects.update(tested=SAID[a % 3], away=list(Away)[b % 4])


def change_state(on: Register, a: int, b: int) -> None:
    states = ("living", "empty", "moved_out")
    rows = Household.objects.filter(pk__in=Household.objects.values("pk")[: a % 5])
    rows.update(state=states[b % 3], tenure=list(Tenure)[a % 4])


def open_shop(on: Register, a: int, b: int) -> None:
    site = list(on.world.sites.values())[a % 3]
    add_organisation(on.actor, name="商店", site_id=site.pk, trading=list(Trading)[b % 3])


def close_shop(on: Register, a: int, b: int) -> None:
    if shop := _one(Organisation, a):
        close_organisation(on.actor, organisation_id=shop.pk, version=shop.version)


def reopen_shops(on: Register, a: int, b: int) -> None:
    Organisation.objects.update(closed_on=None)


def file_resumption(on: Register, a: int, b: int) -> None:
    if shop := _one(Organisation, a):
        change_organisation_situation(
            on.actor, organisation_id=shop.pk, resumption_filed=SAID[b % 3]
        )


def hire(on: Register, a: int, b: int) -> None:
    if shop := _one(Organisation, a):
        situation = {"fever": SAID[b % 3], "key_person": list(KeyPerson)[b % 4]}
        more: dict[str, Any] = {"situation": situation} if b % 2 else {}
        add_employee(on.actor, organisation_id=shop.pk, name="王五", **more)


def fire(on: Register, a: int, b: int) -> None:
    if worker := _one(Employee, a):
        remove_employee(on.actor, employee_id=worker.pk, version=worker.version)


def take_temperature(on: Register, a: int, b: int) -> None:
    if worker := _one(Employee, a):
        change_employee_situation(
            on.actor,
            employee_id=worker.pk,
            fever=SAID[b % 3],
            key_person=list(KeyPerson)[(a + b) % 4],
        )


def strike_out(on: Register, a: int, b: int) -> None:
    if person := _one(Resident, a):
        Employee.objects.filter(resident=person).update(resident=None)
        person.delete()


def strike_shop_out(on: Register, a: int, b: int) -> None:
    if shop := _one(Organisation, a):
        Vehicle.objects.filter(organisation=shop).delete()
        shop.delete()


def send_to_other_grid(on: Register, a: int, b: int) -> None:
    """Whole tables at once, as when places change grids."""
    grids = [on.world.grids[name] for name in ("a1", "a2", "b1")]
    here, there = grids[a % 3], grids[b % 3]
    tables = (Building, Dwelling, Household, Resident, ResidentSituation)
    for model in (*tables, Organisation, OrganisationSituation, Employee, EmployeeSituation):
        model._default_manager.filter(grid=here).update(grid=there)


def merge(on: Register, a: int, b: int) -> None:
    grids = [on.world.grids["a1"], on.world.grids["a2"]]
    if Grid.objects.filter(pk__in=[one.pk for one in grids], valid_to=None).count() == 2:
        merge_grids(on.actor, grids=grids, name="合并网格")


ACTS: tuple[Act, ...] = (
    *(enter_household, enter_household, enter_resident, enter_resident, enter_resident),
    *(move, leave, come_back, say_situation, say_in_bulk, change_state),
    *(open_shop, close_shop, reopen_shops, file_resumption, hire, hire, fire, take_temperature),
    *(strike_out, strike_shop_out, send_to_other_grid, merge),
)


def settle(on: Register) -> None:
    """A register worth changing: every kind of row, in three grids, with every answer."""
    for n in range(12):
        enter_household(on, 2 * n, n)
    for n in range(16):
        enter_resident(on, n, n)
    for n in range(6):
        open_shop(on, n, n)
        file_resumption(on, n, n)
    for n in range(14):
        hire(on, n, 2 * n + 1)


def do(on: Register, number: int, a: int, b: int) -> None:
    """One act; what the register refuses changes nothing."""
    try:
        ACTS[number % len(ACTS)](on, a, b)
    except Problem:
        return
