"""Taking boundaries, sites and buildings in from GeoJSON or CSV: one transaction, every feature accounted for."""

from collections.abc import Mapping
from typing import Protocol

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.rules.feature_files import read_features
from gridward.ground.territory.services.finding import Ground
from gridward.ground.territory.services.taking_buildings import BuildingTaker
from gridward.ground.territory.services.taking_grids import GridTaker
from gridward.ground.territory.services.taking_sites import SiteTaker
from gridward.ground.territory.terms.features import (
    FeatureKind,
    Outcome,
    RawFeature,
    Taken,
    TakenRow,
)
from gridward.ground.territory.terms.places import TerritoryAct
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Problem


class Taker(Protocol):
    """Takes features of one kind."""

    def take(self, feature: RawFeature) -> TakenRow:
        """What became of a feature; raises the problem that refuses it."""

    def store(self) -> None:
        """Write what was gathered."""


TAKERS: Mapping[FeatureKind, type[GridTaker] | type[SiteTaker] | type[BuildingTaker]] = {
    FeatureKind.GRIDS: GridTaker,
    FeatureKind.SITES: SiteTaker,
    FeatureKind.BUILDINGS: BuildingTaker,
}


@transaction.atomic
def take_in(
    actor: Actor,
    *,
    street: Division,
    kind: FeatureKind,
    content: bytes,
    system: CoordinateSystem = CoordinateSystem.CGCS2000,
) -> Taken:
    """Take a file in: each feature is added, updated, unchanged, or rejected with its reason.

    The same file twice changes nothing. A place outside all grids, or in two, stands at the community's grid with
    a note. Raises NotAllowed, FileUnreadable and UnknownEncoding for the file as a whole.
    """
    actor.require(Permission.TERRITORY_CHANGE)
    features = read_features(content)
    taker: Taker = TAKERS[kind](Ground(actor, street), system)
    taken = Taken(kind, [_row(taker, feature) for feature in features])
    taker.store()
    record(
        actor,
        TerritoryAct.PLACES_IMPORTED,
        About("territory_division", street.pk),
        street=street.pk,
        kind=f"word.territory.feature_kind.{kind.value}",
        rows=len(taken.rows),
        added=taken.count(Outcome.ADDED),
        updated=taken.count(Outcome.UPDATED),
        unchanged=taken.count(Outcome.UNCHANGED),
        rejected=taken.count(Outcome.REJECTED),
    )
    return taken


def _row(taker: Taker, feature: RawFeature) -> TakenRow:
    try:
        return taker.take(feature)
    except Problem as problem:
        name = feature.text("name") or feature.text("code")
        return TakenRow(feature.number, name, Outcome.REJECTED, (problem,))
