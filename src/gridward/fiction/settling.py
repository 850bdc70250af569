"""Invented people behind doors that exist: for a drill on a copy of a real street's territory."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random

from django.db import transaction

from gridward.fiction.chance import apportion, stream
from gridward.fiction.loading import Ids, Progress, Seals, load_people
from gridward.fiction.numbers import Clerk
from gridward.fiction.people import Family, Registrar, draw_families, tenure_of
from gridward.fiction.terms import GridChunk
from gridward.ground.register.models import Household
from gridward.ground.territory.models import Dwelling, Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.bulk import copy_model
from gridward.kernel.ids import new_id

_DESKS = 49
"""As many clerks never give one number twice; grids beyond share them."""
_NO_DOOR = "演练住户{number}号"
_HOUSEHOLD = ("id", "street_id", "grid_id", "dwelling_id", "address_text", "tenure", "state")
Door = tuple[object, str]
"""Id of a dwelling and its address, or no dwelling."""


@transaction.atomic
def settle_people(persons: int, seed: int, today: date, progress: Progress) -> None:
    """So many invented people in the base grids in force, in empty doors where there are any; grid by grid."""
    grids = list(Grid.objects.filter(kind=GridKind.BASE, valid_to=None).order_by("code"))
    doors = _doors()
    clerks = [Clerk(desk) for desk in range(min(_DESKS, len(grids)))]
    weights = [float(len(doors[grid.pk]) or 1) for grid in grids]
    shares = apportion(persons, weights) if grids else []
    seals = Seals()
    for number, (grid, share) in enumerate(zip(grids, shares, strict=True)):
        rng = stream(seed, "drill", grid.code)
        chunk = GridChunk(grid.code)
        registrar = Registrar(rng, clerks[number % _DESKS], today, [])
        ids = Ids(grid.street_id, grids={grid.code: grid.pk})
        _settle(ids, chunk, registrar, draw_families(share, rng), doors[grid.pk])
        load_people(ids, chunk, seals)
        progress(grid.code, len(chunk.persons))


def _doors() -> dict[object, list[Door]]:
    found: dict[object, list[Door]] = defaultdict(list)
    rows = Dwelling.objects.filter(residential=True).order_by("building_id", "label", "id")
    told = rows.values_list("grid_id", "pk", "building__site__name", "building__name", "label")
    for grid, dwelling, site, building, label in told:
        found[grid].append((dwelling, f"{site}{building}{label}"))
    return found


def _settle(
    ids: Ids, chunk: GridChunk, registrar: Registrar, families: list[Family], doors: Sequence[Door]
) -> None:
    """Each family behind a door of its own; who finds none has an address without a door."""
    taken = _drawn(doors, len(families), registrar.rng)
    rows = []
    for number, family in enumerate(families, 1):
        dwelling, address = taken.pop() if taken else (None, _NO_DOOR.format(number=number))
        key = f"{chunk.grid_code}-H{number}"
        made = ids.rows[key] = new_id()
        tenure = tenure_of(family, registrar.rng)
        rows.append((made, *ids.placed(chunk.grid_code), dwelling, address, tenure, "living"))
        chunk.persons.extend(registrar.people(key, chunk.grid_code, family))
    copy_model(Household, _HOUSEHOLD, rows)


def _drawn(doors: Sequence[Door], count: int, rng: Random) -> list[Door]:
    return rng.sample(list(doors), min(count, len(doors)))
