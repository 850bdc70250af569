"""Writing the record, and the guard through which everything with personal data leaves the house."""

from gridward.ground.audit.services.lines import record
from gridward.ground.audit.services.overseeing import note_alert, set_limits
from gridward.ground.audit.services.releasing import draft, finish, let_go, release
from gridward.ground.audit.services.taking import file_of, forget_expired, keep_file, open_export
from gridward.ground.audit.services.watching import watch_reveals

__all__ = [
    "draft",
    "file_of",
    "finish",
    "forget_expired",
    "keep_file",
    "let_go",
    "note_alert",
    "open_export",
    "record",
    "release",
    "set_limits",
    "watch_reveals",
]
