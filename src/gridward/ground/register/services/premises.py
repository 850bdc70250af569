"""An organisation's own columns and where it stands, set from what was entered; nothing is saved here."""

from uuid import UUID

from gridward.ground.register.models import Organisation
from gridward.ground.register.problems import GridMissing, GridRetired, OrganisationClosed
from gridward.ground.register.rules.entries import (
    at,
    read_industry,
    read_name,
    read_phone,
    read_plates,
)
from gridward.ground.register.services.persons import copy
from gridward.ground.register.terms.entries import OrganisationFields
from gridward.ground.register.terms.people import CreditCodeStatus
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import buildings_visible_to, grid_of, sites_visible_to
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor
from gridward.kernel.codes import credit_code

_WHERE = frozenset({"building_id", "site_id", "grid_id"})
_PLAIN = (
    *("kind", "address_text", "longitude", "latitude", "legal_representative"),
    *("trading", "note"),
)


def present(organisation: Organisation) -> Organisation:
    """The organisation, unless it is closed: OrganisationClosed."""
    if organisation.closed_on is not None:
        raise OrganisationClosed
    return organisation


def moves(given: OrganisationFields) -> bool:
    """Whether the entry says where the organisation stands."""
    return bool(_WHERE & given.keys())


def put(actor: Actor, organisation: Organisation, given: OrganisationFields) -> None:
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


def write(organisation: Organisation, given: OrganisationFields) -> None:
    """Set what is given; plates are read and not written."""
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
