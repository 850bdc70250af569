"""The one search box: names, phones, documents, addresses, organisations and plates.

Each kind is asked only for what the query can mean for it, and answers at most 20 hits, the best
first: the whole name, then its beginning, then the rest by pinyin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet, Value

from gridward.ground.register.models import (
    Contact,
    Employee,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.register.models.people import Reachable
from gridward.ground.register.rules.entries import LOCAL_AREA_CODE
from gridward.ground.register.rules.searching import (
    TAIL,
    Wanted,
    plate_pieces,
    read_address,
    read_query,
)
from gridward.kernel.access import Actor, Permission
from gridward.kernel.compiled import Compiled, Stored
from gridward.kernel.crypto.vault import vault
from gridward.kernel.masking import mask_phone, mask_plate

HitKind = Literal["resident", "household", "organisation", "employee"]
Why = Literal["name", "phone", "document", "address", "plate", "credit_code", "contact"]
MOST = 20
Grids = list[UUID]


@dataclass(frozen=True)
class Hit:
    """A row that answers the query; `opens` is the household or organisation whose page shows it.

    `subtitle` is masked: an address, an employer, the tail of a phone. `why` says what fitted.
    """

    kind: HitKind
    id: UUID
    title: str
    subtitle: str
    grid_id: UUID
    grid_name: str
    opens: UUID
    why: Why


def search(actor: Actor, text: str) -> list[Hit]:
    """Hits of all kinds at the actor's grids, residents first."""
    wanted = read_query(text, LOCAL_AREA_CODE)
    grids = list(actor.grids(Permission.REGISTER_READ))
    plates = _plates(grids, wanted)
    kinds = (
        _residents(grids, wanted, plates),
        _households(grids, wanted),
        _organisations(grids, wanted, plates),
        _employees(grids, wanted),
    )
    return [hit for hits in kinds for hit in islice(_each_once(hits), MOST)]


class _Kind:
    """A kind of hit: its table, which rows are of today, and the columns that a hit tells of them."""

    def __init__(
        self, kind: HitKind, model: type[Model], present: dict[str, None], *told: str | Value
    ) -> None:
        title, subtitle, opens = told
        self.kind = kind
        self.model = model
        self._present = present
        self._told = ("id", title, subtitle, "grid_id", "grid__name", opens)
        self.by_id = self.asked("pk", most=None)

    def asked(
        self,
        key: str,
        model: type[Model] | None = None,
        owner: str = "",
        *,
        also: tuple[str, ...] = (),
        order: tuple[str, ...] = (),
        most: int | None = MOST,
    ) -> Compiled:
        """The question for rows at grids (first value) whose `key` is among values (second): `also`, then what is told.

        They are rows of the kind, or of another `model` that points to it by `owner`.
        """
        before = f"{owner}__" if owner else ""

        def write(grids: Grids, values: list[Any]) -> QuerySet[Any, Stored]:
            today: dict[str, Any] = {f"{before}{name}": one for name, one in self._present.items()}
            if owner:
                today[f"{owner}__isnull"] = False
            rows = (model or self.model)._default_manager.filter(
                grid_id__among=grids, **{f"{key}__among": values}, **today
            )
            return rows.order_by(*order).values_list(*also, *self._columns(before))[:most]

        return Compiled(write, list, list)

    def hit(self, row: Stored, why: Why, shown: str = "") -> Hit:
        """A hit from what was told of a row."""
        pk, title, subtitle, grid_id, grid_name, opens = row
        below = " · ".join(filter(None, (subtitle, shown)))
        return Hit(self.kind, pk, title, below, grid_id, grid_name, opens, why)

    def found(self, way: str, wanted: list[str], text: str, grids: Grids) -> Iterator[Stored]:
        """What is told of the rows that the database finds in one of its own ways, in its order."""
        ids = _found(self.model, way, wanted, text, grids)
        told = {row[0]: row for row in self.by_id.ask(grids, ids)} if ids else {}
        return (told[one] for one in ids if one in told)

    def named(self, grids: Grids, wanted: Wanted) -> Iterator[Hit]:
        """By the pieces of the name: the whole name first, then its beginning, then by pinyin."""
        if wanted.grams:
            for row in self.found("named", list(wanted.grams), wanted.text, grids):
                yield self.hit(row, "name")

    def at_address(self, grids: Grids, wanted: Wanted) -> Iterator[Hit]:
        """By words of the address, in their order."""
        address = read_address(wanted.address)
        if address.entries:
            for row in self.found("at", list(address.entries), address.pattern, grids):
                yield self.hit(row, "address")

    def _columns(self, before: str = "") -> list[str | Value]:
        return [f"{before}{one}" if isinstance(one, str) else one for one in self._told]


class _Phones:
    """The ways to a kind of hit by a phone number, kept in the rows of `model`; `shows` tells its last digits."""

    def __init__(
        self, kind: _Kind, model: type[Reachable], owner: str, why: Why, *, shows: bool = False
    ) -> None:
        self._kind, self._model, self._why, self._shows = kind, model, why, shows
        also = ("id", "phone")
        self._whole = kind.asked("phone_index", model, owner, also=also, most=2 * MOST)
        self._tail = kind.asked("phone_tail_index", model, owner, also=also, most=2 * MOST)
        self._longer_tail = kind.asked("phone_tail_index", model, owner, also=also, most=None)

    def hits(self, grids: Grids, wanted: Wanted) -> Iterator[Hit]:
        """Of the whole number, then of numbers that end with the digits (more than four are compared after opening)."""
        if wanted.phone:
            for row in self._whole.ask(grids, [vault.index("phone", wanted.phone)]):
                yield self._hit(row)
        if wanted.tail:
            is_longer = len(wanted.tail) > TAIL
            question = self._longer_tail if is_longer else self._tail
            for row in question.ask(grids, [vault.index("phone_tail", wanted.tail[-TAIL:])]):
                if not is_longer or self._number(row).partition("转")[0].endswith(wanted.tail):
                    yield self._hit(row)

    def _hit(self, row: Stored) -> Hit:
        shown = mask_phone(self._number(row)) if self._shows else ""
        return self._kind.hit(row[2:], self._why, shown)

    def _number(self, row: Stored) -> str:
        return self._model.open_stored("phone", *row[:2]) or ""


_RESIDENTS = _Kind(
    *("resident", Resident, {"left_on": None}),
    *("name", "household__address_text", "household_id"),
)
_HOUSEHOLDS = _Kind(
    *("household", Household, {"merged_into": None}),
    *("address_text", Value(""), "id"),
)
_ORGANISATIONS = _Kind(
    *("organisation", Organisation, {"closed_on": None}),
    *("name", "address_text", "id"),
)
_EMPLOYEES = _Kind(
    *("employee", Employee, {"left_on": None, "organisation__closed_on": None}),
    *("name", "organisation__name", "organisation_id"),
)
_RESIDENT_BY_DOCUMENT = _RESIDENTS.asked("document_index")
_EMPLOYEE_BY_DOCUMENT = _EMPLOYEES.asked("document_index")
_RESIDENT_PHONES = _Phones(_RESIDENTS, ResidentPhone, "resident", "phone", shows=True)
_ORGANISATION_PHONES = _Phones(_ORGANISATIONS, Organisation, "", "phone")
_CONTACT_PHONES = _Phones(_ORGANISATIONS, Contact, "organisation", "contact")
_EMPLOYEE_PHONES = _Phones(_EMPLOYEES, Employee, "", "phone")
_BY_CREDIT_CODE = _ORGANISATIONS.asked("credit_code")
_KEEPERS: dict[tuple[str, str], Compiled] = {
    (kind.kind, key): kind.asked(
        *(key, Vehicle, kind.kind), also=("plate",), order=("plate", "id"), most=2 * MOST
    )
    for kind in (_RESIDENTS, _ORGANISATIONS)
    for key in ("plate", "pk")
}


def _residents(grids: Grids, wanted: Wanted, plates: "_Plates") -> Iterator[Hit]:
    if wanted.documents:
        for row in _RESIDENT_BY_DOCUMENT.ask(grids, _indexes(wanted)):
            yield _RESIDENTS.hit(row, "document")
    yield from _RESIDENT_PHONES.hits(grids, wanted)
    for plate, *told in plates.of("resident"):
        yield _RESIDENTS.hit(tuple(told), "plate", mask_plate(plate))
    yield from _RESIDENTS.named(grids, wanted)


def _households(grids: Grids, wanted: Wanted) -> Iterator[Hit]:
    yield from _HOUSEHOLDS.at_address(grids, wanted)


def _organisations(grids: Grids, wanted: Wanted, plates: "_Plates") -> Iterator[Hit]:
    if wanted.credit_code:
        for row in _BY_CREDIT_CODE.ask(grids, [wanted.credit_code]):
            yield _ORGANISATIONS.hit(row, "credit_code")
    yield from _ORGANISATION_PHONES.hits(grids, wanted)
    yield from _CONTACT_PHONES.hits(grids, wanted)
    for _, *told in plates.of("organisation"):
        yield _ORGANISATIONS.hit(tuple(told), "plate")
    yield from _ORGANISATIONS.named(grids, wanted)
    yield from _ORGANISATIONS.at_address(grids, wanted)


def _employees(grids: Grids, wanted: Wanted) -> Iterator[Hit]:
    if wanted.documents:
        for row in _EMPLOYEE_BY_DOCUMENT.ask(grids, _indexes(wanted)):
            yield _EMPLOYEES.hit(row, "document")
    yield from _EMPLOYEE_PHONES.hits(grids, wanted)
    yield from _EMPLOYEES.named(grids, wanted)


def _indexes(wanted: Wanted) -> list[bytes]:
    index = vault.indexer("document")
    return [index(number) for number in wanted.documents]


@dataclass(frozen=True)
class _Plates:
    """The vehicles that a whole plate or a part of one means: plates, or ids of rows."""

    grids: Grids
    key: str
    values: list[Any]

    def of(self, keeper: Literal["resident", "organisation"]) -> list[Stored]:
        """Plate, and what is told of the keeper of each."""
        return _KEEPERS[keeper, self.key].ask(self.grids, self.values) if self.values else []


def _plates(grids: Grids, wanted: Wanted) -> _Plates:
    if wanted.plate:
        return _Plates(grids, "plate", [wanted.plate])
    part = wanted.plate_part
    ids = _found(Vehicle, "with", plate_pieces(part), part, grids, 2 * MOST) if part else []
    return _Plates(grids, "pk", ids)


def _found(
    model: type[Model], way: str, wanted: list[str], text: str, grids: Grids, most: int = MOST
) -> list[UUID]:
    """The ids that a function of the table finds at the grids, in its order (migrations 0005 and 0009)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {model._meta.db_table}_{way}(%s, %s, %s, %s)", [wanted, text, grids, most]
        )
        return [row[0] for row in cursor.fetchall()]


def _each_once(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[UUID] = set()
    for hit in hits:
        if hit.id not in seen:
            seen.add(hit.id)
            yield hit
