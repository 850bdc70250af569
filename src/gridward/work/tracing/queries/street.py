"""What a street knows of some days, for the engine: who passed, lives, works, served and was visited where.

For the job worker, which asks in the house's name: the database then shows all grids of the street. Keys of persons and
places begin with what they are; nobody outside sees them.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from gridward.ground.register.models import (
    Employee,
    Household,
    Organisation,
    Resident,
    ResidentPhone,
    Vehicle,
)
from gridward.ground.rota.models import Shift
from gridward.ground.rota.terms import ShiftState
from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.passages.models import Passage
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind
from gridward.work.rounds.models import Visit
from gridward.work.rounds.terms import VisitOutcome, VisitWay
from gridward.work.tracing.terms import (
    EvidenceKind,
    NamedSaid,
    PersonKind,
    PersonTold,
    PlaceTold,
    Street,
)

BATCH = 2000
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The street and the days that are asked of; both moments belong to it."""

    street: UUID
    since: datetime
    until: datetime

    @property
    def first(self) -> date:
        """The local day of its beginning."""
        return clock.local_date(self.since)

    @property
    def last(self) -> date:
        """The local day of its end."""
        return clock.local_date(self.until)


@dataclass
class _Known:
    """Whom keyed hashes, passes and plates mean."""

    key: bytes
    entries: dict[bytes, set[str]] = field(default_factory=lambda: defaultdict(set))
    passes: dict[UUID, str] = field(default_factory=dict)
    plates: dict[bytes, str] = field(default_factory=dict)

    def learn(self, person: str, document: str, phones: Iterable[str]) -> None:
        """Somebody's numbers."""
        told = [(EntryKind.IDENTITY, document), *((EntryKind.PHONE, one) for one in phones)]
        for kind, typed in told:
            entry = entry_of(self.key, kind, typed.split("转")[0]) if typed else None
            if entry is not None:
                self.entries[entry].add(person)


def resident_key(resident: UUID) -> str:
    """The key of a resident."""
    return f"{PersonKind.RESIDENT}:{resident}"


def case_key(case: UUID) -> str:
    """The key of a case who is no resident."""
    return f"{PersonKind.CASE}:{case}"


def street_told(span: Span, case: tuple[UUID, NamedSaid] | None = None) -> Street:
    """Everything of a street and its days; `case` is somebody who is not registered."""
    street, known = Street(), _Known(gate_key())
    if case is not None:
        key = case_key(case[0])
        street.persons[key] = PersonTold(key, PersonKind.CASE, case[1].name)
        known.learn(key, case[1].document, [case[1].phone])
    _residents(street, known, span)
    _employees(street, known, span)
    members = _members(street, span)
    _passes_and_plates(known, span)
    _passages(street, known, span, members)
    _shifts(street, span, members)
    _visits(street, span, members)
    return street


def _residents(street: Street, known: _Known, span: Span) -> None:
    rows = Resident.objects.filter(Q(left_on=None) | Q(left_on__gte=span.first), street=span.street)
    rows = rows.filter(Q(came_on=None) | Q(came_on__lte=span.last)).select_related("household")
    phones = _phones(span.street)
    doors: dict[UUID, set[UUID]] = defaultdict(set)
    living: list[Resident] = []
    for row in rows.order_by("id").iterator(BATCH):
        key, home = resident_key(row.pk), row.household
        document = row.open_sealed("document") or ""
        own = phones.get(row.pk, [])
        known.learn(key, document, own)
        street.persons[key] = PersonTold(
            *(key, PersonKind.RESIDENT, row.name, own[0] if own else "", home.address_text),
            *(row.grid_id, row.pk, str(home.dwelling_id or home.pk)),
        )
        living.append(row)
        if home.dwelling_id:
            doors[home.dwelling_id].add(home.pk)
    for row in living:
        _lives(street, row, shared=len(doors.get(row.household.dwelling_id or row.pk, ())) > 1)


def _lives(street: Street, row: Resident, *, shared: bool) -> None:
    """In a household; and behind a door that several households share."""
    home, key = row.household, resident_key(row.pk)
    place = _place(street, EvidenceKind.HOUSEHOLD, home.pk, home.address_text)
    begins, ends = _begin(row.came_on), _end(row.left_on)
    street.groups.append((key, place, EvidenceKind.HOUSEHOLD.value, begins, ends))
    if shared and home.dwelling_id:
        place = _place(street, EvidenceKind.DWELLING, home.dwelling_id, home.address_text)
        street.groups.append((key, place, EvidenceKind.DWELLING.value, begins, ends))


def _phones(street: UUID) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in ResidentPhone.objects.filter(street=street).order_by("id").iterator(BATCH):
        if phone := row.open_sealed("phone"):
            found[row.resident_id].append(phone)
    return found


def _employees(street: Street, known: _Known, span: Span) -> None:
    """People of units; of large ones the unit is told instead."""
    rows = Employee.objects.filter(Q(left_on=None) | Q(left_on__gte=span.first), street=span.street)
    names = dict(Organisation.objects.filter(street=span.street).values_list("id", "name"))
    for row in rows.order_by("id").iterator(BATCH):
        key = resident_key(row.resident_id) if row.resident_id else ""
        if key not in street.persons:
            key = f"{PersonKind.EMPLOYEE}:{row.pk}"
            phone = row.open_sealed("phone") or ""
            known.learn(key, row.open_sealed("document") or "", [phone])
            told = (row.name, phone, row.address_text or names.get(row.organisation_id, ""))
            street.persons[key] = PersonTold(
                key, PersonKind.EMPLOYEE, *told, grid=row.grid_id, row=row.pk
            )
        name = names.get(row.organisation_id, "")
        place = _place(street, EvidenceKind.ORGANISATION, row.organisation_id, name)
        kind = EvidenceKind.ORGANISATION.value
        street.groups.append((key, place, kind, None, _end(row.left_on)))


def without_large(street: Street, largest: int) -> Street:
    """The same street, units with more people than that left out of the groups and told in `large`."""
    unit = EvidenceKind.ORGANISATION.value
    sizes = Counter(group for _, group, kind, _, _ in street.groups if kind == unit)
    large = {group: many for group, many in sizes.items() if many > largest}
    street.groups[:] = [one for one in street.groups if one[1] not in large]
    street.large.extend(sorted((street.places[group].name, many) for group, many in large.items()))
    return street


def _members(street: Street, span: Span) -> Mapping[UUID, str]:
    """The keys of people of the service; who is a resident too, by name and telephone, is that resident."""
    rows = list(Member.objects.filter(street=span.street))
    indexes = [row.phone_index for row in rows if row.phone_index]
    also = ResidentPhone.objects.filter(phone_index__in=indexes, street=span.street)
    residents = {
        (bytes(index), name): resident_key(pk)
        for index, name, pk in also.values_list("phone_index", "resident__name", "resident_id")
    }
    found: dict[UUID, str] = {}
    for row in rows:
        key = residents.get((bytes(row.phone_index), row.name)) if row.phone_index else None
        if key is None or key not in street.persons:
            key = f"{PersonKind.MEMBER}:{row.pk}"
            phone = row.open_sealed("phone") or ""
            street.persons[key] = PersonTold(key, PersonKind.MEMBER, row.name, phone, row=row.pk)
        found[row.pk] = key
    return found


def _passes_and_plates(known: _Known, span: Span) -> None:
    rows = Pass.objects.filter(street=span.street, resident__isnull=False)
    for pk, resident in rows.values_list("id", "resident_id"):
        known.passes[pk] = resident_key(resident)
    cars = Vehicle.objects.filter(street=span.street, resident__isnull=False)
    for plate, owner in cars.values_list("plate", "resident_id"):
        entry = entry_of(known.key, EntryKind.PLATE, plate)
        if entry is not None:
            known.plates[entry] = resident_key(owner)


def _passages(street: Street, known: _Known, span: Span, members: Mapping[UUID, str]) -> None:
    """Who came to a gate, and who kept it at that moment."""
    gates = dict(Checkpoint.objects.filter(street=span.street).values_list("id", "name"))
    rows = Passage.objects.filter(
        street=span.street,
        day__gte=span.first,
        day__lte=span.last,
        at__gte=span.since,
        at__lte=span.until,
    )
    for row in rows.order_by("at", "id").iterator(BATCH):
        place = _place(street, EvidenceKind.GATE, row.gate_id, gates.get(row.gate_id, ""))
        who = {one for one in _passed(street, known, row) if one in street.persons}
        if row.keeper_id is not None and row.keeper_id in members:
            who.add(members[row.keeper_id])
        street.passages.extend((one, place, row.at) for one in sorted(who))


def _passed(street: Street, known: _Known, row: Passage) -> Iterator[str]:
    """Whom a passage means: by pass, number or telephone, plate; else whoever has that number, known or not."""
    found = [known.passes[row.pass_id]] if row.pass_id in known.passes else []
    person = bytes(row.person) if row.person else None
    found += sorted(known.entries.get(person, ())) if person else []
    plate = bytes(row.plate) if row.plate else None
    found += [known.plates[plate]] if plate in known.plates else []
    if found:
        yield from found
        return
    told = json.loads(row.open_sealed("words") or "{}") if row.words else {}
    name, phone = told.get("name") or "", told.get("phone") or ""
    entry = person or (entry_of(known.key, EntryKind.PHONE, phone) if phone else None)
    if entry is None:
        return
    if entry in known.entries:
        yield from sorted(known.entries[entry])
        return
    key = f"{PersonKind.UNKNOWN}:{entry.hex()}"
    before = street.persons.get(key)
    if before is None or (name and not before.name):
        street.persons[key] = PersonTold(key, PersonKind.UNKNOWN, name, phone, grid=row.grid_id)
    yield key


def _shifts(street: Street, span: Span, members: Mapping[UUID, str]) -> None:
    rows = Shift.objects.filter(
        place__street=span.street,
        member__isnull=False,
        state=ShiftState.PLANNED,
        begins_at__lte=span.until,
        ends_at__gte=span.since,
    )
    for row in rows.select_related("place").order_by("begins_at", "id"):
        key = members.get(row.member_id) if row.member_id else None
        if key is not None:
            place = _place(street, EvidenceKind.SHIFT, row.place_id, row.place.name)
            street.stays.append((key, place, row.begins_at, row.ends_at))


def _visits(street: Street, span: Span, members: Mapping[UUID, str]) -> None:
    """Who went from door to door met the household that answered."""
    rows = Visit.objects.filter(
        street=span.street,
        outcome=VisitOutcome.MET,
        way__in=(VisitWay.IN_PERSON, VisitWay.PAPER),
        household_id__isnull=False,
        at__gte=span.since,
        at__lte=span.until,
    )
    visits = list(rows.values_list("household_id", "member_id", "at").order_by("at", "id"))
    homes = Household.objects.filter(pk__in={one[0] for one in visits})
    names = dict(homes.values_list("id", "address_text"))
    inside: dict[str, list[str]] = defaultdict(list)
    for person, group, kind, _, _ in street.groups:
        if kind == EvidenceKind.HOUSEHOLD:
            inside[group].append(person)
    for household, member, at in visits:
        if household is None or member is None or member not in members:
            continue
        home = _key(EvidenceKind.HOUSEHOLD, household)
        place = _place(street, EvidenceKind.VISIT, household, names.get(household, ""))
        met = {members[member], *inside[home]}
        street.passages.extend((one, place, at) for one in sorted(met))


def _key(kind: EvidenceKind, row: UUID) -> str:
    return f"{kind}:{row}"


def _place(street: Street, kind: EvidenceKind, row: UUID, name: str) -> str:
    key = _key(kind, row)
    street.places.setdefault(key, PlaceTold(key, kind, name))
    return key


def _begin(day: date | None) -> datetime | None:
    return clock.midnight(day) if day else None


def _end(day: date | None) -> datetime | None:
    """The last moment of a day."""
    return datetime.combine(day, time.max, clock.LOCAL) if day else None
