"""A release paper is checked by its code: whether it is of this house, and of which day; it tells of nobody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridward.kernel.access import Actor
from gridward.work.checkpoints.queries.passes import public_keys
from gridward.work.measures.queries.measures import visible_to
from gridward.work.measures.rules.codes import read_code


@dataclass(frozen=True)
class ReleaseChecked:
    """The day of the release; the measure for whoever may see it."""

    ended_on: date
    measure_id: UUID | None
    serial: str


def checked(actor: Actor, code: str) -> ReleaseChecked:
    """What a code says. Raises ReleaseCodeUnreadable."""
    said = read_code(code, public_keys())
    row = visible_to(actor).filter(pk=said.measure).first()
    return ReleaseChecked(said.ended_on, row.pk if row else None, row.serial if row else "")
