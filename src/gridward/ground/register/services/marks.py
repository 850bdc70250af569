"""What history keeps beside each former state: which act, when it happened, whether the old value was wrong, why.

Both clocks are kept: the day on which it happened in life (`on`), and when it was recorded (by the database).
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridward.ground.register.problems import CorrectionReasonMissing
from gridward.ground.register.rules.dates import check_day
from gridward.ground.register.rules.entries import at
from gridward.ground.register.terms.people import RegisterAct
from gridward.kernel import clock
from gridward.kernel.history import marked
from gridward.kernel.ids import new_id

SHORTEST_REASON = 2


@dataclass(frozen=True)
class Why:
    """`on`: the day on which it happened. `correction`: what stood there was entered wrongly; then `reason` says how.

    Raises DayToCome, and CorrectionReasonMissing for a correction without a reason of 2 characters.
    """

    on: date | None = None
    correction: bool = False
    reason: str = ""

    def checked(self) -> "Why":
        """Itself, if the day is not to come and a correction has its reason."""
        with at("on"):
            check_day(self.on, today=clock.today())
        if self.correction and len(self.reason.strip()) < SHORTEST_REASON:
            with at("reason"):
                raise CorrectionReasonMissing
        return self


def telling(act: RegisterAct, why: Why | None = None, **more: Any) -> AbstractContextManager[None]:
    """Around the statements of an act: former states are kept with its words. `id` holds the act together.

    Raises as `Why.checked`.
    """
    why = why.checked() if why else None
    return marked(
        act=act.value,
        id=str(new_id()),
        on=why.on.isoformat() if why and why.on else None,
        reason=why.reason.strip() if why else None,
        correction=True if why and why.correction else None,
        **more,
    )
