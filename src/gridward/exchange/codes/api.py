"""Doors of code services, at gates."""

from uuid import UUID

from django.http import HttpRequest

from gridward.exchange.codes.problems import CodeProblem, TooManyChecks
from gridward.exchange.codes.schemas import CodeCheckIn, CodeCheckOut, CodeServiceOut
from gridward.exchange.codes.services.checking import check_code, is_number, kept_gate
from gridward.exchange.codes.services.settings import is_set_up
from gridward.exchange.codes.terms import CODE_CHECKS, LOOK_UPS
from gridward.kernel.guessing import count, used_up
from gridward.kernel.http import actor_of, answers, door, language_of

router = door("gates")


@router.get("/{gate_id}/code-checks", response=answers(CodeServiceOut))
def get_code_service(request: HttpRequest, gate_id: UUID) -> object:
    """Whether a code service may be asked at this gate."""
    kept_gate(actor_of(request), gate_id)
    return CodeServiceOut(set_up=is_set_up())


@router.post("/{gate_id}/code-checks", response=answers(CodeCheckOut))
def post_code_check(request: HttpRequest, gate_id: UUID, given: CodeCheckIn) -> object:
    """Ask the code service what was shown says; what was shown and what else the service answers is kept nowhere."""
    actor = actor_of(request)
    limit, account = LOOK_UPS if is_number(given.shown) else CODE_CHECKS, str(actor.account_id)
    if used_up(request, limit, account):
        raise TooManyChecks
    try:
        found = check_code(actor, gate_id=gate_id, kind=given.kind, shown=given.shown)
    except CodeProblem:
        count(request, limit, account)
        raise
    count(request, limit, account)
    return CodeCheckOut.of(given.kind, found, language_of(request))
