"""A check at a gate: one question to the provider, of which nothing is kept here.

What a code said goes back to the keeper, who writes it down with the passage: kind, result, time and source. A
question by identity number is different, since nobody need stand there to be asked about: it leaves a line of the
record with the masked number and without its answer.
"""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gridward.exchange.codes.problems import CodeExpired, CodeUnknown
from gridward.exchange.codes.rules.results import told, words_on
from gridward.exchange.codes.services.settings import counts_from, provider
from gridward.exchange.codes.terms import CodeAct, CodeShown, Holder, Told
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.codes import identity_number
from gridward.kernel.masking import mask_identity_number
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.problems import GateClosed
from gridward.work.checkpoints.queries.keepers import gate_to_keep
from gridward.work.checkpoints.terms import CodeKind

_LIKE_A_NUMBER = re.compile(r"\s*\d{17}[\dXx]\s*")


def kept_gate(actor: Actor, gate_id: UUID) -> Checkpoint:
    """A gate that the actor keeps, by post or shift; raises NotFound, NotAllowed, GateClosed."""
    row = gate_to_keep(actor, gate_id, clock.now())
    if row.closed_on is not None:
        raise GateClosed(name=row.name)
    return row


def is_number(shown: str) -> bool:
    """Whether it has the form of an identity number, right or mistyped; else it is the text of a code."""
    return _LIKE_A_NUMBER.fullmatch(shown) is not None


def check_code(actor: Actor, *, gate_id: UUID, kind: CodeKind, shown: str) -> Told:
    """What the provider says of a code, or of the person of an identity number.

    Raises NotFound, NotAllowed, GateClosed, a CodeProblem, and for a mistyped number an IdentityNumberProblem.
    """
    gate, now = kept_gate(actor, gate_id), clock.now()
    if is_number(shown):
        return _looked_up(actor, gate, kind, shown, now)
    found = provider().verify_code(CodeShown(shown.strip()))
    if found.until is not None and found.until <= now:
        raise CodeExpired
    return told(kind, found, words_on(clock.local_date(now)), counts_from())


def _looked_up(actor: Actor, gate: Checkpoint, kind: CodeKind, shown: str, now: datetime) -> Told:
    number = identity_number.parse(shown, today=clock.local_date(now)).number
    try:
        found = provider().query_health(Holder(number))
    except CodeUnknown:
        _tell(actor, gate, kind, number)
        raise
    _tell(actor, gate, kind, number)
    return told(kind, found, words_on(clock.local_date(now)), counts_from())


@transaction.atomic
def _tell(actor: Actor, gate: Checkpoint, kind: CodeKind, number: str) -> None:
    """The line comes after the answer: writers of the record wait for each other."""
    record(
        actor,
        CodeAct.LOOKED_UP,
        About(gate._meta.db_table, gate.pk, gate.grid_id),
        street=gate.street_id,
        gate=gate.name,
        grid=gate.grid.name,
        kind=say(f"word.gates.code.{kind}"),
        number=mask_identity_number(number),
    )
