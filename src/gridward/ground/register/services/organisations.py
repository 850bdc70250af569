"""Organisations: entered with the columns of Annex 4, changed, closed."""

from typing import Unpack
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import (
    Contact,
    Employee,
    EmployeeSituation,
    Organisation,
    OrganisationSituation,
    Vehicle,
)
from gridward.ground.register.problems import GridMissing, GridRetired, OrganisationClosed
from gridward.ground.register.queries.rows import found, to_change
from gridward.ground.register.rules.entries import (
    at,
    read_industry,
    read_name,
    read_phone,
    read_plates,
)
from gridward.ground.register.services.lines import about, of_organisation
from gridward.ground.register.services.marks import Why, telling
from gridward.ground.register.services.persons import copy, write_plates
from gridward.ground.register.terms.entries import OrganisationFields
from gridward.ground.register.terms.people import (
    CreditCodeStatus,
    OrganisationAdded,
    OrganisationKind,
    OrganisationMoved,
    RegisterAct,
)
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import buildings_visible_to, grid_of, sites_visible_to
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.codes import credit_code

_WHERE = frozenset({"building_id", "site_id", "grid_id"})
_PLAIN = (
    *("kind", "address_text", "longitude", "latitude", "legal_representative"),
    *("trading", "note"),
)


@transaction.atomic
def add_organisation(actor: Actor, **given: Unpack[OrganisationFields]) -> Organisation:
    """Enter an organisation in the grid of its building or site, or in a named grid.

    Raises GridMissing, NameMissing, and the problems of `kernel.codes` with `field`.
    """
    organisation = Organisation(kind=OrganisationKind.OTHER)
    _put(actor, organisation, given)
    actor.require(Permission.REGISTER_CHANGE, organisation.grid_id)
    _write(organisation, given)
    organisation.save(force_insert=True)
    write_plates(organisation, "organisation", given.get("plates", []))
    record(
        actor,
        RegisterAct.ORGANISATION_ADDED,
        about(organisation),
        **of_organisation(organisation),
    )
    announce(OrganisationAdded(organisation=organisation.pk, grid=organisation.grid_id))
    return organisation


@transaction.atomic
def change_organisation(
    actor: Actor,
    *,
    organisation_id: UUID,
    version: int,
    why: Why | None = None,
    **given: Unpack[OrganisationFields],
) -> Organisation:
    """Change what is given; in another grid all that belongs to it moves along. `why`: it happened, or a correction."""
    organisation = present(to_change(actor, Organisation, organisation_id, version))
    corrected = why is not None and why.correction
    act = RegisterAct.ORGANISATION_CORRECTED if corrected else RegisterAct.ORGANISATION_CHANGED
    with telling(act, why):
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


def _change(actor: Actor, organisation: Organisation, given: OrganisationFields) -> None:
    before = organisation.grid_id
    if _WHERE & given.keys():
        _put(actor, organisation, given)
        actor.require(Permission.REGISTER_CHANGE, organisation.grid_id)
    _write(organisation, given)
    organisation.version += 1
    organisation.save()
    if organisation.grid_id != before:
        _bring_all(organisation)
    if "plates" in given:
        write_plates(organisation, "organisation", given["plates"])


def present(organisation: Organisation) -> Organisation:
    """The organisation, unless it is closed: OrganisationClosed."""
    if organisation.closed_on is not None:
        raise OrganisationClosed
    return organisation


def _put(actor: Actor, organisation: Organisation, given: OrganisationFields) -> None:
    """Place by building, else by site, else by grid; a building brings its site."""
    if building_id := given.get("building_id"):
        with at("building_id"):
            building = found(buildings_visible_to(actor).select_related("grid"), building_id)
        organisation.building, organisation.site_id = building, building.site_id
        grid = building.grid
    elif site_id := given.get("site_id"):
        with at("site_id"):
            site = found(sites_visible_to(actor).select_related("grid"), site_id)
        organisation.building, organisation.site, grid = None, site, site.grid
    else:
        organisation.building, organisation.site = None, None
        grid = _grid(actor, given.get("grid_id") or organisation.grid_id)
    if grid.valid_to is not None:
        raise GridRetired(grid=grid.name)
    organisation.grid, organisation.street_id = grid, grid.street_id


def _grid(actor: Actor, grid_id: UUID | None) -> Grid:
    with at("grid_id"):
        if grid_id is None:
            raise GridMissing
        return grid_of(actor, grid_id)


def _write(organisation: Organisation, given: OrganisationFields) -> None:
    if "name" in given or not organisation.name:
        organisation.set_name(read_name(given.get("name", "")))
    copy(organisation, given, *_PLAIN)
    if "industry" in given:
        organisation.industry = read_industry(given["industry"])
    if "credit_code" in given:
        _write_credit_code(organisation, given["credit_code"])
    if "phone" in given:
        with at("phone"):
            text = given["phone"].strip()
            organisation.set_phone(read_phone(text) if text else None)
    read_plates(given.get("plates", []))


def _write_credit_code(organisation: Organisation, text: str) -> None:
    with at("credit_code"):
        number = credit_code.parse(text).number if text.strip() else ""
    organisation.credit_code = number
    organisation.credit_code_status = CreditCodeStatus.VALID if number else CreditCodeStatus.NONE


def _bring_all(organisation: Organisation) -> None:
    where = {"grid_id": organisation.grid_id, "street_id": organisation.street_id}
    for model in (Contact, Employee, Vehicle, OrganisationSituation):
        model._default_manager.filter(organisation=organisation).update(**where)
    EmployeeSituation.objects.filter(employee__organisation=organisation).update(**where)
    announce(OrganisationMoved(organisation=organisation.pk, grid=organisation.grid_id))
