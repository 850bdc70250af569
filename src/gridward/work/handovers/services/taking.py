"""The half of whoever comes: confirmed, or questioned with a word."""

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.signature import check_signature
from gridward.work.checkpoints.queries.keepers import gate_to_keep
from gridward.work.handovers.models import Handover
from gridward.work.handovers.problems import HandoverAlone, HandoverTaken, HandoverToSelf
from gridward.work.handovers.rules.checking import problem_of_take
from gridward.work.handovers.rules.joining import merged
from gridward.work.handovers.services.shared import (
    member_of,
    met_in,
    note,
    settle,
    take_half,
)
from gridward.work.handovers.terms import (
    HandoverAct,
    HandoverKind,
    TakeAnswer,
    TakeHalf,
    TakeSaid,
)


@transaction.atomic
def take_handover(actor: Actor, *, said: TakeSaid) -> Handover:
    """Take a gate over, before or after the other half is here; sent again, it is there already.

    Whoever had a question may confirm later. Raises NotFound, NotAllowed, HandoverNoMember, HandoverCodeWrong,
    HandoverTimesWrong, HandoverUnsigned, HandoverWordMissing, HandoverToSelf, HandoverTaken, HandoverAlone and the
    problems of a signature.
    """
    member = member_of(actor)
    gate = gate_to_keep(actor, said.gate_id, said.at)
    problem = problem_of_take(said, clock.now())
    if problem is not None:
        raise problem
    row = met_in(gate, said.code, said.at, HandoverKind.SHIFT)
    _check(row, member)
    new = TakeHalf(member, said.answer, said.at, said.digest)
    known = take_half(row)
    if known is not None and merged(known, new) == known:
        return row
    _fill(actor, row, said)
    settle(actor, row)
    asked = said.answer is TakeAnswer.QUESTION
    note(actor, HandoverAct.QUESTIONED if asked else HandoverAct.TAKEN, row)
    return row


def _check(row: Handover, member: object) -> None:
    if row.kind != HandoverKind.SHIFT:
        raise HandoverAlone
    if row.given_by_id == member:
        raise HandoverToSelf
    if row.taken_by_id not in (None, member):
        raise HandoverTaken(name=row.taken_name)


def _fill(actor: Actor, row: Handover, said: TakeSaid) -> None:
    row.taken_by_id, row.taken_name = actor.member_id, actor.name
    row.taken_at, row.taken_received_at = said.at, clock.now()
    row.take_answer, row.take_way, row.take_digest = said.answer, said.by, said.digest
    row.take_signature = check_signature(said.signature)
    row.set_sealed("taken_said", said.word.strip() or None)
