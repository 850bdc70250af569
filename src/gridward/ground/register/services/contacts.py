"""Contacts of an organisation: 防控负责人, 测温人, 医护人员, one person a role. A change of one is a change of it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Contact, Organisation
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.rules.entries import at, read_name, read_phone
from gridward.ground.register.services.lines import about, of_organisation
from gridward.ground.register.services.marks import telling
from gridward.ground.register.services.persons import place, turn
from gridward.ground.register.services.premises import present
from gridward.ground.register.services.rebasing.organisations import hanging_on
from gridward.ground.register.terms.entries import ContactFields
from gridward.ground.register.terms.people import ContactRole, RegisterAct
from gridward.kernel.access import Actor


@transaction.atomic
def set_contact(
    actor: Actor, *, organisation_id: UUID, role: ContactRole, name: str, phone: str = ""
) -> Contact:
    """Name who has a role, in place of whoever had it."""
    organisation = present(to_change(actor, Organisation, organisation_id))
    return _changed(actor, organisation, role, ContactFields(name=name, phone=phone))


@transaction.atomic
def change_contact(
    actor: Actor,
    *,
    contact_id: UUID,
    version: int,
    name: str | None = None,
    phone: str | None = None,
) -> Contact:
    """Change what is given; raises Stale."""
    contact = to_change(actor, Contact, contact_id, version)
    organisation = to_change(actor, Organisation, contact.organisation_id)
    given = {"name": name, "phone": phone}
    said = ContactFields(**{k: v for k, v in given.items() if v is not None})  # type: ignore[typeddict-item]
    return _changed(actor, organisation, ContactRole(contact.role), said)


def write_contacts(
    actor: Actor, organisation: Organisation, given: Mapping[ContactRole, ContactFields]
) -> None:
    """The roles that are said, within an act that turns the organisation's version."""
    for role, said in given.items():
        with at("contacts"), at(role):
            _write(actor, organisation, role, said)


def _changed(
    actor: Actor, organisation: Organisation, role: ContactRole, said: ContactFields
) -> Contact:
    before = hanging_on(organisation, {"contacts": {role: said}})
    with telling(RegisterAct.CONTACT_CHANGED, **before):
        contact = _write(actor, organisation, role, said)
        turn(organisation)
    return contact


def _write(
    actor: Actor, organisation: Organisation, role: ContactRole, said: ContactFields
) -> Contact:
    known = Contact.objects.filter(organisation=organisation, role=role).first()
    contact = known or place(Contact(organisation=organisation, role=role), organisation.grid)
    if "name" in said or not contact.name:
        contact.name = read_name(said.get("name", ""))
    if "phone" in said:
        with at("phone"):
            text = said["phone"].strip()
            contact.set_phone(read_phone(text) if text else None)
    contact.version += bool(known)
    contact.save()
    _tell(actor, contact)
    return contact


def _tell(actor: Actor, contact: Contact) -> None:
    record(
        actor,
        RegisterAct.CONTACT_CHANGED,
        about(contact),
        role=f"word.register.contact_role.{contact.role}",
        **of_organisation(contact.organisation),
    )
