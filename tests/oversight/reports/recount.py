"""A count from scratch in plain Python, row by row, written apart from the SQL that the program uses."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import connection

from gridward.ground.register.models import (
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentSituation,
)
from gridward.ground.territory.models import Building, Dwelling

Found = Counter[tuple[UUID, str]]


def recount() -> Found:
    """(grid, figure) to how many rows, without zeros."""
    found: Found = Counter()
    for building in Building.objects.all():
        found[building.grid_id, "buildings"] += 1
    for dwelling in Dwelling.objects.filter(residential=True):
        found[dwelling.grid_id, "dwellings"] += 1
    _households(found)
    here = _residents(found)
    _situations(found, here)
    _organisations(found)
    return found


def _add(found: Found, grid: UUID, **said: bool | None) -> None:
    for figure, counts in said.items():
        if counts:
            found[grid, figure] += 1


def _households(found: Found) -> None:
    kinds = {"owner": "owner_occupied", "rented": "rented", "lent": "lent"}
    for row in Household.objects.all():
        if row.state == "living":
            _add(found, row.grid_id, households=True)
            found[row.grid_id, kinds.get(row.tenure, "tenure_unknown")] += 1
        _add(found, row.grid_id, empty_homes=row.state == "empty")


def _residents(found: Found) -> set[UUID]:
    here = {row.pk: row.grid_id for row in Resident.objects.all() if row.left_on is None}
    for grid in here.values():
        found[grid, "residents"] += 1
    return set(here)


def _situations(found: Found, here: set[UUID]) -> None:
    for row in ResidentSituation.objects.all():
        if row.resident_id in here:
            _add(
                found,
                row.grid_id,
                away_said=True,
                key_area_said=row.from_key_area is not None,
                key_area=row.from_key_area,
                tested_said=row.tested is not None,
                tested=row.tested,
                **{f"away_{row.away}": row.away != "none"},
            )


def _organisations(found: Found) -> None:
    trading = {"open": "orgs_open", "suspended": "orgs_suspended"}
    present = {row.pk: row for row in Organisation.objects.all() if row.closed_on is None}
    for row in present.values():
        found[row.grid_id, "organisations"] += 1
        found[row.grid_id, trading.get(row.trading, "orgs_unknown")] += 1
    for filed in OrganisationSituation.objects.all():
        if filed.organisation_id in present:
            _add(
                found,
                filed.grid_id,
                resumption_said=filed.resumption_filed is not None,
                resumption_filed=filed.resumption_filed,
            )
    working = {
        row.pk: row
        for row in Employee.objects.all()
        if row.left_on is None and row.organisation_id in present
    }
    keys = {"risk_area": "key_risk", "city_key_area": "key_city", "other_returnee": "key_other"}
    for one in working.values():
        found[one.grid_id, "employees"] += 1
    for said in EmployeeSituation.objects.all():
        if said.employee_id in working:
            _add(found, said.grid_id, key_said=True, fever_said=said.fever is not None)
            _add(found, said.grid_id, fever=said.fever)
            if said.key_person:
                found[said.grid_id, keys[said.key_person]] += 1


def live() -> Found:
    """What the counters say."""
    return _asked("SELECT grid_id, figure, sum(amount) FROM reports_count GROUP BY 1, 2")


def past(moment: Any) -> Found:
    """What the program says of a past moment."""
    return _asked("SELECT * FROM reports_count_at(%s)", [moment])


def _asked(statement: str, values: list[Any] | None = None) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        return Counter({(grid, figure): int(n) for grid, figure, n in cursor.fetchall() if n})
