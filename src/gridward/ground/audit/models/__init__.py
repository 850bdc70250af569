"""Tables of the record: lines and their head; exports, alerts and the limits by which they are judged."""

from gridward.ground.audit.models.exports import (
    AlertNote,
    Export,
    ExportAlert,
    ExportFile,
    ExportLimits,
    ExportTaking,
)
from gridward.ground.audit.models.lines import HASHED, Head, Line

__all__ = [
    "HASHED",
    "AlertNote",
    "Export",
    "ExportAlert",
    "ExportFile",
    "ExportLimits",
    "ExportTaking",
    "Head",
    "Line",
]
