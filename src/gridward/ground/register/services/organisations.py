"""Organisations: entered with the columns of Annex 4, changed, closed."""

from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Conflict,
    Contact,
    Employee,
    EmployeeSituation,
    Organisation,
    OrganisationSituation,
    Vehicle,
)
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.services.contacts import write_contacts
from gridward.ground.register.services.lines import about, of_organisation
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.persons import write_plates
from gridward.ground.register.services.premises import moves, present, put, write
from gridward.ground.register.services.rebasing.merged import Decided
from gridward.ground.register.services.rebasing.organisations import (
    hanging_on,
    rebase_organisation,
)
from gridward.ground.register.services.situations import write_measures
from gridward.ground.register.terms.entries import OrganisationEntry
from gridward.ground.register.terms.people import (
    OrganisationAdded,
    OrganisationKind,
    OrganisationMoved,
    RegisterAct,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.ids import new_id
from gridward.kernel.models import touched


@transaction.atomic
def add_organisation(
    actor: Actor, *, organisation_id: UUID | None = None, **given: Unpack[OrganisationEntry]
) -> Organisation:
    """Enter an organisation in the grid of its building or site, or in a named grid; with the id of a phone.

    Raises GridMissing, NameMissing, and the problems of `kernel.codes` with `field`.
    """
    organisation = Organisation(pk=organisation_id or new_id(), kind=OrganisationKind.OTHER)
    put(actor, organisation, given)
    actor.require(Permission.REGISTER_CHANGE, organisation.grid_id)
    write(organisation, given)
    organisation.save(force_insert=True)
    record(
        actor,
        RegisterAct.ORGANISATION_ADDED,
        about(organisation),
        **of_organisation(organisation),
    )
    _write_beside(actor, organisation, given)
    announce(OrganisationAdded(organisation=organisation.pk, grid=organisation.grid_id))
    return organisation


@transaction.atomic
def change_organisation(
    actor: Actor,
    *,
    organisation_id: UUID,
    version: int,
    why: Why | None = None,
    decided: Decided | None = None,
    **given: Unpack[OrganisationEntry],
) -> Organisation:
    """Change what is given; in another grid all that belongs to it moves along. `why`: it happened, or a correction.

    Fields that somebody else changed since `version` are merged; ChangedMeanwhile where both changed the same and it
    is not `decided` yet. Raises Stale where nothing is known of that version.
    """
    organisation = present(to_change(actor, Organisation, organisation_id))
    if organisation.version != version:
        given = rebase_organisation(actor, organisation, version, given, decided)
    corrected = why is not None and why.correction
    act = RegisterAct.ORGANISATION_CORRECTED if corrected else RegisterAct.ORGANISATION_CHANGED
    with telling(act, why, **hanging_on(organisation, given)):
        _change(actor, organisation, given)
    reason = why.reason if why else ""
    record(actor, act, about(organisation), reason=reason, **of_organisation(organisation))
    return organisation


@transaction.atomic
def close_organisation(actor: Actor, *, organisation_id: UUID, version: int) -> Organisation:
    """The organisation is no more since today; its rows stay with their history."""
    organisation = present(to_change(actor, Organisation, organisation_id, version))
    organisation.closed_on = clock.today()
    organisation.version += 1
    organisation.save(update_fields=["closed_on", "version", "updated_at"])
    record(
        actor,
        RegisterAct.ORGANISATION_CLOSED,
        about(organisation),
        **of_organisation(organisation),
    )
    return organisation


def _change(actor: Actor, organisation: Organisation, given: OrganisationEntry) -> None:
    before = organisation.grid_id
    if moves(given):
        put(actor, organisation, given)
        actor.require(Permission.REGISTER_CHANGE, organisation.grid_id)
    write(organisation, given)
    organisation.version += 1
    organisation.save()
    if organisation.grid_id != before:
        _bring_all(organisation)
    _write_beside(actor, organisation, given)


def _write_beside(actor: Actor, organisation: Organisation, given: OrganisationEntry) -> None:
    """What stands in tables of its own."""
    if "plates" in given:
        write_plates(organisation, "organisation", given["plates"])
    write_contacts(actor, organisation, given.get("contacts", {}))
    if situation := given.get("situation"):
        write_measures(actor, organisation, situation)


def _bring_all(organisation: Organisation) -> None:
    where = {"grid_id": organisation.grid_id, "street_id": organisation.street_id}
    for model in (Contact, Employee, Vehicle, OrganisationSituation):
        model._default_manager.filter(organisation=organisation).update(**where)
    EmployeeSituation.objects.filter(employee__organisation=organisation).update(**where)
    Conflict.objects.filter(organisation=organisation).update(**where, **touched())
    announce(OrganisationMoved(organisation=organisation.pk, grid=organisation.grid_id))
