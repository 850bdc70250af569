"""Passes that an actor may see; the keys by which their codes are read."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name, mask_phone
from gridward.work.checkpoints.models import Pass, PassKey
from gridward.work.checkpoints.problems import PassRevoked
from gridward.work.checkpoints.rules.passes import pass_state
from gridward.work.checkpoints.rules.tokens import (
    PublicKeys,
    TokenUnreadable,
    name_of,
    public_from,
    read_token,
)
from gridward.work.checkpoints.terms import (
    KnownPass,
    PassKind,
    PassState,
    PassToken,
    TokenFault,
)


@dataclass(frozen=True)
class PassFilter:
    """Which passes: of a grid, a kind, a household, a resident; `q` is a serial, a plate or a part of them."""

    grid_id: UUID | None = None
    kind: PassKind | None = None
    household_id: UUID | None = None
    resident_id: UUID | None = None
    q: str = ""
    holding: bool = False


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Pass]:
    """Passes at the actor's grids, or at one of them."""
    return at_grids(Pass, actor.grids(Permission.REGISTER_READ), grid_id)


def passes(actor: Actor, wanted: PassFilter) -> QuerySet[Pass]:
    """Passes with what lists show of them."""
    rows = named(visible_to(actor, wanted.grid_id))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.household_id:
        rows = rows.filter(household=wanted.household_id)
    if wanted.resident_id:
        rows = rows.filter(resident=wanted.resident_id)
    if wanted.q:
        text = wanted.q.strip().upper().replace(" ", "")
        rows = rows.filter(Q(serial__contains=text) | Q(plate__contains=text))
    return rows.filter(holding(clock.now())) if wanted.holding else rows


def holding(now: datetime) -> Q:
    """What makes a pass hold at a moment, wherever it is shown."""
    return Q(revoked_at=None, begins__lte=now, ends__gt=now) & (Q(once=False) | Q(used_at=None))


def named(rows: QuerySet[Pass]) -> QuerySet[Pass]:
    """The rows with their grid, holder and helper."""
    return with_grid(rows, "resident", "household", "organisation", "assisted_by")


def pass_of(actor: Actor, pass_id: UUID) -> Pass:
    """One pass; raises NotFound."""
    return found(named(visible_to(actor)), pass_id)


def pass_to_change(actor: Actor, pass_id: UUID) -> Pass:
    """One pass that was not revoked, locked until the transaction ends; raises NotFound, NotAllowed, PassRevoked."""
    row = found(named(visible_to(actor)).select_for_update(of=("self",)), pass_id)
    actor.require(Permission.PASS_ISSUE, row.grid_id)
    if row.revoked_at is not None:
        raise PassRevoked(serial=row.serial)
    return row


def known(row: Pass) -> KnownPass:
    """What gates know of a pass, read with its holder; who has left the place has no pass any more."""
    has_left = row.resident is not None and row.resident.left_on is not None
    return KnownPass(
        id=row.pk,
        kind=PassKind(row.kind),
        issue=row.issue,
        begins=row.begins,
        ends=row.ends,
        revoked=has_left or row.revoked_at is not None,
        gates=frozenset(row.gates),
        used=row.once and row.used_at is not None,
    )


def public_keys() -> PublicKeys:
    """Every key that codes were ever signed with."""
    keys = (public_from(bytes(raw)) for raw in PassKey.objects.values_list("public", flat=True))
    return {name_of(one): one for one in keys}


def checked(
    actor: Actor, code: str, gate_id: UUID, now: datetime
) -> tuple[PassToken | TokenFault, PassState | None, Pass | None]:
    """What a code says, whether it holds at a gate now, and its pass where the actor may see it."""
    try:
        token = read_token(code, public_keys())
    except TokenUnreadable as refused:
        return refused.fault, PassState.FORGED, None
    row = named(visible_to(actor)).filter(pk=token.id).first()
    return token, pass_state(token, known(row) if row else None, gate_id, now), row


def with_serial(
    actor: Actor, typed: str, gate_id: UUID, now: datetime
) -> tuple[PassState, Pass] | None:
    """Whether the pass of a serial holds at a gate now; None where the actor sees none of it."""
    serial = "".join(typed.split()).replace("-", "").upper()
    row = named(visible_to(actor)).filter(serial=serial).first()
    state = pass_state(None, known(row), gate_id, now) if row else None
    return (state, row) if row and state else None


def masked_holder(row: Pass) -> tuple[str, str]:
    """Who holds it and their phone, masked; a unit by its name. Raises SealBroken."""
    told = json.loads(row.open_sealed("holder") or "{}")
    if told:
        return mask_name(told["name"]), mask_phone(told["phone"]) if told["phone"] else ""
    if row.resident is not None:
        return mask_name(row.resident.name), ""
    return (row.organisation.name if row.organisation else ""), ""
