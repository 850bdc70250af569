"""Residents whom the register misses (R5): met at a gate, added by the worker of the grid where they live."""

import json
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Household
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Dwelling, Grid
from gridward.ground.territory.queries.readings import read_address
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.codes import document as documents
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.masking import mask_address, mask_document
from gridward.kernel.problems import NotFound
from gridward.kernel.rows import beyond
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.queries.keepers import gate_to_keep
from gridward.work.checkpoints.terms import HOUSE
from gridward.work.watch.models import MissingResident
from gridward.work.watch.problems import (
    MissingNotThereYet,
    MissingTimeAhead,
    MissingUnnamed,
    WatchIdTaken,
)
from gridward.work.watch.queries.missing import (
    MissingTold,
    Sought,
    missing_of,
    named,
    registered,
    reported,
    told_of,
)
from gridward.work.watch.rules.calling import missing_id
from gridward.work.watch.terms import MissingAnswer, MissingSaid, WatchAct
from gridward.work.workorders.services.opening import TOLERANCE, open_order
from gridward.work.workorders.services.settling import settle_order
from gridward.work.workorders.terms import OrderEnded, OrderSaid

KIND = "missing_resident"


@dataclass(frozen=True)
class MissingFound:
    """What the keeper hears: where somebody is registered (short, masked), or at which grid they were reported."""

    answer: MissingAnswer
    grid: str
    where: str = ""
    order_number: str = ""


@transaction.atomic
def report_missing(actor: Actor, *, said: MissingSaid) -> MissingFound:
    """Somebody at a gate says that they live here; the same person said twice is one order.

    Whether the street has them is asked by the house, beyond the keeper's grids: the answer names a grid, and hides
    the door. Raises NotFound, NotAllowed, MissingUnnamed, MissingTimeAhead, WatchIdTaken, and what reading a document
    or a telephone raises.
    """
    gate = gate_to_keep(actor, said.gate_id, clock.now())
    said = _read(said)
    sought = Sought(gate.street_id, said.name, said.document, said.phone)
    one_at_a_time("watch.missing", gate.street_id, sought.document_index or sought.phone_index)
    house = operator(HOUSE)
    with beyond(house):
        found = _found(sought, said) or _reported(house, actor, gate, said)
    _note(actor, gate, found)
    return found


@transaction.atomic
def read_missing(actor: Actor, missing_id: UUID) -> MissingResident:
    """What somebody said, in full: who looked is on record. Raises NotFound."""
    row = missing_of(actor, missing_id)
    _note_row(actor, WatchAct.MISSING_SEEN, row)
    return row


@transaction.atomic
def settle_missing(actor: Actor, *, missing_id: UUID) -> MissingResident:
    """They have been added: the order is done. Raises NotFound, MissingNotThereYet; done twice, nothing changes."""
    row = missing_of(actor, missing_id)
    if row.settled_at is not None:
        return row
    told = told_of(row)
    with beyond(operator(HOUSE)):
        there = registered(Sought(row.street_id, told.name, told.document, told.phone))
    if there is None:
        raise MissingNotThereYet
    settle_order(actor, row.order_id)
    row.refresh_from_db()
    row.settled_at = row.settled_at or clock.now()
    row.save()
    _note_row(actor, WatchAct.MISSING_SETTLED, row)
    return row


def follow_order(event: OrderEnded) -> int:
    """An order that is over waits for nobody: who comes again is reported anew."""
    rows = MissingResident.objects.filter(order=event.order, settled_at=None)
    return rows.update(settled_at=clock.now())


def _read(said: MissingSaid) -> MissingSaid:
    """In the forms of the register."""
    name = said.name.strip()
    if not name or not (said.document.strip() or said.phone.strip() or _says_where(said)):
        raise MissingUnnamed
    if said.at > clock.now() + TOLERANCE:
        raise MissingTimeAhead
    phone = parse_phone(said.phone).e164 if said.phone.strip() else ""
    return replace(said, name=name, phone=phone, document=_document(said.document.strip()))


def _says_where(said: MissingSaid) -> bool:
    return bool(said.address.strip()) or said.dwelling_id is not None


def _document(typed: str) -> str:
    if not typed:
        return ""
    kinds = documents.recognise(typed) or ["identity_card"]
    return documents.parse(typed, kinds[0]).number


def _found(sought: Sought, said: MissingSaid) -> MissingFound | None:
    """Who is registered, or was reported before under another id."""
    home = registered(sought)
    if home is not None:
        return MissingFound(MissingAnswer.REGISTERED, home.grid.name, _short(home))
    known = reported(sought)
    if known is None or known.pk == said.id:
        return None
    return _told(MissingAnswer.REPORTED_BEFORE, known)


def _short(home: Household) -> str:
    return mask_address(home.address_text)


def _reported(house: Actor, actor: Actor, gate: Checkpoint, said: MissingSaid) -> MissingFound:
    known = named(MissingResident.objects.filter(pk=said.id)).first()
    if known is not None:
        if known.account_id != actor.account_id:
            raise WatchIdTaken
        return _told(MissingAnswer.REPORTED, known)
    grid = _grid_of(house, gate, said)
    row = _row(actor, gate, grid, said)
    row.order = open_order(house, said=_order(gate, grid, said))
    row.save(force_insert=True)
    return _told(MissingAnswer.REPORTED, row)


def _told(answer: MissingAnswer, row: MissingResident) -> MissingFound:
    return MissingFound(answer, row.grid.name, order_number=row.order.number)


def _grid_of(house: Actor, gate: Checkpoint, said: MissingSaid) -> Grid:
    """Where they say they live; where that is not clear, the one grid behind the gate, or the gate's own."""
    if said.dwelling_id is not None:
        rows = Dwelling.objects.select_related("grid").filter(street=gate.street_id)
        door = rows.filter(pk=said.dwelling_id).first()
        if door is None:
            raise NotFound
        return door.grid
    best = read_address(house, gate.grid.street, said.address).best if said.address else None
    if best is not None:
        return best.grid
    behind = list(Grid.objects.filter(pk__among=gate.sides, valid_to=None)[:2])
    return behind[0] if len(behind) == 1 else gate.grid


def _row(actor: Actor, gate: Checkpoint, grid: Grid, said: MissingSaid) -> MissingResident:
    sought = Sought(gate.street_id, said.name, said.document, said.phone)
    row = MissingResident(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        gate=gate,
        at=said.at,
        document_index=sought.document_index,
        phone_index=sought.phone_index,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    move_in = said.move_in.isoformat() if said.move_in else ""
    told = MissingTold(said.name, said.document, said.phone, _address(said), move_in)
    row.set_sealed("said", json.dumps(asdict(told), ensure_ascii=False))
    return row


def _address(said: MissingSaid) -> str:
    if said.address.strip() or said.dwelling_id is None:
        return said.address.strip()
    door = Dwelling.objects.select_related("building__site").get(pk=said.dwelling_id)
    return f"{door.building.site.name}{door.building.name}{door.label}"


def _order(gate: Checkpoint, grid: Grid, said: MissingSaid) -> OrderSaid:
    at = said.at.astimezone(clock.LOCAL)
    none = say("watch.missing.unsaid")
    text = say(
        "watch.missing.order",
        gate=gate.name,
        time=f"{at:%Y-%m-%d %H:%M}",
        name=said.name,
        phone=said.phone or none,
        document=mask_document(said.document) or none,
        address=_address(said) or none,
        move_in=said.move_in.isoformat() if said.move_in else none,
    )
    return OrderSaid(
        id=missing_id(said.id), kind=KIND, grid_id=grid.pk, place=gate.name, text=text, at=said.at
    )


def _note(actor: Actor, gate: Checkpoint, found: MissingFound) -> None:
    """Who asked at a gate whether somebody is registered is on record, whatever they heard."""
    act = WatchAct.MISSING_ANSWERED
    if found.answer is MissingAnswer.REPORTED:
        act = WatchAct.MISSING_REPORTED
    about = About(Checkpoint._meta.db_table, gate.pk, gate.grid_id)
    record(actor, act, about, street=gate.street_id, gate=gate.name, grid=gate.grid.name)


def _note_row(actor: Actor, act: WatchAct, row: MissingResident) -> None:
    about = About(MissingResident._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name)
