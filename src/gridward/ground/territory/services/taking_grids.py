"""Boundaries from a file: each feature becomes a grid, changes one, or is refused with its reason."""

from typing import Any

from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.problems import (
    CommunityUnknown,
    NameMissing,
    SameAsEarlier,
    WrongKind,
)
from gridward.ground.territory.rules.coordinates import CoordinateSystem
from gridward.ground.territory.rules.shapes import boundary_of
from gridward.ground.territory.services.finding import Ground
from gridward.ground.territory.services.grids import add_grid, change_grid
from gridward.ground.territory.terms.features import Outcome, RawFeature, TakenRow
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.codes import division as codes

_KINDS = {
    **{kind.value: kind for kind in GridKind},
    "社区网格": GridKind.COMMUNITY,
    "基础网格": GridKind.BASE,
    "专属网格": GridKind.DEDICATED,
}


class GridTaker:
    """Matches by code, else by community and name; a grid that is already as the file says stays untouched."""

    def __init__(self, ground: Ground, crs: CoordinateSystem) -> None:
        self._ground, self._crs = ground, crs
        self._seen: dict[Any, int] = {}

    def take(self, feature: RawFeature) -> TakenRow:
        """Take one feature in; raises the problem that refuses it."""
        name, code = feature.text("name"), _code(feature)
        known = self._known(code, name, feature)
        boundary = boundary_of(feature.geometry, self._crs)
        self._once(known.pk if known else code or name, feature.number)
        if known is None:
            community = self._community(code, feature)
            made = add_grid(
                self._ground.actor,
                community=community,
                name=name,
                kind=_kind(code, feature),
                boundary=boundary,
                code=code,
            )
            self._ground.reach(community)
            return TakenRow(feature.number, made.name, Outcome.ADDED)
        outcome = self._change(known, name or known.name, boundary)
        return TakenRow(feature.number, known.name, outcome)

    def store(self) -> None:
        """Grids are few and stored one by one."""

    def _change(self, known: Grid, name: str, boundary: dict[str, Any] | None) -> Outcome:
        shape = None if boundary == known.boundary else boundary
        if name == known.name and shape is None:
            return Outcome.UNCHANGED
        version = known.version
        change_grid(self._ground.actor, grid=known, version=version, name=name, boundary=shape)
        return Outcome.UPDATED

    def _known(self, code: str, name: str, feature: RawFeature) -> Grid | None:
        """The grid that the feature speaks of, retired ones too when its code says so."""
        rows = Grid.objects.filter(street=self._ground.street)
        if code:
            return rows.filter(code=code).first()
        if not name:
            raise NameMissing
        rows = rows.filter(name=name, valid_to=None)
        if community := feature.text("community"):
            rows = rows.filter(community=self._ground.community(community))
        found = list(rows[:2])
        return found[0] if len(found) == 1 else None

    def _community(self, code: str, feature: RawFeature) -> Division:
        word = code[:12] or feature.text("community")
        if not word:
            raise CommunityUnknown(name="—")
        return self._ground.community(word)

    def _once(self, key: Any, number: int) -> None:
        if key in self._seen:
            raise SameAsEarlier(number=self._seen[key])
        self._seen[key] = number


def _code(feature: RawFeature) -> str:
    given = feature.text("code")
    return codes.parse_grid(given).code if given else ""


def _kind(code: str, feature: RawFeature) -> GridKind:
    word = feature.text("kind")
    if word and word not in _KINDS:
        raise WrongKind(column="kind", value=word)
    if word:
        return _KINDS[word]
    return GridKind.COMMUNITY if code.endswith("000") else GridKind.BASE
