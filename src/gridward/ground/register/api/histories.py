"""Doors of history: a household with its people, a resident, an organisation."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema

from gridward.ground.register.api.shared import reader
from gridward.ground.register.queries.history import (
    Change,
    Wanted,
    household_history,
    organisation_history,
    resident_history,
)
from gridward.ground.register.schemas.histories import ChangeOut, told
from gridward.kernel.http import answers, door, language_of

router = door("register")


class ChangesWanted(Schema):
    """Which changes: of a field by its key, of a person, recorded on days from and to, corrections alone."""

    field: str = ""
    person: UUID | None = None
    since: date | None = None
    until: date | None = None
    corrections: bool = False

    def wanted(self) -> Wanted:
        """As the query takes it."""
        return Wanted(self.field, self.person, self.since, self.until, self.corrections)


@router.get("/households/{household_id}/history", response=answers(list[ChangeOut]))
def get_household_history(
    request: HttpRequest, household_id: UUID, wanted: Query[ChangesWanted]
) -> object:
    """Who changed what when, in the household and of its people."""
    actor, language = reader(request), language_of(request)
    changes = household_history(actor, household_id, language, wanted.wanted())
    return _told(changes, language)


@router.get("/residents/{resident_id}/history", response=answers(list[ChangeOut]))
def get_resident_history(
    request: HttpRequest, resident_id: UUID, wanted: Query[ChangesWanted]
) -> object:
    """Who changed what when of a resident."""
    actor, language = reader(request), language_of(request)
    return _told(resident_history(actor, resident_id, language, wanted.wanted()), language)


@router.get("/organisations/{organisation_id}/history", response=answers(list[ChangeOut]))
def get_organisation_history(
    request: HttpRequest, organisation_id: UUID, wanted: Query[ChangesWanted]
) -> object:
    """Who changed what when, in the organisation, of its contacts and employees."""
    actor, language = reader(request), language_of(request)
    return _told(organisation_history(actor, organisation_id, language, wanted.wanted()), language)


def _told(changes: Iterable[Change], language: str) -> object:
    return [told(change, language) for change in changes]
