"""Contacts of an organisation: 防控负责人, 测温人, 医护人员, one person a role."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Contact, Organisation
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.rules.entries import at, read_name, read_phone
from gridward.ground.register.services.lines import about, of_organisation
from gridward.ground.register.services.organisations import present
from gridward.ground.register.services.persons import place
from gridward.ground.register.terms.people import ContactRole, RegisterAct
from gridward.kernel.access import Actor


@transaction.atomic
def set_contact(
    actor: Actor, *, organisation_id: UUID, role: ContactRole, name: str, phone: str = ""
) -> Contact:
    """Name who has a role, in place of whoever had it."""
    organisation = present(to_change(actor, Organisation, organisation_id))
    known = Contact.objects.filter(organisation=organisation, role=role).first()
    contact = known or place(Contact(organisation=organisation, role=role), organisation.grid)
    if known:
        contact.version += 1
    _write(contact, name=name, phone=phone)
    contact.save()
    _tell(actor, contact)
    return contact


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
    _write(contact, name=name, phone=phone)
    contact.version += 1
    contact.save()
    _tell(actor, contact)
    return contact


def _write(contact: Contact, *, name: str | None, phone: str | None) -> None:
    if name is not None:
        contact.name = read_name(name)
    if phone is not None:
        with at("phone"):
            contact.set_phone(read_phone(phone) if phone.strip() else None)


def _tell(actor: Actor, contact: Contact) -> None:
    record(
        actor,
        RegisterAct.CONTACT_CHANGED,
        about(contact),
        role=f"word.register.contact_role.{contact.role}",
        **of_organisation(contact.organisation),
    )
