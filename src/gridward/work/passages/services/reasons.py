"""A reason that is written after its passage was sent: of an emergency, of a decision against the suggestion."""

import json
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.checkpoints.terms import Decision
from gridward.work.passages.models import Passage
from gridward.work.passages.problems import (
    PassageGateUnknown,
    PassageReasonMissing,
    PassageReasonThere,
    PassageUnknown,
)
from gridward.work.passages.queries.keeping import gates_kept
from gridward.work.passages.services.emergencies import tell_reason
from gridward.work.passages.services.reaching import reaching
from gridward.work.passages.terms import PassageAct


@transaction.atomic
def write_reason(actor: Actor, *, passage_id: UUID, gate_id: UUID, why: str) -> bool:
    """Write why; answers whether it is new. Sent again, it is there already; what was written stays.

    Raises NotAllowed, PassageGateUnknown, PassageUnknown, PassageReasonMissing, PassageReasonThere.
    """
    if not why.strip():
        raise PassageReasonMissing
    gates = gates_kept(actor, [str(gate_id)], clock.now())
    if not gates:
        actor.require(Permission.GATE_KEEP)
        raise PassageGateUnknown
    with reaching(actor, gates.values()):
        return _written(actor, passage_id, gate_id, why.strip())


def _written(actor: Actor, passage_id: UUID, gate_id: UUID, why: str) -> bool:
    row = Passage.objects.select_for_update().filter(pk=passage_id, gate=gate_id).first()
    if row is None:
        raise PassageUnknown
    words = json.loads(row.open_sealed("words") or "{}")
    if words.get("why"):
        return _there(words["why"], why)
    row.set_sealed("words", json.dumps({**words, "why": why}, ensure_ascii=False))
    Passage.objects.filter(pk=row.pk, day=row.day).update(words=row.words)
    about = About(Passage._meta.db_table, row.pk, row.grid_id)
    minute = f"{row.at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
    record(actor, PassageAct.REASON_WRITTEN, about, minute=minute)
    if row.decision == Decision.EMERGENCY:
        tell_reason(actor, row.pk, why)
    return True


def _there(written: str, why: str) -> bool:
    if written != why:
        raise PassageReasonThere
    return False
