"""Tables of inspections, notices, plans, facilities and filings."""

from gridward.work.inspections.models.filings import Filing, FilingStep
from gridward.work.inspections.models.notices import (
    NoticeDelivery,
    NoticeReply,
    PaperSerial,
    RectificationNotice,
)
from gridward.work.inspections.models.seen import (
    Inspection,
    InspectionFinding,
    InspectionPhoto,
    Recorded,
)
from gridward.work.inspections.models.standing import Facility, PlannedVisit

__all__ = [
    "Facility",
    "Filing",
    "FilingStep",
    "Inspection",
    "InspectionFinding",
    "InspectionPhoto",
    "NoticeDelivery",
    "NoticeReply",
    "PaperSerial",
    "PlannedVisit",
    "Recorded",
    "RectificationNotice",
]
