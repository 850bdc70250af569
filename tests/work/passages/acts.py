"""What phones at gates send in these tests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.models import Passage
from gridward.work.passages.schemas import PassagesIn
from gridward.work.passages.services.taking import take_passages
from gridward.work.passages.terms import Taken

PHONE = UUID("01a20000-0000-7000-8000-000000000001")


def passage(gate: Checkpoint | UUID, at: datetime | None = None, **given: Any) -> dict[str, Any]:
    """A passage as JSON carries it: somebody of the register walks in."""
    words = dict.fromkeys(("lane", "pass_id", "pass_state", "person", "plate", "temperature_c"))
    words |= dict.fromkeys(("visiting", "name", "phone", "why"))
    return {
        **words,
        "id": str(new_id()),
        "gate": str(gate.pk if isinstance(gate, Checkpoint) else gate),
        "at": (at or clock.now()).isoformat(),
        "direction": "in",
        "subject": "resident",
        "decision": "passed",
        "verdict": "pass",
        "reasons": [],
        "rules": "街道通知",
        "by": "scan",
        "codes": [],
        "no_phone": False,
        "people": 1,
        **given,
    }


def sent(*rows: dict[str, Any], now: datetime | None = None, device: UUID = PHONE) -> PassagesIn:
    """A batch as the door reads it; `now` is what the phone's clock says."""
    told = {"device": str(device), "now": (now or clock.now()).isoformat(), "passages": list(rows)}
    return PassagesIn.model_validate(told)


def take(
    actor: Actor, *rows: dict[str, Any], now: datetime | None = None, device: UUID = PHONE
) -> Taken:
    """The batch is taken in."""
    return take_passages(actor, batch=sent(*rows, now=now, device=device).batch())


def counts(taken: Taken) -> tuple[int, int, list[str]]:
    """New, known, codes of refusals."""
    return taken.taken, taken.known, [one.problem.code for one in taken.refused]


def stored(rows: Sequence[dict[str, Any]] | None = None) -> list[Passage]:
    """What is in the table, by time."""
    found = Passage.objects.order_by("at", "id")
    return list(found.filter(pk__in=[row["id"] for row in rows]) if rows is not None else found)
