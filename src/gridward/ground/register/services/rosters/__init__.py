"""Roster import: one function per verb (R2)."""

from gridward.ground.register.services.rosters.answers import answer_workbook
from gridward.ground.register.services.rosters.batches import (
    ask_for,
    check,
    commit,
    correct_mapping,
    import_file,
    upload,
)
from gridward.ground.register.services.rosters.forgetting import forget_old_files
from gridward.ground.register.services.rosters.undoing import undo

__all__ = [
    "answer_workbook",
    "ask_for",
    "check",
    "commit",
    "correct_mapping",
    "forget_old_files",
    "import_file",
    "undo",
    "upload",
]
