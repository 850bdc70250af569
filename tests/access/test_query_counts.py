"""Every list of the API costs as many queries for thirty rows as for three: nothing is read once a row (no N+1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gridward.ground.audit.models import ExportLimits
from gridward.ground.register.models import Conflict, Employee, Household, Organisation, Resident
from gridward.ground.register.models.people import ResidentPhone, Vehicle
from gridward.ground.rota.models import (
    DutyDemand,
    DutyPlace,
    MemberOut,
    RosterDraft,
    Shift,
    Swap,
    SwapStep,
    Wish,
)
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.territory.models import Building, Site
from gridward.kernel import clock
from gridward.kernel.chinese import search_grams
from gridward.kernel.codes.phone import parse
from gridward.kernel.ids import new_id
from gridward.work.measures.models import Measure
from gridward.work.siting.models import SitingPlan
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.moving import move_order
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import MoveSaid, OrderMove, OrderSaid
from tests.access.routes import TABLE
from tests.access.rows import Rows, a_measure, asked_to_take, beside_measure, make_rows
from tests.access.test_every_route import QUERIES
from tests.ground.audit.test_release import let_out
from tests.work.siting.acts import with_roads
from tests.world import World

FEW, MANY = 3, 30
NOT_LISTS = {
    "/register/exports/{export_id}/file": "another's export; see tests/ground/register/test_exports.py",
}
GETS = [route for route in TABLE if route.method == "GET" and route.path not in NOT_LISTS]


@pytest.mark.django_db
def test_no_route_reads_once_a_row(world: World, client_of: Callable[[Account], Client]) -> None:
    rows = make_rows(world)
    let_everything_out(world)
    fill(world, rows, FEW)
    few = costs(world, rows, client_of)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    fill(world, rows, MANY - FEW, since=FEW)
    many = costs(world, rows, client_of)
    dearer = {path: (few[path], count) for path, count in many.items() if count > few[path]}
    assert dearer == {}


def let_everything_out(world: World) -> None:
    """Alerts about what is taken cost questions of their own, and come by the hour of the day: here there are none."""
    most = (
        "rows_per_export",
        "full_rows_per_export",
        "rows_per_day",
        "exports_per_hour",
        "reveals",
    )
    ExportLimits.objects.create(
        at=clock.now(),
        account_id=world.account("chief").pk,
        actor_name="chief",
        street_id=world.streets["ours"].pk,
        since=clock.today(),
        figures={"work_from": 0, "work_to": 24, **dict.fromkeys(most, 10**6)},
        source="测试",
    )


def costs(world: World, rows: Rows, client_of: Callable[[Account], Client]) -> dict[str, int]:
    """Queries of each GET, asked a second time, when keys and caches are warm."""
    client = client_of(world.account("chief"))
    found = {}
    for route in GETS:
        address = route.address(rows.of(route.about, "a1") if route.about else "")
        address += QUERIES.get(route.path.rpartition("/")[2], "")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        found[route.path] = len(asked)
    return found


def fill(world: World, rows: Rows, count: int, since: int = 0) -> None:
    """So many more rows of every kind in a1, and so many more of what hangs on one row."""
    grid = world.grids["a1"]
    where: dict[str, Any] = {"street_id": grid.street_id, "grid": grid}
    household = Household.objects.get(pk=rows.of("household", "a1"))
    organisation = Organisation.objects.get(pk=rows.of("organisation", "a1"))
    site = world.sites["a1"]
    for number in range(since, since + count):
        other = Household.objects.create(address_text=f"张家{number}号", **where)
        for home in (household, other):
            person(home, number, where)
        shop = Organisation(kind="street_shop", **where)
        shop.set_name(f"张记{number}号店")
        shop.save()
        employee = Employee(organisation=organisation, name=f"张员{number}", **where)
        employee.set_name(f"张员{number}")
        employee.save()
        conflict = Conflict(kind="two_households", resident=None, household=other, **where)
        conflict.set_sealed("proposal", "{}")
        conflict.save()
        Building.objects.create(
            site=site, name=f"{number + 9}栋", number_key=str(number + 9), **where
        )
        Site.objects.create(kind="market", name=f"市场{number}", **where)
        member = Member.objects.create(
            street_id=grid.street_id, name=f"队员{number}", sort_key="dy", employer="community"
        )
        Appointment.objects.create(
            member=member, post="grid_supervisor", valid_from="2026-01-01", **where
        )
        duty(rows, member, number, where)
        let_out(world, "chief", "a1", rows=6_000)
        order(world, rows, number)
        siting(world, rows, number)
        measured(world, rows, number)


def measured(world: World, rows: Rows, number: int) -> None:
    """Another measure that is asked to be taken over; another appeal, reading, deed and transfer of the first."""
    row = Measure.objects.get(pk=rows.of("measure", "a1"))
    row.document_index = b"0" * 16
    row.save()
    other = a_measure(world.grids["a1"], f"张{number}")
    Measure.objects.filter(pk=other.pk).update(document_index=row.document_index)
    asked_to_take(other, world.grids["b1"])
    beside_measure(row, decided=True)
    asked_to_take(row, world.grids["b1"], answered=True)


SHARE = dict.fromkeys(
    ("shifts", "minutes", "nights", "weekends", "minutes_before", "nights_before"), 1
)


def duty(rows: Rows, member: Member, number: int, where: dict[str, Any]) -> None:
    """Another duty place with shifts of today, yesterday and tomorrow, who is out, a swap, and a step of one."""
    place = DutyPlace.objects.create(name=f"{number}号门", kind="gate", **where)
    demand = [{"weekday": 1, "since": "08:00", "until": "09:00", "role": "keeper", "number": 1}]
    DutyDemand.objects.create(place=place, since="2026-01-01", hours=demand, **where)
    today = clock.midnight(clock.today())
    begins = [today.replace(day=1), today + timedelta(hours=23), today + timedelta(hours=30)]
    shifts = [
        Shift(
            place=place,
            member=member,
            role="keeper",
            begins_at=at,
            ends_at=at + timedelta(minutes=1),
            **where,
        )
        for at in begins
    ]
    Shift.objects.bulk_create(shifts)
    other = Swap.objects.get(pk=rows.of("swap", "a1"))
    two = {"giver": member, "taker_id": other.taker_id, "proposed_by": member}
    swap = Swap.objects.create(shift=shifts[2], state="refused", **two, **where)
    for one in (swap, other):
        SwapStep.objects.create(swap=one, grid=where["grid"], state="proposed", at=today)
    looked_at = RosterDraft.objects.get(pk=rows.of("draft", "a1"))
    looked_at.result["members"].append({"member": str(member.pk), **SHARE})
    looked_at.places.append(place.pk)
    looked_at.save()
    looked_at.pk = new_id()
    looked_at.save(force_insert=True)
    MemberOut.objects.create(
        street_id=where["street_id"],
        member=member,
        begins_at=today,
        ends_at=today + timedelta(days=9),
    )
    for day in (clock.today(), clock.today() - timedelta(days=9), looked_at.first):
        Wish.objects.create(member=member, wants="duty", time="night", first=day, last=day)


def order(world: World, rows: Rows, number: int) -> None:
    """Another order with the chief as its handler, another move and another part of the one that is looked at."""
    chief, looked_at = world.actor("chief"), Order.objects.get(pk=rows.of("order", "a1"))
    said = OrderSaid(new_id(), "facility_broken", looked_at.grid_id, answers={"facility": "围挡"})
    made = open_order(chief, said=said)
    Order.objects.filter(pk=made.pk).update(handler=chief.member_id, parent=looked_at)
    for row in (made, looked_at):
        move_order(
            chief,
            order_id=row.pk,
            move=OrderMove.NOTE,
            version=1,
            said=MoveSaid(text=f"第{number}次联系"),
        )


def siting(world: World, rows: Rows, number: int) -> None:
    """Another study, and another plan of the one that is looked at."""
    chief = world.actor("chief")
    with_roads(world, chief, name=f"选址{number}")
    looked_at = SitingPlan.objects.get(pk=rows.of("siting_plan", "a1"))
    looked_at.pk = new_id()
    looked_at.save(force_insert=True)


def person(home: Household, number: int, where: dict[str, Any]) -> None:
    """A resident with a phone and a vehicle."""
    resident = Resident(household=home, **where)
    resident.set_name(f"张{number}")
    resident.grams = search_grams(resident.name)
    resident.save()
    phone = ResidentPhone(resident=resident, **where)
    phone.set_phone(parse(f"138{number:08d}"))
    phone.save()
    Vehicle.objects.create(resident=resident, plate=f"赣A{number:05d}", **where)
