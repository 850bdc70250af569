"""The narrow gate of the public doors: the database tells of one slip to whoever knows its token, and opens the wall of
declarations for its target alone, until the transaction ends. There is no actor, and no other row can be seen.
"""

from dataclasses import fields

import orjson
from django.db import connection

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.problems import SlipOver, SlipRevoked, SlipUnknown
from gridward.exchange.portal.rules.tokens import read_token
from gridward.exchange.portal.terms import Admitted, DeclarationState, SlipState
from gridward.kernel.crypto.vault import vault
from gridward.work.rounds.queries.rows import as_questions

_DECIDED = (DeclarationState.ACCEPTED, DeclarationState.REJECTED)
_TOLD = [one.name for one in fields(Admitted)]
_ADMIT = f"SELECT {', '.join(_TOLD)} FROM portal_admit(%s)"  # noqa: S608 - names of the program


def index_of(token: str) -> bytes:
    """The keyed hash by which a slip is found."""
    return vault.index("slip", token)


def admit(typed: str) -> Admitted:
    """The slip of a token, valid as long as its round is walked.

    Raises SlipCodeMistyped, SlipUnknown, SlipRevoked, SlipOver.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ADMIT, [index_of(read_token(typed))])
        row = cursor.fetchone()
    if row is None:
        raise SlipUnknown
    told = dict(zip(_TOLD, row, strict=True))
    admitted = Admitted(**{**told, "questions": as_questions(orjson.loads(told["questions"]))})
    if admitted.revoked:
        raise SlipRevoked
    if not admitted.is_open:
        raise SlipOver(round=admitted.round)
    return admitted


def state_of(admitted: Admitted) -> SlipState:
    """What the slip may still be used for. One printed after a decision begins anew."""
    rows = Declaration.objects.filter(target=admitted.target)
    if rows.filter(state__in=_DECIDED, decided_at__gte=admitted.printed_at).exists():
        return SlipState.HANDLED
    waits = rows.filter(state=DeclarationState.WAITING).exists()
    return SlipState.SENT if waits else SlipState.UNUSED
