"""Proof of cover with everything that must lie in a grid: places of the territory, organisations of the register."""

from django.http import HttpRequest

from gridward.ground.register.queries.standing import organisations_standing
from gridward.ground.territory.api.answers import cover as told
from gridward.ground.territory.models import Division
from gridward.ground.territory.queries.covers import Cover, cover
from gridward.ground.territory.queries.visible import whole_street_of
from gridward.ground.territory.schemas.places import CoverOut
from gridward.kernel.access import Permission
from gridward.kernel.http import actor_of, answers, door, language_of

router = door("territory")


@router.get("", response=answers(CoverOut))
def get_cover(request: HttpRequest) -> object:
    """Proof of cover, for whoever reads the whole street."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    return told(proof_of_cover(whole_street_of(actor)), language_of(request))


def proof_of_cover(street: Division) -> Cover:
    """The report on a street: sites, buildings, dwellings and organisations against its grids (T2)."""
    things, names = organisations_standing(street)
    return cover(street, things, names)
