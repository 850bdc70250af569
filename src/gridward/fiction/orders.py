"""Work orders of the fictional street, moved by the verbs of the engine at instants of the last days: some closed and
rated, some with their handlers, some that nobody answered, so that the sweep sent them higher.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from PIL import Image

from gridward.fiction.chance import Weighted, stream
from gridward.fiction.order_texts import ANSWERS, DONE, PLACES, TEXTS
from gridward.ground.register.models import Household, Organisation
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY, Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.workorders.models import KindVersion, Order
from gridward.work.workorders.queries.cases import OrderCase, case_of
from gridward.work.workorders.queries.holders import Around, around
from gridward.work.workorders.queries.kinds import kind_of, kinds_in_force
from gridward.work.workorders.rules.ladder import verifying
from gridward.work.workorders.rules.machine import possible
from gridward.work.workorders.services.opening import begin
from gridward.work.workorders.services.photos import claim, keep_order_photo
from gridward.work.workorders.services.preparing import needs, prepare
from gridward.work.workorders.services.sweeping import sweep
from gridward.work.workorders.services.writing import Beside, carry_out, sealed
from gridward.work.workorders.terms import MoveSaid, OrderLink, OrderMove, OrderNeed, Relation

M, R = OrderMove, Relation
COUNT, GRIDS, DAYS, HOURS, LATER = 48, 8, 5, 9, 20
OPENER = Post.GRID_SUPERVISOR
_DISPATCH, _TAKE, _HANDLE = (M.DISPATCH, R.DESK), (M.ACKNOWLEDGE, R.HANDLER), (M.HANDLE, R.HANDLER)
_VERIFY, _CLOSE, _RATE = (M.VERIFY, R.VERIFIER), (M.CLOSE, R.DESK), (M.RATE, R.OPENER)
T = TypeVar("T", Household, Organisation)
Way = tuple[tuple[OrderMove, Relation], ...]
_OVER: Mapping[Way, float] = {
    (_DISPATCH, _TAKE, _HANDLE, _VERIFY, _CLOSE, _RATE): 3.0,
    (_DISPATCH, _TAKE, _HANDLE, _VERIFY, _CLOSE): 3.0,
    ((M.REJECT, R.DESK),): 1.0,
}
_UNDER_WAY: Mapping[Way, float] = {
    (): 4.0,
    (_DISPATCH,): 3.0,
    (_DISPATCH, _TAKE): 4.0,
    (_DISPATCH, _TAKE, _HANDLE): 2.0,
    (_DISPATCH, _TAKE, (M.ASK, R.HANDLER)): 1.0,
    (_DISPATCH, _TAKE, _HANDLE, (M.REOPEN, R.VERIFIER)): 1.0,
}
_WAYS = Weighted({**_OVER, **_UNDER_WAY})


@dataclass(frozen=True)
class _Step:
    """What is to be done at an instant, by whoever is that to the order."""

    at: datetime
    order: UUID
    move: OrderMove
    who: Relation


@transaction.atomic
def report_orders(seed: int, now: datetime) -> int:
    """Open orders and move them in the order of time; answers how many. The same street gives the same orders."""
    rng = stream(seed, "orders")
    grids = Grid.objects.filter(kind=GridKind.BASE, valid_to=None).order_by("code")[:GRIDS]
    places = {grid.pk: around(grid) for grid in grids}
    desk = replace(operator("gridward"), street_id=next(iter(places.values())).grid.street_id)
    tell_database(desk)
    kinds = [one for one in kinds_in_force(clock.local_date(now)) if one.code in ANSWERS]
    steps = [
        step
        for number in range(COUNT)
        for step in _planned(rng, list(places.values()), kinds[number % len(kinds)], now)
    ]
    for step in sorted(steps, key=lambda one: one.at):
        _sweep(step.at)
        _make(step, places, rng)
    _sweep(now)
    return COUNT


def _planned(rng: Random, places: list[Around], kind: KindVersion, now: datetime) -> list[_Step]:
    """An order that was opened in the last days or hours, and what is still to be done with it until now."""
    way = _WAYS.draw(rng)
    ago = rng.uniform(24, 24 * DAYS) if way in _OVER else rng.uniform(0.2, HOURS)
    at = now - timedelta(hours=ago)
    order = _opened(rng, rng.choice(places), kind, at)
    steps = []
    for move, who in way:
        at += timedelta(minutes=rng.uniform(4, 14))
        steps.append(_Step(at, order, move, who))
    return [one for one in steps if one.at < now]


def _opened(rng: Random, place: Around, version: KindVersion, at: datetime) -> UUID:
    opener, kind = _person(place, OPENER), kind_of(version.pk)
    row = Order(
        id=new_id(),
        street_id=place.grid.street_id,
        grid=place.grid,
        kind=version,
        place=rng.choice(PLACES),
        opener_id=opener.member_id,
        opened_by=opener.name,
        opened_at=at,
        seen_at=at,
    )
    if kind.links.get(OrderLink.ORGANISATION):
        row.organisation = _one(rng, Organisation, place.grid)
    elif OrderLink.HOUSEHOLD in kind.links:
        row.household = _one(rng, Household, place.grid)
    row.set_sealed("said", sealed(TEXTS[kind.code], ANSWERS[kind.code]))
    begin(opener, row, kind, place, Beside(), at)
    return row.pk


def _one(rng: Random, model: type[T], grid: Grid) -> T | None:
    rows = list(model._default_manager.filter(grid=grid).order_by("created_at", "id")[:30])
    return rng.choice(rows) if rows else None


def _sweep(at: datetime) -> None:
    """Whatever ran out in silence until then rises, as many rungs as it had time for."""
    while due := Order.objects.filter(next_due__lte=at).aggregate(due=Min("next_due"))["due"]:
        sweep(SOMEBODY, due)


def _make(step: _Step, places: Mapping[UUID, Around], rng: Random) -> None:
    """Make a step that is still possible: what rose meanwhile may be somebody else's, or done at once."""
    row = Order.objects.select_related("grid", "concerned").get(pk=step.order)
    place = places[row.grid_id]
    actor = _who(step.who, row, place)
    case = case_of(actor, row)
    if step.move not in possible(case.facts, case.who):
        return
    taker = replace(actor, account_id=new_id())
    said = _said(step, case, taker, rng)
    ready = prepare(actor, case, step.move, said, step.at)
    beside = Beside(text=said.text, photos=said.photos, told=ready.told)
    carry_out(actor, row, case.kind, place, ready.done, beside)
    claim(row, said.photos, taker.account_id)


def _said(step: _Step, case: OrderCase, taker: Actor, rng: Random) -> MoveSaid:
    photo = OrderNeed.PHOTO in needs(case, step.move)
    return MoveSaid(
        text=DONE.get(step.move, ""),
        photos=(_picture(taker),) if photo else (),
        rating=rng.randint(3, 5),
        until=step.at + timedelta(days=LATER),
    )


def _picture(taker: Actor) -> UUID:
    drawn, photo = io.BytesIO(), new_id()
    Image.new("RGB", (480, 320), "#8fb3ad").save(drawn, "PNG")
    keep_order_photo(taker, photo_id=photo, content=drawn.getvalue())
    return photo


def _who(who: Relation, row: Order, place: Around) -> Actor:
    """The first who is that to the order; nobody verifies what they have handled."""
    kind, facts = kind_of(row.kind_id), row.facts()
    if who is R.OPENER:
        return _person(place, OPENER)
    if who is R.HANDLER and row.post:
        return _person(place, Post(row.post), row.handler_id)
    posts = verifying(kind, facts) if who is R.VERIFIER else kind.desk
    members = [(post, one) for post in posts for one in place.held.get(post, ())]
    post, member = next(pair for pair in members if pair[1] != row.handled_by_id)
    return _person(place, post, member)


def _person(place: Around, post: Post, member: UUID | None = None) -> Actor:
    """Who holds a post around a grid."""
    found = member or next(iter(place.held.get(post) or place.held[Post.COMMUNITY_GRID_LEADER]))
    named = operator(Member.objects.get(pk=found).name)
    return replace(named, street_id=place.grid.street_id, member_id=found)
