"""Tables of patrols, papers and draws."""

from gridward.work.patrols.models.draws import DrawPlan, ShownDraw
from gridward.work.patrols.models.papers import Countersignature, DailySheet, WorkLog
from gridward.work.patrols.models.walked import Finding, Patrol, PatrolPoint, Recorded, Stop

__all__ = [
    "Countersignature",
    "DailySheet",
    "DrawPlan",
    "Finding",
    "Patrol",
    "PatrolPoint",
    "Recorded",
    "ShownDraw",
    "Stop",
    "WorkLog",
]
