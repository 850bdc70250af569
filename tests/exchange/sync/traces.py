"""What a command left in the database: how often it was written, whether it waits at the desk."""

import json
from typing import Any

from django.db import connection

from gridward.ground.register.models import Conflict, Employee, Household, Resident
from gridward.work.rounds.models import Visit
from gridward.work.workorders.models import Move, Order

TIDIED = (
    *("rounds_visit", "rounds_knownanswers", "rounds_target", "rounds_roundgrid", "rounds_round"),
    *("workorders_move", "workorders_order"),
    *("register_conflict", "register_contact", "register_employee", "register_organisation"),
    *("register_contacthistory", "register_employeehistory", "register_organisationhistory"),
    *(
        "register_residentsituation",
        "register_resident",
        "register_household",
        "sync_mark",
    ),
    *("register_residenthistory", "register_householdhistory", "kernel_command", "sync_device"),
)
BONES = {"id", "version", "after"}
"""What a command says beside the one field that it writes."""


def resident_row(home: Household, name: str) -> Resident:
    """A person put into a household by another process."""
    place = {"street_id": home.street_id, "grid_id": home.grid_id}
    return Resident.objects.create(household=home, name=name, **place)


def written(kind: str, content: dict[str, Any], otherwise: int = 1) -> int:
    """How often a row came to what a command wants, by the history of the row."""
    if kind == "visit.record":
        return Visit.objects.filter(pk=str(content["id"])).count()
    if kind == "order.open":
        return Order.objects.filter(pk=str(content["id"])).count()
    if kind == "order.move":
        return Move.objects.filter(pk=content["move_id"], order_id=str(content["id"])).count()
    if kind in ("resident.add", "employee.add"):
        model = Resident if kind == "resident.add" else Employee
        return model.objects.filter(pk=str(content["id"]), name=content["name"]).count()
    (field,) = content.keys() - BONES
    if field == "persons_said":
        return otherwise  # a number is not told apart from an equal one
    if field == "contacts":
        return turned_to(
            "contact", "name", "organisation_id", content, content[field]["lead"]["name"]
        )
    return turned_to(kind.partition(".")[0], field, "id", content, content[field])


def turned_to(table: str, field: str, key: str, content: dict[str, Any], wanted: object) -> int:
    """How often a column came to a value, in the states that history keeps and the present one."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH states AS ("
            f" SELECT pgh_id AS place, {field} AS now FROM register_{table}history WHERE {key} = %s"
            f" UNION ALL SELECT 9223372036854775807, {field} FROM register_{table} WHERE {key} = %s"
            f"), steps AS (SELECT now, lag(now) OVER (ORDER BY place) AS before FROM states)"
            f" SELECT count(*) FROM steps WHERE now = %s AND before IS DISTINCT FROM now",
            [content["id"], content["id"], wanted],
        )
        return int(cursor.fetchone()[0])


def proposed(conflict: str, content: dict[str, object]) -> bool:
    """Whether what was written waits at the community's desk: this word, or a later one of the same person."""
    (field,) = content.keys() - BONES
    row = Conflict.objects.get(pk=conflict)
    return field in json.loads(row.open_sealed("proposal") or "{}")


def tidy() -> None:
    """The households of a history go, so that the next one is as small."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workorders_move DISABLE TRIGGER stays")
        for table in TIDIED:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("ALTER TABLE workorders_move ENABLE TRIGGER stays")
