"""The half of whoever leaves; and of whoever opens or closes a gate alone."""

import json
from dataclasses import asdict

from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.signature import check_signature
from gridward.work.checkpoints.queries.keepers import gate_to_keep
from gridward.work.handovers.models import Handover
from gridward.work.handovers.problems import HandoverIdTaken, HandoverToSelf
from gridward.work.handovers.queries.counting import counted
from gridward.work.handovers.rules.checking import problem_of
from gridward.work.handovers.services.shared import member_of, met_in, note, settle
from gridward.work.handovers.terms import HandoverAct, HandoverKind, HandoverSaid, TakeAnswer

_ACTS = {
    HandoverKind.SHIFT: HandoverAct.GIVEN,
    HandoverKind.OPENING: HandoverAct.OPENED,
    HandoverKind.CLOSING: HandoverAct.CLOSED,
}


@transaction.atomic
def give_handover(actor: Actor, *, said: HandoverSaid) -> Handover:
    """Hand over, or open or close a gate alone; sent again, it is there already.

    Raises NotFound, NotAllowed, HandoverNoMember, HandoverCodeWrong, HandoverTimesWrong, HandoverUnsigned,
    KitWordMissing, HandoverWordMissing, HandoverIdTaken, HandoverToSelf and the problems of a signature.
    """
    member = member_of(actor)
    gate = gate_to_keep(actor, said.gate_id, said.at)
    problem = problem_of(said, clock.now())
    if problem is not None:
        raise problem
    row = met_in(gate, said.code, said.at, said.kind)
    if row.digest:
        return _given_before(row, said, member)
    if row.taken_by_id is not None and said.kind is not HandoverKind.SHIFT:
        raise HandoverIdTaken
    if row.taken_by_id == member:
        raise HandoverToSelf
    _fill(row, said)
    _sign(actor, row, said)
    settle(actor, row)
    note(actor, _ACTS[said.kind], row)
    return row


def _given_before(row: Handover, said: HandoverSaid, member: object) -> Handover:
    author = row.taken_by_id if row.kind == HandoverKind.OPENING else row.given_by_id
    if (row.digest, author) != (said.digest, member):
        raise HandoverIdTaken
    return row


def _fill(row: Handover, said: HandoverSaid) -> None:
    row.kind, row.at, row.since, row.digest = said.kind, said.at, said.since, said.digest
    row.counts = said.counts.plain()
    server = counted(said.gate_id, said.since, said.at)
    row.server_counts = server.plain() if server else None
    row.kit = [asdict(one) for one in said.kit]
    row.keys, row.health = said.keys, said.health
    texts = {
        "matters": list(said.matters),
        "orders": [str(one) for one in said.orders],
        "health_word": said.health_word,
        "remarks": said.remarks,
        "word": said.word,
    }
    row.set_sealed("said", json.dumps(texts, ensure_ascii=False))


def _sign(actor: Actor, row: Handover, said: HandoverSaid) -> None:
    """Who opens a gate takes it over from nobody; anybody else gives it."""
    signature, now = check_signature(said.signature), clock.now()
    if said.kind is HandoverKind.OPENING:
        row.taken_by_id, row.taken_name = actor.member_id, actor.name
        row.take_signature, row.take_answer = signature, TakeAnswer.CONFIRM
        row.taken_at, row.taken_received_at = said.at, now
        return
    row.given_by_id, row.given_name = actor.member_id, actor.name
    row.give_signature, row.given_received_at = signature, now
