"""`gridward territory check`, `gridward territory import`, `gridward address read`."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import QuerySet

from gridward.config.commands.people import keeper
from gridward.config.cover import proof_of_cover
from gridward.ground.territory.api.answers import cover as cover_answer
from gridward.ground.territory.api.answers import reading as reading_answer
from gridward.ground.territory.api.answers import taken as taken_answer
from gridward.ground.territory.models import Division
from gridward.ground.territory.problems import WrongKind
from gridward.ground.territory.queries.lineage import heirs_of
from gridward.ground.territory.queries.readings import read_address as read_known
from gridward.ground.territory.queries.tree import origins, successors
from gridward.ground.territory.queries.visible import community_of, grid_coded, street_named
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.services.divisions import add_division as enter_division
from gridward.ground.territory.services.take_in import take_in as take_file_in
from gridward.ground.territory.terms.addresses import Hint
from gridward.ground.territory.terms.features import FeatureKind
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import DEFAULT_LANGUAGE

Word = TypeVar("Word", FeatureKind, CoordinateSystem)


def check() -> dict[str, Any]:
    """Proof of cover of every street that has grids: summed figures, and the findings of all."""
    reports = [
        cover_answer(proof_of_cover(street), DEFAULT_LANGUAGE) | {"street": street.code}
        for street in _streets_with_grids()
    ]
    figures = ("grids", "gaps", "overlaps", "outside", "in_two", "disagree", "no_boundary")
    items = [item | {"street": one["street"]} for one in reports for item in one["items"]]
    return {name: sum(one[name] for one in reports) for name in figures} | {
        "not_placed": sum(one["not_placed"] for one in reports),
        "holds": all(one["holds"] for one in reports),
        "items": items,
    }


def add_division(code: str, name: str, since: date | None) -> dict[str, Any]:
    """Enter a division: the city, district, street and communities that the installation serves."""
    division = enter_division(keeper(), code=code, name=name, valid_from=since)
    return {"code": division.code, "name": division.name, "level": division.level}


def take_in(file: Path, kind: str, street: str, crs: str) -> dict[str, Any]:
    """Take a file in; refuses a street, kind or system of coordinates that is not known."""
    found = street_named(street)
    if found is None:
        raise NotFound
    taken = take_file_in(
        keeper(),
        street=found,
        kind=_one_of(FeatureKind, kind),
        content=file.read_bytes(),
        system=_one_of(CoordinateSystem, crs),
    )
    return taken_answer(taken, DEFAULT_LANGUAGE)


def show_grid(code: str) -> dict[str, Any]:
    """One grid by its code with its whole lineage; refuses an unknown one."""
    grid = grid_coded(keeper(), code)
    return {
        "code": grid.code,
        "name": grid.name,
        "community": grid.community.name,
        "street": grid.street.name,
        "valid_from": grid.valid_from,
        "valid_to": grid.valid_to,
        "origins": [f"{one.old.name} {one.old.code}" for one in origins(grid)],
        "successors": [f"{one.new.name} {one.new.code}" for one in successors(grid)],
        "heirs": [f"{one.name} {one.code}" for one in heirs_of(grid)],
    }


def read_address(text: str, community: str) -> dict[str, Any]:
    """Read one address against the known places of all streets, or of the community's street."""
    actor = keeper()
    within = community_of(actor, community) if community else None
    street = within.parent if within else None
    hint = Hint(community=within.pk if within else None)
    return reading_answer(read_known(actor, street, text, hint), DEFAULT_LANGUAGE)


def _streets_with_grids() -> QuerySet[Division]:
    rows = Division.objects.filter(level=DivisionLevel.STREET, children__grids__isnull=False)
    return rows.distinct().order_by("code")


def _one_of(words: type[Word], given: str) -> Word:
    try:
        return words(given.strip().lower())
    except ValueError:
        raise WrongKind(column=words.__name__, value=given) from None
