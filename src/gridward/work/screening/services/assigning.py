"""Rows become tasks: one open task a person, however many rows; each with a work order at the person's grid.

All of it is done by the house, in `beyond`: who keeps a list of one community may name somebody of another, and the one
who verifies them there is told, not the one who asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID
from zlib import crc32

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ages import age_on
from gridward.kernel.bulk import insert_rows, update_rows
from gridward.kernel.ids import new_id
from gridward.kernel.locks import each_at_a_time
from gridward.kernel.texts import DEFAULT_LANGUAGE, say
from gridward.work.screening.models import (
    PushList,
    PushListRow,
    VerificationContact,
    VerificationTask,
)
from gridward.work.screening.queries.lists import OF_AGE, RowTold, told_of
from gridward.work.screening.queries.tasks import contact_said, contacts_before
from gridward.work.screening.queries.tasks import told_of as told_of_task
from gridward.work.screening.rules.kinds import kind_on
from gridward.work.screening.terms import KIND_OF_CHECK, ListRowState
from gridward.work.workorders.models import Order
from gridward.work.workorders.services.opening import OpenSome, opening_together
from gridward.work.workorders.services.settling import note_orders
from gridward.work.workorders.terms import OrderLink, OrderSaid

LOCKS: Final = 256


@dataclass(frozen=True)
class Meant:
    """Whom a row means: somebody of the register, or somebody the register does not have, at a grid."""

    key: str
    grid: Grid
    resident: Resident | None = None

    @classmethod
    def registered(cls, resident: Resident) -> "Meant":
        """A resident, read with grid and household."""
        return cls(registered_key(resident.pk), resident.grid, resident)

    @classmethod
    def unregistered(cls, row: PushListRow, grid: Grid) -> "Meant":
        """Somebody whom a grid is asked to look for."""
        return cls(unregistered_key(row.row_key), grid)


def registered_key(resident_id: UUID) -> str:
    """The key of somebody of the register."""
    return f"r{resident_id.hex}"


def unregistered_key(row_key: bytes) -> str:
    """The key of somebody whom the register does not have, from that of their row."""
    return f"k{bytes(row_key).hex()}"


Wanted = Sequence[tuple[PushListRow, Meant]]


def assign(house: Actor, pushed: PushList, row: PushListRow, meant: Meant) -> None:
    """The row waits for the outcome of the person's task, which is opened where there is none. The row is not saved."""
    hold_persons(pushed.street_id, [meant.key])
    with opening_together(house) as open_orders:
        assign_some(house, pushed, [(row, meant)], open_orders)


def hold_persons(street_id: UUID, keys: Iterable[str]) -> None:
    """Until the transaction ends nobody else opens tasks for persons with these keys: before the first is assigned.

    Persons share `LOCKS` locks, since PostgreSQL has room for some thousands in all.
    """
    shared = {crc32(key.encode()) % LOCKS for key in keys}
    each_at_a_time("screening.person", [f"{street_id}/{one}" for one in shared])


def assign_some(house: Actor, pushed: PushList, wanted: Wanted, open_orders: OpenSome) -> None:
    """Rows of a list wait for the tasks of their persons, who are held: those that are open are told of the list once,
    the others are opened together. The rows are not saved.
    """
    firsts = {meant.key: (row, meant) for row, meant in reversed(wanted)}
    tasks = _open_tasks(pushed, firsts.keys())
    told = _told_already(pushed, [one.pk for one in tasks.values()])
    _join(
        house, pushed, {task: firsts[key][0] for key, task in tasks.items() if task.pk not in told}
    )
    new = [one for key, one in firsts.items() if key not in tasks]
    tasks |= {one.person_key: one for one in _opened(pushed, new, open_orders)}
    for row, meant in wanted:
        row.state, row.task = ListRowState.ASSIGNED, tasks[meant.key]
        row.resident_id = meant.resident.pk if meant.resident else None


def _open_tasks(pushed: PushList, keys: Collection[str]) -> dict[str, VerificationTask]:
    rows = VerificationTask.objects.filter(street=pushed.street_id, settled_at=None)
    found = rows.filter(person_key__among=keys).select_for_update(of=("self",)).order_by("id")
    return {one.person_key: one for one in found}


def residents_of(ids: Collection[UUID]) -> Mapping[UUID, Resident]:
    """Residents with their grid and household, by id."""
    rows = Resident.objects.filter(pk__among=ids).select_related("grid", "household")
    return {one.pk: one for one in rows.defer("grid__boundary", "grid__bounds")}


def _told_already(pushed: PushList, tasks: Collection[UUID]) -> set[UUID | None]:
    """Those of some tasks for which rows of this list wait."""
    rows = PushListRow.objects.filter(pushed=pushed, task_id__among=tasks)
    return set(rows.values_list("task_id", flat=True))


def _opened(pushed: PushList, wanted: Wanted, open_orders: OpenSome) -> list[VerificationTask]:
    """New tasks with their orders."""
    if not wanted:
        return []
    phones = _phones_of([meant.resident.pk for _, meant in wanted if meant.resident])
    before = contacts_before(pushed.street_id, [meant.key for _, meant in wanted], clock.now())
    whole = [(meant, _whole(told_of(row), meant.resident, phones)) for row, meant in wanted]
    said = [_order(pushed, meant, told, before.get(meant.key, ())) for meant, told in whole]
    tasks = [
        _task(pushed, meant, told, order)
        for (meant, told), order in zip(whole, open_orders(said), strict=True)
    ]
    insert_rows(tasks)
    return tasks


def _order(
    pushed: PushList, meant: Meant, told: RowTold, before: Sequence[VerificationContact]
) -> OrderSaid:
    kind = kind_on(pushed.kind, clock.local_date(pushed.received_at))
    here = meant.resident is not None and meant.resident.grid_id == meant.grid.pk
    return OrderSaid(
        id=new_id(),
        kind=KIND_OF_CHECK[kind.urgent],
        grid_id=meant.grid.pk,
        place=told.address[:80],
        text="\n".join([_whom(told, meant.resident), _why(pushed), *_contacted(before), _how()]),
        links={OrderLink.RESIDENT: meant.resident.pk} if meant.resident and here else {},
        handle_by=pushed.deadline if pushed.deadline > clock.now() else None,
    )


def _task(pushed: PushList, meant: Meant, told: RowTold, order: Order) -> VerificationTask:
    now = clock.now()
    task = VerificationTask(
        id=order.pk,
        street_id=pushed.street_id,
        grid=meant.grid,
        person_key=meant.key,
        resident=meant.resident,
        order=order,
        deadline=pushed.deadline,
        created_at=now,
        updated_at=now,
    )
    task.set_sealed("said", told.sealed())
    return task


def _join(house: Actor, pushed: PushList, rows: Mapping[VerificationTask, PushListRow]) -> None:
    """Persons stand on one list more: their orders say so, and its numbers are beside those that were known."""
    texts = {}
    for task, row in rows.items():
        known, more = told_of_task(task), told_of(row)
        phones = tuple(dict.fromkeys([*known.phones, *more.phones]))
        task.set_sealed("said", replace(known, phones=phones).sealed())
        task.deadline = min(task.deadline, pushed.deadline)
        task.version += 1
        added = [one for one in phones if one not in known.phones]
        lines = [say("screening.order.also", DEFAULT_LANGUAGE, list=_why(pushed))]
        if added:
            lines.append(say("screening.order.more_phones", phones=_spoken(added)))
        texts[task.order_id] = "\n".join(lines)
    update_rows(list(rows), unchanged=("created_at",))
    note_orders(house, texts)


def _phones_of(residents: Collection[UUID]) -> Mapping[UUID, list[str]]:
    """The numbers that the register knows of residents, without extensions."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for one in ResidentPhone.objects.filter(resident_id__among=residents).order_by("id"):
        found[one.resident_id].append((one.open_sealed("phone") or "").partition("转")[0])
    return found


def _whole(
    told: RowTold, resident: Resident | None, phones: Mapping[UUID, Sequence[str]]
) -> RowTold:
    """What the row says beside what the register knows: numbers of both, the address of the register first."""
    if resident is None:
        return told
    known = phones.get(resident.pk, ())
    birth = resident.birth_date.isoformat() if resident.birth_date else told.birth
    return replace(
        told,
        name=resident.name,
        phones=tuple(dict.fromkeys([*told.phones, *filter(None, known)])),
        address=resident.household.address_text or told.address,
        birth=birth,
    )


def _whom(told: RowTold, resident: Resident | None) -> str:
    birth = date.fromisoformat(told.birth) if told.birth else None
    age = age_on(birth, clock.today()) if birth else None
    none = say("screening.order.unsaid")
    words = {
        "name": told.name,
        "phones": _spoken(told.phones) or none,
        "address": told.address or none,
        "age": say("screening.order.age", years=age) if age is not None else "",
    }
    lines = [say("screening.order.whom", **words)]
    if age is not None and age < OF_AGE:
        lines.append(say("screening.order.minor"))
    if resident is None:
        lines.append(say("screening.order.unregistered"))
    return "\n".join(lines)


def _why(pushed: PushList) -> str:
    local = pushed.deadline.astimezone(clock.LOCAL)
    kind = kind_on(pushed.kind, clock.local_date(pushed.received_at))
    paper = say("screening.order.paper", paper=pushed.paper_no) if pushed.paper_no else ""
    return say(
        "screening.order.why",
        sender=pushed.sender,
        paper=paper,
        kind=kind.title[DEFAULT_LANGUAGE],
        purpose=pushed.purpose,
        until=f"{local:%m-%d %H:%M}",
    )


def _contacted(before: Sequence[VerificationContact]) -> list[str]:
    """Who called them before, for whatever list: shown before somebody dials again."""
    lines = [
        say(
            "screening.order.contact",
            at=f"{one.at.astimezone(clock.LOCAL):%m-%d %H:%M}",
            what=contact_said(one, one.open_sealed("text") or ""),
            by=one.account_name,
        )
        for one in before[:5]
    ]
    return [say("screening.order.before"), *lines] if lines else []


def _how() -> str:
    return say("screening.order.how")


def _spoken(phones: Sequence[str]) -> str:
    """Numbers as people here dial them."""
    return "、".join(one.removeprefix("+86") for one in phones)
