"""The three subjects whose history people read: a household with everybody who was ever in it, a resident, and an
organisation with its contacts and employees.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from gridward.ground.register.models import (
    Contact,
    Employee,
    EmployeeSituation,
    Household,
    Organisation,
    OrganisationSituation,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.queries.history.chains import Chain, chains
from gridward.ground.register.queries.history.teller import Dated, Teller
from gridward.ground.register.queries.history.told import Change, Wanted
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.queries.states import kept_of
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.masking import mask_name

ALL = Wanted()
BELONGINGS: tuple[type[Model], ...] = (ResidentPhone, Vehicle, ResidentSituation)
_SITUATIONS = (ResidentSituation, OrganisationSituation, EmployeeSituation)


def household_history(
    actor: Actor, household_id: UUID, language: str, wanted: Wanted = ALL
) -> list[Change]:
    """Every change of the household and of whoever was registered in it, while they were; the newest first."""
    household = found(visible_to(actor, Household), household_id)
    reader = _Reader(actor)
    stays = _stays(reader, household)
    names = {one: stay.name for one, stay in stays.items()}
    teller = Teller(actor, language, [household.pk, *stays], names)
    told: list[Dated] = []
    for chain in reader.chains(Household, "id", [household.pk]):
        told += teller.tell(Household, chain, None)
    for one, stay in stays.items():
        told += list(teller.tell(Resident, stay.chain, one))[1 if stay.since else 0 :]
    for model in BELONGINGS:
        for chain in reader.chains(model, "resident_id", stays):
            owner = chain[0].row.resident_id
            told += (x for x in teller.tell(model, chain, owner) if stays[owner].covers(x[0]))
    made = min(at for at, _ in told), told[0][1]  # nothing happens in it before it is there
    return wanted.of(_newest_first([made, *told[1:]]))


def resident_history(
    actor: Actor, resident_id: UUID, language: str, wanted: Wanted = ALL
) -> list[Change]:
    """Every change of a resident and of what belongs to them, in every household; the newest first."""
    resident = found(visible_to(actor, Resident), resident_id)
    reader = _Reader(actor)
    teller = Teller(actor, language, [resident.pk], {resident.pk: mask_name(resident.name)})
    told: list[Dated] = []
    for chain in reader.chains(Resident, "id", [resident.pk]):
        told += teller.tell(Resident, chain, resident.pk)
    for model in BELONGINGS:
        for chain in reader.chains(model, "resident_id", [resident.pk]):
            told += teller.tell(model, chain, resident.pk)
    return wanted.of(_newest_first(told))


def organisation_history(
    actor: Actor, organisation_id: UUID, language: str, wanted: Wanted = ALL
) -> list[Change]:
    """Every change of an organisation, its contacts, employees, vehicles and measures; the newest first."""
    organisation = found(visible_to(actor, Organisation), organisation_id)
    reader = _Reader(actor)
    people = {
        chain[0].row.pk: mask_name(chain[-1].row.name)
        for model in (Contact, Employee)
        for chain in reader.chains(model, "organisation_id", [organisation.pk])
    }
    teller = Teller(actor, language, [organisation.pk, *people], people)
    told: list[Dated] = []
    for chain in reader.chains(Organisation, "id", [organisation.pk]):
        told += teller.tell(Organisation, chain, None)
    for model in (Contact, Employee, Vehicle, OrganisationSituation):
        for chain in reader.chains(model, "organisation_id", [organisation.pk]):
            row = chain[0].row
            told += teller.tell(model, chain, row.pk if row.pk in people else None)
    for chain in reader.chains(EmployeeSituation, "employee_id", people):
        told += teller.tell(EmployeeSituation, chain, chain[0].row.employee_id)
    return wanted.of(_newest_first(told))


@dataclass
class _Reader:
    """Reads chains of the actor's grids; of situations only where the actor may read them."""

    actor: Actor
    _open: dict[bool, Grids] = field(default_factory=dict)

    def chains(self, model: type[Model], column: str, ids: Collection[UUID]) -> Iterator[Chain]:
        """As `chains`, within the grids of the kind of table."""
        right = Permission.SITUATION_READ if model in _SITUATIONS else Permission.REGISTER_READ
        ids = list(ids)
        yield from chains(model, column, ids, self.actor.grids(right)) if ids else ()


@dataclass(frozen=True)
class _Stay:
    """A resident's time in the household: the states in which they were there, with the one before and the one after,
    and from when until when, where they came from another household or went to one.
    """

    name: str
    chain: Chain
    since: datetime | None
    until: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether an instant falls into the time in the household, its ends included."""
        after = self.since is None or at >= self.since
        return after and (self.until is None or at <= self.until)


def _stays(reader: _Reader, household: Household) -> dict[UUID, _Stay]:
    """Everybody who is or ever was registered in the household, as far as the reader may see."""
    grids = reader.actor.grids(Permission.REGISTER_READ)
    here: Any = kept_of(Resident).objects.filter(household_id=household.pk, grid_id__in=grids)
    now = Resident.objects.filter(household=household, grid_id__in=grids)
    ids = {*here.values_list("pgh_obj_id", flat=True), *now.values_list("pk", flat=True)}
    return {
        chain[0].row.pk: _stay(chain, household.pk) for chain in reader.chains(Resident, "id", ids)
    }


def _stay(chain: Chain, household: UUID) -> _Stay:
    inside = [place for place, state in enumerate(chain) if state.row.household_id == household]
    first, last = inside[0], inside[-1]
    part = chain[max(first - 1, 0) : last + 2]
    return _Stay(
        name=mask_name(chain[last].row.name),
        chain=part,
        since=chain[first - 1].ended_at if first else None,
        until=chain[last].ended_at,
    )


def _newest_first(told: Iterable[Dated]) -> list[Change]:
    ordered = list(told)
    ordered.reverse()  # of one instant, too, the last act comes first
    return [change for _, change in sorted(ordered, key=lambda one: one[0], reverse=True)]
