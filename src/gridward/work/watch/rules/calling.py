"""What a passage calls for, and by which id: the same passage calls for the same once."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from gridward.work.checkpoints.terms import Decision, Reason
from gridward.work.watch.terms import CallKind

_NAMESPACE = UUID("6d0a6f1e-53a5-4b0e-9f2f-0d7f5b3c1a60")
_WHEN_HELD = {Reason.FEVER: CallKind.FEVER, Reason.CODE_BAD: CallKind.CODE}


def called_for(decision: Decision, reasons: Iterable[Reason]) -> list[CallKind]:
    """The kinds of orders, the gravest first. An emergency passes without condition and calls for nothing of these.

    Somebody watched for is told of whatever the keeper did; a fever or a bad code where the keeper holds somebody.
    """
    if decision is Decision.EMERGENCY:
        return []
    known = set(reasons)
    found = [CallKind.WATCHED] if Reason.WATCHED in known else []
    if decision is Decision.HELD:
        found += [kind for reason, kind in _WHEN_HELD.items() if reason in known]
    return found


def call_id(passage_id: UUID, kind: CallKind) -> UUID:
    """The id of a call, and of its order."""
    return uuid5(_NAMESPACE, f"{passage_id}:{kind}")


def missing_id(report_id: UUID) -> UUID:
    """The id of the order of a missing resident."""
    return uuid5(_NAMESPACE, f"missing:{report_id}")
