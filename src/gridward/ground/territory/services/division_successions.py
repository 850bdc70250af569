"""Streets and communities get new codes or are united by a new edition of the official divisions.

One transaction: divisions end and name who took over, every grid goes under a code of its new community, places,
households and posts follow by the events. What the edition does not tell is asked before anything is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from shapely.geometry import shape

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division, Grid, PastBoundary, Road
from gridward.ground.territory.problems import DayAhead, DaysNotInOrder, SuccessorsUnknown
from gridward.ground.territory.queries.positions import community_grid
from gridward.ground.territory.rules.cutting import given_to
from gridward.ground.territory.rules.editions import (
    Became,
    Edition,
    Entry,
    Fate,
    compare,
    ended_streets,
)
from gridward.ground.territory.rules.shapes import as_geojson
from gridward.ground.territory.services.dealing import send_all
from gridward.ground.territory.services.divisions import add_division, end_division
from gridward.ground.territory.services.scope import reaching
from gridward.ground.territory.services.shapes import give_boundary
from gridward.ground.territory.services.successions import store, succeed, successor
from gridward.ground.territory.terms.places import (
    DivisionLevel,
    GridKind,
    StreetSucceeded,
    TerritoryAct,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.announcements import announce
from gridward.kernel.problems import NotAllowed


@dataclass(frozen=True)
class Succession:
    """What an edition did: each community that we keep, the grids with old and new codes, the streets that ended."""

    became: Sequence[Became]
    grids: Sequence[tuple[str, str]]
    streets: Mapping[str, str]


def look_ahead(edition: Edition, answers: Mapping[str, str] | None = None) -> list[Became]:
    """What an edition makes of every community that we keep; changes nothing. Raises AnswerUnknown."""
    return compare([Entry(one.code, one.name) for one in _communities()], edition, answers)


@transaction.atomic
def succeed_divisions(
    actor: Actor,
    *,
    edition: Edition,
    on: date,
    answers: Mapping[str, str] | None = None,
    source: str = "",
) -> Succession:
    """Bring streets, communities and grids under the codes of a new edition from a day on.

    For the keeper of the installation alone. Raises SuccessorsUnknown while a community has no successor and nobody
    has answered, AnswerUnknown, DayAhead, DaysNotInOrder, NotAllowed.
    """
    actor.require(Permission.TERRITORY_CHANGE)
    if actor.member_id is not None:
        raise NotAllowed(permission=Permission.TERRITORY_CHANGE.value)
    if on > clock.today():
        raise DayAhead
    became = look_ahead(edition, answers)
    asked = [one.old for one in became if one.fate is Fate.ASK]
    if asked:
        raise SuccessorsUnknown(names="、".join(f"{one.name}（{one.code}）" for one in asked))
    streets = _streets()
    ends = ended_streets([Entry(one.code, one.name) for one in streets], became, edition)
    move = _Move(actor, edition, on, source)
    grids = [pair for one in became for pair in move.community(one)]
    for old, new in ends.items():
        move.street(next(one for one in streets if one.code == old), new)
    if grids:
        _note(actor, ends, grids, became, source, edition)
    return Succession(became, grids, ends)


@dataclass
class _Move:
    """Carries one edition out."""

    actor: Actor
    edition: Edition
    on: date
    source: str

    def community(self, became: Became) -> list[tuple[str, str]]:
        """End a community in favour of its successor and move its grids; the codes before and after."""
        if became.new is None or became.fate not in {Fate.RECODED, Fate.MERGED}:
            return []
        old = Division.objects.get(code=became.old.code)
        new = self._division(became.new.code)
        end_division(self.actor, division=old, on=self.on, successor=new, source=self.source)
        rows = Grid.objects.select_for_update(of=("self",)).select_related("community", "street")
        grids = rows.filter(community=old, valid_to=None).order_by("code")
        return [(grid.code, self._grid(grid, new).code) for grid in grids]

    def street(self, old: Division, new_code: str) -> None:
        """End a street; its roads and whoever serves it as a whole go on."""
        new = self._division(new_code)
        end_division(self.actor, division=old, on=self.on, successor=new, source=self.source)
        known = Road.objects.filter(street=new).values_list("name", flat=True)
        Road.objects.filter(street=old).exclude(name__in=list(known)).update(street=new)
        announce(StreetSucceeded(old.pk, new.pk, self.on, self.actor.account_id))

    def _division(self, code: str) -> Division:
        """A division of the edition, entered where we did not keep it yet."""
        known = Division.objects.filter(code=code).select_related("parent").first()
        if known is not None:
            return known
        if len(code) > 9:
            self._division(code[:9])
        name = self.edition.communities.get(code) or self.edition.streets.get(code) or code
        return add_division(
            self.actor, code=code, name=_tidy(name), valid_from=self.on, source=self.source
        )

    def _grid(self, old: Grid, community: Division) -> Grid:
        """The grid that takes over: the community's own for a community grid, else a new one, its serial where free."""
        if self.on <= old.valid_from:
            raise DaysNotInOrder
        own = community_grid(community.pk) if old.kind == GridKind.COMMUNITY else None
        old.valid_to = self.on
        if own is None:
            own = successor(old, old.name, old.boundary, self.on, community)
            code = f"{community.code}{old.code[-3:]}"
            own.code = "" if Grid.objects.filter(code=code).exists() else code
            store([old], [own])
        else:
            self._enlarge(own, old)
            store([old], [])
        reaching(self.actor, [own], [old])
        send_all([old], own)
        self._succeed(old, own)
        return own

    def _succeed(self, old: Grid, new: Grid) -> None:
        day, new.valid_from = new.valid_from, self.on
        succeed(self.actor, [old], [new], {new.pk: 1.0})
        new.valid_from = day

    def _enlarge(self, own: Grid, joining: Grid) -> None:
        """A community grid takes in the land of one that joins it."""
        if not (own.boundary and joining.boundary):
            return
        if own.valid_from < self.on:
            PastBoundary.objects.get_or_create(
                grid=own,
                valid_from=own.valid_from,
                defaults={
                    "boundary": own.boundary,
                    "area_m2": own.area_m2,
                    "valid_to": self.on,
                },
            )
        whole = given_to(shape(own.boundary), shape(joining.boundary))
        give_boundary(own, as_geojson(whole))
        own.version += 1
        own.save()


def _communities() -> list[Division]:
    """The communities in force that have grids in force, by code."""
    rows = Division.objects.filter(level=DivisionLevel.COMMUNITY, valid_to=None)
    kept = rows.filter(grids__valid_to=None, grids__isnull=False)
    return list(kept.distinct().order_by("code"))


def _streets() -> list[Division]:
    ids = {one.parent_id for one in _communities() if one.parent_id}
    return list(Division.objects.filter(pk__in=ids, valid_to=None).order_by("code"))


def _note(
    actor: Actor,
    ends: Mapping[str, str],
    grids: Sequence[tuple[str, str]],
    became: Sequence[Became],
    source: str,
    edition: Edition,
) -> None:
    moved = [one for one in became if one.fate in {Fate.RECODED, Fate.MERGED}]
    old = [Division.objects.get(code=code).name for code in ends]
    new = dict.fromkeys(edition.streets.get(code, code) for code in ends.values())
    street = Division.objects.filter(code__in=ends.values()).first()
    record(
        actor,
        TerritoryAct.DIVISIONS_SUCCEEDED,
        About("territory_division", street.pk) if street else None,
        street=street.pk if street else None,
        source=source,
        old="、".join(old) or "—",
        new="、".join(new) or "—",
        communities=len(moved),
        grids=len(grids),
    )


def _tidy(name: str) -> str:
    """A community is called 朱紫巷社区, its committee 朱紫巷社区居委会."""
    return name.removesuffix("居民委员会").removesuffix("居委会").removesuffix("办事处") or name
