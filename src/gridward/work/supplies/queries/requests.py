"""Requests: lists, one whole, which steps somebody may take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor, Permission
from gridward.work.supplies.models import SupplyRequest, SupplyStep
from gridward.work.supplies.queries.rows import (
    Store,
    keeps,
    named,
    store_above,
    visible_to,
)
from gridward.work.supplies.queries.stock import proposal
from gridward.work.supplies.rules.requests import OVER, possible
from gridward.work.supplies.terms import (
    Batch,
    Held,
    Received,
    StoreLevel,
    SupplyState,
    SupplyStepKind,
)
from gridward.work.workorders.queries.holders import posts_at

K = SupplyStepKind
FROM_COMMUNITY, FROM_STREET = "supplies_request", "supplies_from_street"
"""Kinds of the order of a request."""
ASKERS = frozenset({Post.GRID_MANAGER, Post.GRID_SUPERVISOR})
CHIEFS = frozenset({Post.COMMUNITY_GRID_LEADER, Post.FIRST_GRID_LEADER})
_AT_GRID = frozenset({K.RECEIVE, K.ACCEPT, K.OBJECT})
_OF_STORE = frozenset({K.ISSUE, K.CANCEL, K.EXPLAIN})


@dataclass(frozen=True)
class RequestFilter:
    """Which requests: of a grid, in a state, only those under way."""

    grid_id: UUID | None = None
    state: SupplyState | None = None
    under_way: bool = False


@dataclass(frozen=True)
class RequestStores:
    """The stores of a request as they matter to an actor: each is looked up once, where somebody asks for it."""

    actor: Actor
    row: SupplyRequest

    @cached_property
    def granted(self) -> Store | None:
        """The store that the grant names."""
        return granted_store(self.row)

    @cached_property
    def to_grant(self) -> Sequence[Store]:
        """Those that the actor keeps and may name in a grant, the nearest first."""
        return _to_grant(self.actor, self.row)


def requests(actor: Actor, wanted: RequestFilter) -> QuerySet[SupplyRequest]:
    """Requests with the state that their last step led to."""
    seen = visible_to(actor, SupplyRequest, wanted.grid_id)
    rows = standing(named(seen, "order__handler", "order__kind"))
    if wanted.state is SupplyState.ASKED:
        rows = rows.filter(last=None)
    elif wanted.state:
        rows = rows.filter(last=wanted.state)
    return under_way(rows) if wanted.under_way else rows


def standing(rows: QuerySet[SupplyRequest]) -> QuerySet[Any]:
    """Requests with `last`, the state that their last step led to; None where none was taken."""
    steps = SupplyStep.objects.filter(request=OuterRef("pk")).order_by("-serial")
    return rows.annotate(last=Subquery(steps.values("state")[:1]))


def under_way(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `standing` rows that are not over."""
    return rows.filter(Q(last=None) | ~Q(last__in=[one.value for one in OVER]))


def request_of(actor: Actor, request_id: UUID) -> SupplyRequest:
    """One request with its steps; raises NotFound."""
    rows = named(visible_to(actor, SupplyRequest), "order__handler", "order__kind")
    row: SupplyRequest = found(standing(rows).prefetch_related("steps"), request_id)
    return row


def state_of(row: SupplyRequest) -> SupplyState:
    """The state of a request that was read with `standing`."""
    return SupplyState(getattr(row, "last", None) or SupplyState.ASKED)


def is_late(row: SupplyRequest, day: date) -> bool:
    """Whether it is under way past the day on which it is needed."""
    return state_of(row) not in OVER and row.until < day


def last_step(row: SupplyRequest, *kinds: SupplyStepKind) -> SupplyStep | None:
    """The last of some kinds of steps of a request that was read whole."""
    return next((one for one in reversed(row.steps.all()) if one.kind in kinds), None)


def granted_store(row: SupplyRequest) -> Store | None:
    """The store that the grant names."""
    grant = last_step(row, K.GRANT)
    return store_above(row.grid, StoreLevel(grant.store)) if grant else None


def held_from(told: Mapping[str, Any]) -> Held:
    """A batch with its amount, as a step keeps it."""
    last = date.fromisoformat(told["expires_on"]) if told["expires_on"] else None
    return Held(Batch(told["article"], told["lot"], last), told["amount"])


def issued_of(row: SupplyRequest) -> list[Held]:
    """What was issued for a request."""
    step = last_step(row, K.ISSUE)
    return [held_from(one) for one in step.batches] if step else []


def batches_of(row: SupplyRequest) -> list[tuple[Held, int | None]]:
    """What was issued for a request, each with what of it arrived: None before the receipt."""
    step = last_step(row, K.RECEIVE, K.ISSUE)
    return [(held_from(one), one.get("arrived")) for one in step.batches] if step else []


def to_issue(actor: Actor, request_id: UUID) -> list[Held]:
    """What its keeper is proposed to issue for a request; nothing for others, or when it is not granted.

    Raises NotFound.
    """
    row = request_of(actor, request_id)
    stores, grant = RequestStores(actor, row), last_step(row, K.GRANT)
    if stores.granted is None or grant is None or not may_step(actor, row, K.ISSUE, stores):
        return []
    return proposal(stores.granted, grant.amounts)


def received_of(row: SupplyRequest) -> list[Received]:
    """What was issued and what of it arrived; empty before the receipt."""
    step = last_step(row, K.RECEIVE)
    if step is None:
        return []
    return [
        Received(batch=held.batch, issued=held.amount, amount=told["arrived"])
        for told in step.batches
        for held in [held_from(told)]
    ]


def asks_of_street(member_id: UUID | None, grid: Grid) -> bool | None:
    """Whom somebody's request at a grid goes to: the street (True), the community (False), nobody (None).

    Who leads the community does not decide their own request: it goes to the street.
    """
    held = posts_at(member_id, grid) if member_id else frozenset()
    if held & CHIEFS:
        return True
    if held & ASKERS and grid.kind != GridKind.COMMUNITY:
        return False
    return None


def _to_grant(actor: Actor, row: SupplyRequest) -> list[Store]:
    """Members of the service alone decide, whoever asks does not, and what is decided is not decided again."""
    if state_of(row) is not SupplyState.ASKED or actor.member_id in (None, row.member_id):
        return []
    levels = [StoreLevel.COMMUNITY, StoreLevel.STREET]
    if row.grid.kind == GridKind.COMMUNITY or row.order.kind.code == FROM_STREET:
        levels = [StoreLevel.STREET]
    return [
        store for level in levels for store in [store_above(row.grid, level)] if keeps(actor, store)
    ]


def steps_now(
    actor: Actor, row: SupplyRequest, stores: RequestStores | None = None
) -> list[SupplyStepKind]:
    """The steps that the actor may take now."""
    stores = stores or RequestStores(actor, row)
    return [kind for kind in possible(state_of(row)) if may_step(actor, row, kind, stores)]


def may_step(actor: Actor, row: SupplyRequest, kind: SupplyStepKind, stores: RequestStores) -> bool:
    """Whoever asks does not decide, whoever issues does not receive, whoever explains does not accept."""
    if actor.member_id is None:
        return False
    if kind is K.WITHDRAW:
        return row.member_id == actor.member_id
    if kind in (K.GRANT, K.REFUSE):
        return bool(stores.to_grant)
    if kind in _OF_STORE:
        return stores.granted is not None and keeps(actor, stores.granted)
    other = last_step(row, K.ISSUE if kind is K.RECEIVE else K.EXPLAIN)
    at_grid = kind in _AT_GRID and actor.may(Permission.SUPPLY_ASK, row.grid_id)
    return at_grid and other is not None and other.member_id != actor.member_id
