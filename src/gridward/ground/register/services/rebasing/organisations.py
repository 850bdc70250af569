"""Organisations with their contacts and measures, and employees: changes that began at an older version.

A contact is one thing, its name with its number: the name of one person beside the number of another would be nobody.
"""

from collections.abc import Mapping, Sequence
from copy import copy as twin
from typing import Any, cast
from uuid import UUID

from gridward.ground.register.models import (
    Contact,
    Employee,
    EmployeeSituation,
    Organisation,
    OrganisationSituation,
    Vehicle,
)
from gridward.ground.register.queries.states import State
from gridward.ground.register.rules.entries import at, read_name, read_phone, read_plates
from gridward.ground.register.services.persons import write_employee
from gridward.ground.register.services.premises import moves, put, write
from gridward.ground.register.services.rebasing.merged import (
    PERSON,
    Decided,
    Values,
    began_at,
    beside,
    left_over,
    place_text,
    told_before,
)
from gridward.ground.register.terms.entries import (
    HEALTH,
    MEASURES_TAKEN,
    ORGANISATION_PLACE,
    ContactFields,
    EmployeeEntry,
    OrganisationEntry,
)
from gridward.ground.register.terms.people import ContactRole, KeyPerson
from gridward.kernel.access import Actor, Permission

_HEAD = (
    *("kind", "name", "legal_representative", "credit_code", "industry", "trading", "note"),
    *("longitude", "latitude"),
)
_NO_MEASURES: Values = {"resumption_filed": None, "measures": ()}
_NO_HEALTH: Values = {"fever": None, "key_person": KeyPerson.NONE}


def hanging_on(organisation: Organisation, given: OrganisationEntry) -> dict[str, Any]:
    """What an act that changes them leaves word of: plates, that no measures were there, roles that nobody had."""
    return {
        "plates": _plates(organisation.pk) if "plates" in given else None,
        "unsaid": True if given.get("situation") and not _measures_of(organisation.pk) else None,
        "fresh": [role for role in given.get("contacts", {}) if not _contact(organisation.pk, role)]
        or None,
    }


def rebase_organisation(
    actor: Actor,
    organisation: Organisation,
    version: int,
    given: OrganisationEntry,
    decided: Decided | None = None,
) -> OrganisationEntry:
    """What of an entry is left to write over the present state. Raises ChangedMeanwhile, Stale."""
    states = began_at(organisation, version)
    knows = actor.may(Permission.SITUATION_READ, organisation.grid_id)
    before = _head(states[0].row) | _beside_before(organisation.pk, states)
    theirs = _head(organisation) | _beside_now(organisation.pk)
    mine = before | _head(_with(actor, states[0].row, given)) | _beside_given(given, before, knows)
    values = left_over(organisation, states, (before, mine, theirs), decided)
    return _left_to_write(given, values)


def rebase_employee(
    actor: Actor,
    employee: Employee,
    version: int,
    given: EmployeeEntry,
    decided: Decided | None = None,
) -> EmployeeEntry:
    """As `rebase_organisation`, of an employee."""
    states = began_at(employee, version)
    wanted = {"employee_id": employee.pk}
    old = beside(EmployeeSituation, wanted, states, lambda state: bool(state.word("unsaid")))
    before = _person(states[0].row) | _health(old)
    theirs = _person(employee) | _health(EmployeeSituation.objects.filter(**wanted).first())
    typed = twin(states[0].row)
    write_employee(typed, given)
    mine = before | _person(typed)
    if actor.may(Permission.SITUATION_READ, employee.grid_id):
        mine |= _named(given.get("situation") or {}, HEALTH)
    values = left_over(employee, states, (before, mine, theirs), decided)
    said = cast(dict[str, Any], given)
    left = _named(said, values)
    if "document" in left:
        left |= _named(said, ("document_kind",))
    if situation := _named(values, HEALTH):
        left["situation"] = situation
    return cast(EmployeeEntry, left)


def _head(row: Organisation) -> Values:
    plain = {name: getattr(row, name) for name in _HEAD}
    return {**plain, "phone": row.open_sealed("phone") or "", "place": place_text(row)}


def _person(row: Employee) -> Values:
    plain = {name: getattr(row, name) for name in (*PERSON, "address_text")}
    return {**plain, **{name: row.open_sealed(name) or "" for name in ("document", "phone")}}


def _with(actor: Actor, row: Organisation, given: OrganisationEntry) -> Organisation:
    mine = twin(row)
    if moves(given):
        put(actor, mine, given)
    write(mine, given)
    return mine


def _beside_now(organisation: UUID) -> Values:
    return {
        "plates": tuple(_plates(organisation)),
        **_taken(_measures_of(organisation)),
        **{role: _contact_text(_contact(organisation, role)) for role in ContactRole},
    }


def _beside_before(organisation: UUID, states: Sequence[State[Any]]) -> Values:
    wanted = {"organisation_id": organisation}
    taken = beside(OrganisationSituation, wanted, states, lambda state: bool(state.word("unsaid")))
    return {
        "plates": told_before(states, "plates", _plates(organisation)),
        **_taken(taken),
        **{
            role: _contact_text(_contact_before(organisation, role, states)) for role in ContactRole
        },
    }


def _contact_before(
    organisation: UUID, role: ContactRole, states: Sequence[State[Any]]
) -> Contact | None:
    wanted = {"organisation_id": organisation, "role": role}
    return beside(Contact, wanted, states, lambda state: role in (state.word("fresh") or ()))


def _beside_given(given: OrganisationEntry, before: Values, knows: bool) -> Values:
    mine: Values = {}
    if "plates" in given:
        mine["plates"] = tuple(read_plates(given["plates"]))
    if knows and (said := given.get("situation")):
        mine |= _named(said, MEASURES_TAKEN)
        if "measures" in said:
            mine["measures"] = tuple(said["measures"])
    for role, contact in given.get("contacts", {}).items():
        mine[role] = _contact_given(role, contact, str(before[role] or ""))
    return mine


def _contact_given(role: ContactRole, said: ContactFields, before: str) -> str:
    name, _, phone = before.partition("\x1f")
    with at("contacts"), at(role):
        name = read_name(said.get("name", name))
        if "phone" in said:
            with at("phone"):
                text = said["phone"].strip()
                shown = Contact()
                shown.set_phone(read_phone(text) if text else None)
                phone = shown.open_sealed("phone") or ""
    return f"{name}\x1f{phone}"


def _contact_text(row: Contact | None) -> str:
    return f"{row.name}\x1f{row.open_sealed('phone') or ''}" if row else ""


def _contact(organisation: UUID, role: ContactRole) -> Contact | None:
    return Contact.objects.filter(organisation_id=organisation, role=role).first()


def _plates(organisation: UUID) -> list[str]:
    rows = Vehicle.objects.filter(organisation_id=organisation).order_by("created_at", "id")
    return list(rows.values_list("plate", flat=True))


def _measures_of(organisation: UUID) -> OrganisationSituation | None:
    return OrganisationSituation.objects.filter(organisation_id=organisation).first()


def _taken(row: OrganisationSituation | None) -> Values:
    if row is None:
        return dict(_NO_MEASURES)
    return {"resumption_filed": row.resumption_filed, "measures": tuple(row.measures)}


def _health(row: EmployeeSituation | None) -> Values:
    return {name: getattr(row, name) for name in HEALTH} if row else dict(_NO_HEALTH)


def _named(said: Mapping[str, Any], names: Any) -> dict[str, Any]:
    return {name: said[name] for name in said if name in names}


def _left_to_write(given: OrganisationEntry, values: Mapping[str, Any]) -> OrganisationEntry:
    said = cast(dict[str, Any], given)
    names = {*values, *(ORGANISATION_PLACE if "place" in values else ())}
    left = _named(said, names)
    if "plates" in left:
        left["plates"] = list(values["plates"])
    if contacts := _named(said.get("contacts", {}), values):
        left["contacts"] = contacts
    if situation := _named(values, MEASURES_TAKEN):
        left["situation"] = situation
    return cast(OrganisationEntry, left)
