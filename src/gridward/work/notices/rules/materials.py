"""When a material is handed out, to whom in which way, and what its file may be (clause W8)."""

from datetime import date

from gridward.work.notices.terms import HandedWay, MaterialFormat, MaterialState, SubjectKind

FIT = {
    SubjectKind.HOUSEHOLD: {HandedWay.VISIT, HandedWay.DOOR, HandedWay.TELEPHONE},
    SubjectKind.ORGANISATION: {HandedWay.VISIT, HandedWay.UNIT, HandedWay.TELEPHONE},
}
"""Which ways reach whom."""
_PDF = b"%PDF-"
_HEAD = 1024
"""Readers look for the mark of a PDF in so many first bytes."""
_ACTIVE = (
    *(b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/ImportData"),
    *(b"/EmbeddedFile", b"/RichMedia", b"/XFA", b"/Encrypt"),
)
"""Names in a PDF that let it act, carry other files or hide what it holds (ISO 32000-1, 12.6 and 7.11.4)."""
_AFTER_A_NAME = b"\x00\t\n\x0c\r ()<>[]{}/%"


def state_of(
    valid_from: date, valid_to: date, ended_on: date | None, *, replaced: bool, day: date
) -> MaterialState:
    """How a material stands on a day; from the day on which it ended it is handed out no more."""
    if ended_on is not None and day >= ended_on:
        return MaterialState.REPLACED if replaced else MaterialState.WITHDRAWN
    if day > valid_to:
        return MaterialState.OVER
    return MaterialState.AHEAD if day < valid_from else MaterialState.HOLDS


def format_of(content: bytes) -> MaterialFormat | None:
    """By its first bytes, not by what its sender calls it; None for a PDF that acts by itself or is locked."""
    if _PDF not in content[:_HEAD]:
        return MaterialFormat.JPEG
    return None if _acts(content) else MaterialFormat.PDF


def _acts(content: bytes) -> bool:
    return any(_has_name(content, name) for name in _ACTIVE)


def _has_name(content: bytes, name: bytes) -> bool:
    """Whether it is written, as a whole: /JSON is not /JS."""
    at = content.find(name)
    while at >= 0:
        after = content[at + len(name) : at + len(name) + 1]
        if not after or after in _AFTER_A_NAME:
            return True
        at = content.find(name, at + 1)
    return False
