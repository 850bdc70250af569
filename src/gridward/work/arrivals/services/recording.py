"""An arrival is recorded and judged by the rule of the day; that puts nobody under anything."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Resident
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import LANGUAGES
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.problems import (
    ArrivalIdTaken,
    ArrivalLeft,
    ArrivalNobody,
    ArrivalThere,
)
from gridward.work.arrivals.queries.arrivals import arrival_of, stays_of, visible_to, waiting
from gridward.work.arrivals.rules.classing import class_of
from gridward.work.arrivals.rules.dated import check_days
from gridward.work.arrivals.terms import ArrivalAct, ArrivalSaid, Named
from gridward.work.riskareas.queries.asking import Asked, asked
from gridward.work.riskareas.terms import Nearness, Stay
from gridward.work.rulebooks.rules.explaining import explained

_RIGHT = Permission.MEASURE_FOLLOW


@transaction.atomic
def record_arrival(actor: Actor, *, said: ArrivalSaid) -> Arrival:
    """Record an arrival with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, GridRetired, ArrivalNobody, ArrivalLeft, ArrivalDayUnfit, ArrivalStayMissing,
    ArrivalStayUnfit, ArrivalThere, ArrivalIdTaken, and what reading a telephone raises.
    """
    one_at_a_time("arrivals.id", said.id)
    known = visible_to(actor).filter(pk=said.id).first()
    if known is not None:
        if (known.resident_id, known.arrived_on) != (said.resident_id, said.arrived_on):
            raise ArrivalIdTaken
        return known
    check_days(said.arrived_on, said.stays, clock.today())
    resident = _resident(actor, said)
    grid = _grid(actor, said, resident)
    row = _new(actor, said, grid, resident)
    _judge(actor, row, said.stays)
    _add(row)
    note_act(actor, ArrivalAct.RECORDED, row)
    return row


@transaction.atomic
def judge_again(actor: Actor, *, arrival_id: UUID, version: int) -> Arrival:
    """Judge by the areas and rules that are known today. Raises NotFound, NotAllowed, Stale, ArrivalDecided."""
    row = waiting(actor, arrival_id, _RIGHT, version)
    _judge(actor, row, stays_of(row))
    row.version += 1
    row.save()
    note_act(actor, ArrivalAct.JUDGED, row)
    return row


@transaction.atomic
def read_arrival(actor: Actor, arrival_id: UUID) -> Arrival:
    """One arrival with its names; who looked is on record. Raises NotFound."""
    row = arrival_of(actor, arrival_id)
    note_act(actor, ArrivalAct.SEEN, row)
    return row


def note_act(actor: Actor, act: ArrivalAct, row: Arrival) -> None:
    """A line of the record: at which grid, and nothing of whom."""
    about = About(Arrival._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name)


def _resident(actor: Actor, said: ArrivalSaid) -> Resident | None:
    if said.resident_id is None:
        return None
    rows = registered(actor, Resident).select_related("household")
    resident = found(rows, said.resident_id)
    if resident.left_on is not None:
        raise ArrivalLeft
    return resident


def _grid(actor: Actor, said: ArrivalSaid, resident: Resident | None) -> Grid:
    grid_id = resident.grid_id if resident else said.grid_id
    if grid_id is None:
        raise ArrivalNobody
    actor.require(_RIGHT, grid_id)
    return grid_in_force(actor, grid_id)


def _new(actor: Actor, said: ArrivalSaid, grid: Grid, resident: Resident | None) -> Arrival:
    row = Arrival(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        resident=resident,
        arrived_on=said.arrived_on,
        came_by=said.came_by,
        trip=said.trip.strip(),
        told_by=said.told_by,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    if resident is None:
        row.set_sealed("person", _as_text(asdict(_named(said.person))))
    row.set_sealed("stays", _as_text([asdict(one) for one in said.stays]))
    return row


def _named(person: Named | None) -> Named:
    """Who can be reached: a name and a telephone in one form."""
    if person is None or not (person.name.strip() and person.phone.strip()):
        raise ArrivalNobody
    phone = parse_phone(person.phone).e164
    document, address = person.document.strip().upper(), person.address.strip()
    return Named(person.name.strip(), phone, document, address)


def _judge(actor: Actor, row: Arrival, stays: Sequence[Stay]) -> None:
    """The category and class that stays give by the rule of the day, with rule and evidence."""
    day = max([clock.today(), *(one.ends for one in stays)])
    judged = asked(actor, stays, day)
    categories = [one.category for one in judged.rules]
    row.judged_on = day
    row.category = categories[0] if categories else ""
    row.person_class = class_of(categories, judged.met, _city(row.grid.street_id))
    row.set_sealed("judged", _as_text(_told(judged)))


def _told(judged: Asked) -> dict[str, object]:
    near = (one for one in judged.met if one.nearness is not Nearness.REGION)
    return {
        "proposals": [
            {
                "category": rule.category,
                "words": {name: explained(rule, judged.books, name) for name in LANGUAGES},
            }
            for rule in judged.rules
        ],
        "areas": [
            {**asdict(one.area), "nearness": one.nearness, "first": one.first, "last": one.last}
            for one in near
        ],
    }


def _city(street_id: UUID) -> str:
    """The name of the city that a street is of, empty where the divisions above are not known."""
    unit = Division.objects.select_related("parent__parent").get(pk=street_id)
    above = [unit.parent, unit.parent.parent if unit.parent else None]
    return next((one.name for one in above if one and one.level == DivisionLevel.CITY), "")


def _add(row: Arrival) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ArrivalThere(day=row.arrived_on.isoformat()) from None


def _as_text(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, default=_day)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
