"""What both halves share: the row that they meet in, where it stands, and what the record says."""

from datetime import datetime
from uuid import UUID

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.rota.models import Shift
from gridward.ground.rota.queries.rows import HOLDS
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import one_at_a_time
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.models import Handover
from gridward.work.handovers.problems import HandoverNoMember
from gridward.work.handovers.rules.codes import id_of
from gridward.work.handovers.rules.figures import figures_on
from gridward.work.handovers.rules.joining import are_crossed, counting, state_of
from gridward.work.handovers.terms import (
    Crossing,
    GiveHalf,
    HandoverAct,
    HandoverFigures,
    HandoverKind,
    HandoverState,
    TakeAnswer,
    TakeHalf,
)


def member_of(actor: Actor) -> UUID:
    """Who signs; raises HandoverNoMember for a sign-in without a member."""
    if actor.member_id is None:
        raise HandoverNoMember
    return actor.member_id


def met_in(gate: Checkpoint, code: str, at: datetime, kind: HandoverKind) -> Handover:
    """The row of a handover, alone until the transaction ends; a new one where neither half was heard.

    Halves of one gate take turns, since two of its handovers may be crossed.
    """
    one_at_a_time("handovers.gate", gate.pk)
    row = Handover.objects.filter(pk=id_of(gate.pk, code)).first()
    return row or Handover(
        id=id_of(gate.pk, code),
        street_id=gate.street_id,
        grid=gate.grid,
        checkpoint=gate,
        kind=kind,
        code=code,
        at=at,
    )


def give_half(row: Handover) -> GiveHalf | None:
    """The half of whoever leaves, if it is here."""
    return GiveHalf(row.given_by_id, row.digest) if row.given_by_id else None


def take_half(row: Handover) -> TakeHalf | None:
    """The half of whoever comes, if it is here."""
    if row.taken_by_id is None or row.taken_at is None or not row.take_answer:
        return None
    return TakeHalf(row.taken_by_id, TakeAnswer(row.take_answer), row.taken_at, row.take_digest)


def settle(actor: Actor, row: Handover) -> None:
    """Store the row with where it stands by its halves, and by another handover that it is crossed with."""
    row.state = state_of(HandoverKind(row.kind), give_half(row), take_half(row))
    row.crossed_with = None
    row.version += not row._state.adding
    row.save()
    other = _crossed(row)
    if other is not None:
        figures_end = [_crossing(one) for one in (row, other)]
        winner = counting(*figures_end)
        loser, stays = (other, row) if winner.id == row.pk else (row, other)
        _set_aside(actor, loser, stays)


def note(actor: Actor, act: HandoverAct, row: Handover) -> None:
    """One line of the record."""
    gate = row.checkpoint
    at = f"{row.at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
    about = About(row._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, gate=gate.name, at=at, code=row.code)


def _crossed(row: Handover) -> Handover | None:
    """Another handover of the same two people the other way round, about the same time."""
    if row.given_by_id is None or row.taken_by_id is None:
        return None
    turned = Handover.objects.filter(
        checkpoint=row.checkpoint_id, given_by=row.taken_by_id, taken_by=row.given_by_id
    )
    figures = _figures(row)
    rows = turned.exclude(pk=row.pk).order_by("at", "id").select_related("checkpoint")
    near = rows.filter(at__range=(row.at - figures.crossed, row.at + figures.crossed))
    mine = _crossing(row)
    return next((one for one in near if are_crossed(mine, _crossing(one), figures)), None)


def _crossing(row: Handover) -> Crossing:
    giver, taker = row.given_by_id, row.taken_by_id
    assert giver is not None  # noqa: S101 - both halves are here
    assert taker is not None  # noqa: S101 - both halves are here
    near = _figures(row).crossed
    ends = Shift.objects.filter(
        HOLDS,
        place=row.checkpoint.duty_place_id,
        member=giver,
        ends_at__range=(row.at - near, row.at + near),
    )
    return Crossing(row.pk, giver, taker, row.at, ends.values_list("ends_at", flat=True).first())


def _set_aside(actor: Actor, loser: Handover, winner: Handover) -> None:
    loser.state, loser.crossed_with = HandoverState.CROSSED, winner
    loser.save()
    stands = state_of(HandoverKind(winner.kind), give_half(winner), take_half(winner))
    if winner.state != stands or winner.crossed_with_id is not None:
        winner.state, winner.crossed_with = stands, None
        winner.save()
    note(actor, HandoverAct.CROSSED, loser)


def _figures(row: Handover) -> HandoverFigures:
    return figures_on(clock.local_date(row.at))
