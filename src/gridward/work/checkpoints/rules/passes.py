"""Whether a pass holds at a gate now. `web/packages/rules/src/passes.ts` is its twin (`tests/cases/passes.json`)."""

from datetime import datetime
from uuid import UUID

from gridward.work.checkpoints.terms import KnownPass, PassState, PassToken


def pass_state(
    token: PassToken | None, known: KnownPass | None, gate: UUID, now: datetime
) -> PassState | None:
    """What is to be said of a pass; None where there is none.

    `token` is what its signed code says, None where the pass was looked up without one. A pass that the gate does not
    know yet holds by its code alone: it was made a minute ago, or this phone has been offline since. What is known goes
    before what the code says.
    """
    if known is None:
        return _by_code(token, now)
    if known.revoked:
        return PassState.REVOKED
    if token is not None and token.issue < known.issue:
        return PassState.REPLACED
    span = _within(known.begins, known.ends, now)
    if span is not PassState.VALID:
        return span
    if known.gates and gate not in known.gates:
        return PassState.OTHER_GATE
    return PassState.USED if known.used else PassState.VALID


def _by_code(token: PassToken | None, now: datetime) -> PassState | None:
    return None if token is None else _within(token.begins, token.ends, now)


def _within(begins: datetime, ends: datetime, now: datetime) -> PassState:
    if now < begins:
        return PassState.NOT_YET
    return PassState.VALID if now < ends else PassState.EXPIRED
