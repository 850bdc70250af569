"""Doors: proof of cover, address reading, files."""

from django.http import HttpRequest
from ninja import File, Form, UploadedFile

from gridward.ground.territory.api import answers as told
from gridward.ground.territory.api.reader import reader
from gridward.ground.territory.models import Division
from gridward.ground.territory.queries import street_of
from gridward.ground.territory.queries.readings import read_address
from gridward.ground.territory.queries.visible import hint_from
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.schemas.places import (
    AddressIn,
    ReadingOut,
    TakenOut,
)
from gridward.ground.territory.services.take_in import take_in
from gridward.ground.territory.terms.features import FeatureKind
from gridward.kernel.http import actor_of, answers, door, language_of

router = door("territory")


@router.post("/addresses/read", response=answers(ReadingOut))
def post_read(request: HttpRequest, given: AddressIn) -> object:
    """Read a free Chinese address against the known places at the caller's grids."""
    actor = reader(request)
    hint = hint_from(actor, given.community, given.site_id)
    found = read_address(actor, street_of(actor), given.text, hint)
    return told.reading(found, language_of(request))


@router.post("/take-in", response=answers(TakenOut))
def post_take_in(
    request: HttpRequest,
    file: File[UploadedFile],
    kind: Form[FeatureKind],
    crs: Form[CoordinateSystem] = CoordinateSystem.CGCS2000,
) -> object:
    """Take boundaries, sites or buildings in from GeoJSON or CSV."""
    actor = actor_of(request)
    street: Division = street_of(actor)
    taken = take_in(actor, street=street, kind=kind, content=file.read(), system=crs)
    return told.taken(taken, language_of(request))
