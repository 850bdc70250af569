"""Requests for passes: what an actor may see and decide, what a page may ask after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import QuerySet

from gridward.exchange.portal.models import PassRequest
from gridward.exchange.portal.terms import Admitted, PassEnding, PassRequestState
from gridward.ground.register.models import Resident
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel.access import Actor, Permission

MOST_LISTED = 200


@dataclass(frozen=True)
class AskedWords:
    """What was written in a request."""

    name: str
    phone: str
    plate: str
    reason: str


def requests_of(actor: Actor, state: PassRequestState | None) -> list[PassRequest]:
    """Requests at grids where the actor issues passes: the longest waiting first, others the latest first."""
    rows = _visible(actor)
    if state is not None:
        rows = rows.filter(state=state)
    waiting = list(rows.filter(state="waiting").order_by("sent_at", "id")[:MOST_LISTED])
    decided = rows.exclude(state="waiting").order_by("-sent_at", "-id")
    return waiting + list(decided[: MOST_LISTED - len(waiting)])


def request_of(actor: Actor, request_id: UUID) -> PassRequest:
    """One request; raises NotFound."""
    return found(_visible(actor), request_id)


def words_of(row: PassRequest) -> AskedWords:
    """What was written; raises SealBroken."""
    return AskedWords(**orjson.loads(row.open_sealed("content") or "{}"))


def given_of(row: PassRequest) -> tuple[str, str]:
    """Serial and code of a granted request, empty of another. Raises SealBroken."""
    given = row.open_sealed("given")
    told = orjson.loads(given) if given else {}
    return told.get("serial", ""), told.get("code", "")


def holders(row: PassRequest) -> list[Resident]:
    """Who lives at the door by the register: those who may hold a pass of a resident."""
    if row.target.household_id is None:
        return []
    rows = Resident.objects.filter(household=row.target.household_id, left_on=None)
    return list(rows.order_by("name", "id"))


def asked_after(admitted: Admitted, ids: Sequence[UUID]) -> list[PassRequest]:
    """Those of the door that a page knows the ids of: whoever merely finds a slip is told of none."""
    rows = PassRequest.objects.filter(target=admitted.target, pk__in=ids)
    return list(rows.order_by("-sent_at", "-id"))


def ended(rows: Sequence[PassRequest]) -> Mapping[UUID, PassEnding]:
    """Of requests of the admitted door those whose code holds no more."""
    granted = [row.pk for row in rows if row.state == PassRequestState.GRANTED]
    if not granted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pass, why FROM portal_passes_ended(%s)", [granted])
        return {request: PassEnding(why) for request, why in cursor.fetchall()}


def _visible(actor: Actor) -> QuerySet[PassRequest]:
    rows = at_grids(PassRequest, actor.grids(Permission.PASS_ISSUE), None)
    return rows.select_related("target__household", "grid").defer("grid__boundary", "grid__bounds")
