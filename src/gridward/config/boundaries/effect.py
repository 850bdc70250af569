"""The effect of a change of boundaries: the change itself is carried out, measured, and taken back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from shapely.geometry import shape

from gridward.ground.register.queries.standing import Standing, standing_in
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Building, Division, Grid
from gridward.ground.territory.problems import PlanIncomplete
from gridward.ground.territory.queries.covers import Finding, cover
from gridward.ground.territory.queries.tree import Counts, counts_per_grid
from gridward.ground.territory.rules.loads import Band, Load, band_on, judge_load, known_bands
from gridward.ground.territory.services.plans import Carried, carry_out
from gridward.ground.territory.terms.boundaries import Plan, PlanKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say

COVER = (Finding.GAP, Finding.OVERLAP, Finding.OUTSIDE, Finding.IN_TWO, Finding.DISAGREE)
HALF = 0.5


@dataclass(frozen=True)
class Measured:
    """How grids stand at one moment."""

    grids: Sequence[Grid]
    places: dict[UUID, Counts]
    register: dict[UUID, Standing]
    posts: dict[UUID, list[Appointment]]
    cover: dict[Finding, int]


@dataclass(frozen=True)
class Effect:
    """What a plan would do."""

    on: date
    carried: Carried
    before: Measured
    after: Measured
    astride_names: dict[UUID, str]
    band: Band | None
    reads_register: bool


def effect_of(actor: Actor, plan: Plan, on: date | None) -> Effect:
    """Carry a plan out, measure before and after, and take everything back.

    Raises what `carry_out` raises; an open question about a building is no refusal here.
    """
    day = on or clock.today()
    known = {one.pk: one for one in Grid.objects.filter(pk__in=plan.grids)}
    grids = [known[one] for one in dict.fromkeys(plan.grids) if one in known]
    if not grids:
        raise PlanIncomplete(missing="grids")
    street = grids[0].street
    with _taken_back():
        before = _measure(grids, street, day)
        carried = carry_out(actor, plan, on=day, sure=False)
        return Effect(
            on=day,
            carried=carried,
            before=before,
            after=_measure(list(carried.after), street, day),
            astride_names=_names(carried),
            band=band_on(day, known_bands(settings.LOAD_BANDS)),
            reads_register=all(actor.may(Permission.REGISTER_READ, one.pk) for one in grids),
        )


def told(effect: Effect, language: str) -> dict[str, Any]:
    """The effect in the shape of the wire."""
    carried = effect.carried
    old = {one.code for one in carried.before}
    new = {one.code for one in carried.after}
    return {
        "stamp": carried.stamp,
        "on": effect.on,
        "before": [
            _grid(effect, effect.before, one, "kept" if one.code in new else "retired", language)
            for one in carried.before
        ],
        "after": [
            _grid(effect, effect.after, one, "kept" if one.code in old else "new", language)
            for one in carried.after
        ],
        "retired_codes": sorted(old - new),
        "new_codes": sorted(new - old),
        "staff": list(_staff(effect)),
        "astride": list(_astride(effect)),
        "cover_before": _cover(effect.before),
        "cover_after": _cover(effect.after),
        "band": effect.band._asdict() if effect.band else None,
        "notes": list(_notes(effect, language)),
    }


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _measure(grids: Sequence[Grid], street: Division, day: date) -> Measured:
    ids = [one.pk for one in grids]
    posts: dict[UUID, list[Appointment]] = defaultdict(list)
    rows = in_force(Appointment.objects.filter(grid__in=ids), day).select_related("member", "grid")
    for one in rows.order_by("post", "valid_from", "id"):
        posts[one.grid_id].append(one)  # type: ignore[index]
    proof = cover(street)
    return Measured(
        grids=grids,
        places=counts_per_grid(ids),
        register=standing_in(ids),
        posts=posts,
        cover={finding: proof.count(finding) for finding in COVER},
    )


def _grid(
    effect: Effect, moment: Measured, grid: Grid, state: str, language: str
) -> dict[str, Any]:
    standing = moment.register[grid.pk] if effect.reads_register else None
    workers = _workers(moment, grid)
    load = judge_load(standing.households, workers, effect.band) if standing else None
    each = round(standing.households / workers) if standing and workers else 0
    return {
        "id": None if state == "new" else grid.pk,
        "code": grid.code,
        "name": grid.name,
        "state": state,
        "boundary": grid.boundary,
        "area_m2": grid.area_m2,
        **moment.places[grid.pk]._asdict(),
        **{name: getattr(standing, name, None) for name in Standing._fields},
        "workers": workers,
        "load": load,
        "sentence": say(f"word.territory.load.{load.value}", language, each=each, **_limits(effect))
        if load
        else "",
    }


def _limits(effect: Effect) -> dict[str, int]:
    band = effect.band
    return {"fewest": band.fewest, "most": band.most} if band else {"fewest": 0, "most": 0}


def _workers(moment: Measured, grid: Grid) -> int:
    held = [one for one in moment.posts[grid.pk] if one.post == Post.GRID_MANAGER]
    return len({one.member_id for one in held})


def _staff(effect: Effect) -> Iterator[dict[str, Any]]:
    """Posts of the grids that retire, with the grids where the same person holds them afterwards."""
    after = list(effect.carried.after)
    kept = {one.pk for one in after}
    for grid in effect.before.grids:
        for held in [] if grid.pk in kept else effect.before.posts[grid.pk]:
            pieces = [
                place
                for place, one in enumerate(after)
                if any(
                    (now.member_id, now.post) == (held.member_id, held.post)
                    for now in effect.after.posts[one.pk]
                )
            ]
            yield {
                "appointment_id": held.pk,
                "member_name": held.member.name,
                "post": held.post,
                "unit_name": grid.name,
                "pieces": pieces,
                "to": [after[place].name for place in pieces],
            }


def _astride(effect: Effect) -> Iterator[dict[str, Any]]:
    wishes = effect.carried.plan.wishes
    pieces = max((max(one.parts) for one in effect.carried.astride), default=-1) + 1
    for one in effect.carried.astride:
        pk = UUID(str(one.id))
        yield {
            "building_id": pk,
            "name": effect.astride_names.get(pk, ""),
            "parts": [round(one.parts.get(place, 0.0), 3) for place in range(pieces)],
            "piece": wishes.get(pk, one.suggested),
            "decided": pk in wishes,
        }


def _names(carried: Carried) -> dict[UUID, str]:
    rows = Building.objects.filter(pk__in=[one.id for one in carried.astride])
    return {row.pk: f"{row.site.name}{row.name}" for row in rows.select_related("site")}


def _cover(moment: Measured) -> dict[str, int]:
    words = {Finding.GAP: "gaps", Finding.OVERLAP: "overlaps"}
    return {words.get(finding, finding.value): count for finding, count in moment.cover.items()}


def _notes(effect: Effect, language: str) -> Iterator[str]:
    """What a person should look at: load, land in several parts, much given away, cover that got worse."""
    for one in effect.carried.after:
        grid = _grid(effect, effect.after, one, "new", language)
        if grid["load"] in {Load.FEW, Load.MANY, Load.NOBODY}:
            yield say("word.territory.note.load", language, name=one.name, load=grid["sentence"])
        if one.boundary and shape(one.boundary).geom_type == "MultiPolygon":
            yield say("word.territory.note.scattered", language, name=one.name)
    yield from _much_given(effect, language)
    worse = [
        finding.value
        for finding in COVER
        if effect.after.cover[finding] > effect.before.cover[finding]
    ]
    if worse:
        yield say("word.territory.note.cover_worse", language)


def _much_given(effect: Effect, language: str) -> Iterator[str]:
    if effect.carried.plan.kind is not PlanKind.CEDE:
        return
    giver = effect.carried.before[0]
    before, after = effect.before.places[giver.pk], effect.after.places[giver.pk]
    if before.dwellings and after.dwellings < HALF * before.dwellings:
        yield say("word.territory.note.much_given", language, name=giver.name)


def with_reach(actor: Actor, carried: Carried) -> Actor:
    """The actor as after the next sign-in: what was held at the old grids is held at the new ones."""
    old = {one.pk for one in carried.before}
    new = frozenset(one.pk for one in carried.after)
    held = {name: grids | new if grids & old else grids for name, grids in actor.held.items()}
    return replace(actor, held=held)
