"""Doors: the effect of a change of boundaries, and the change itself."""

from django.http import HttpRequest

from gridward.config.boundaries.effect import effect_of, told, with_reach
from gridward.config.boundaries.schemas import ChangedOut, ConfirmIn, EffectOut, PlanIn
from gridward.ground.territory.api.answers import grid as grid_told
from gridward.ground.territory.api.created import created
from gridward.ground.territory.problems import EffectChanged
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.services.plans import carry_out
from gridward.kernel.access import Permission
from gridward.kernel.http import actor_of, answers, door, language_of

router = door("territory")


@router.post("/preview", response=answers(EffectOut))
def post_preview(request: HttpRequest, given: PlanIn) -> object:
    """What a change would do to households, load, posts, codes and cover; nothing is done."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_CHANGE)
    for grid in given.grids:
        actor.require(Permission.TERRITORY_CHANGE, grid_of(actor, grid).pk)
    return told(effect_of(actor, given.plain(), given.on), language_of(request))


@router.post("", response=answers(ChangedOut, 201))
def post_change(request: HttpRequest, given: ConfirmIn) -> object:
    """Carry out a change whose effect was shown, once per Idempotency-Key; refused if a grid changed meanwhile."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_CHANGE)

    def change() -> object:
        carried = carry_out(actor, given.plain(), on=given.on, reason=given.reason)
        if carried.stamp != given.stamp:
            raise EffectChanged
        wider = with_reach(actor, carried)
        return {"grids": [grid_told(wider, grid_of(wider, one.pk)) for one in carried.after]}

    return created(request, ChangedOut, given, change)
