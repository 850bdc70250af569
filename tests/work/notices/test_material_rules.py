"""When a material is handed out, and what its file may be; no database, no clock."""

from datetime import date

import pytest

from gridward.work.notices.rules.materials import FIT, format_of, state_of
from gridward.work.notices.terms import HandedWay, MaterialFormat, MaterialState, SubjectKind

FIRST, LAST = date(2022, 4, 2), date(2022, 4, 30)


@pytest.mark.parametrize(
    ("day", "ended", "replaced", "state"),
    [
        (date(2022, 4, 1), None, False, MaterialState.AHEAD),
        (FIRST, None, False, MaterialState.HOLDS),
        (LAST, None, False, MaterialState.HOLDS),
        (date(2022, 5, 1), None, False, MaterialState.OVER),
        (date(2022, 4, 9), date(2022, 4, 10), True, MaterialState.HOLDS),
        (date(2022, 4, 10), date(2022, 4, 10), True, MaterialState.REPLACED),
        (date(2022, 5, 9), date(2022, 4, 10), True, MaterialState.REPLACED),
        (date(2022, 4, 10), date(2022, 4, 10), False, MaterialState.WITHDRAWN),
    ],
)
def test_state(day: date, ended: date | None, replaced: bool, state: MaterialState) -> None:
    assert state_of(FIRST, LAST, ended, replaced=replaced, day=day) is state


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n1 0 obj", MaterialFormat.PDF),
        (b"\x00 %PDF-1.4 << /JSON 1 /Jsx 2 >>", MaterialFormat.PDF),
        (b"%PDF-1.7 << /S /JavaScript /JS (app.alert) >>", None),
        (b"%PDF-1.7 << /JS(app.alert) >>", None),
        (b"%PDF-1.7 << /S/Launch>>", None),
        (b"%PDF-1.7 /EmbeddedFile", None),
        (b"%PDF-1.7 trailer << /Encrypt 7 0 R >>", None),
        (b"\xff\xd8\xff\xe0", MaterialFormat.JPEG),
        (b"MZ\x90", MaterialFormat.JPEG),
        (b" " * 2000 + b"%PDF-1.7", MaterialFormat.JPEG),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, found: MaterialFormat | None) -> None:
    """Whatever is no PDF must be drawn as a picture, or it is refused there."""
    assert format_of(content) is found


def test_each_kind_is_reached_by_ways_of_its_own() -> None:
    assert FIT[SubjectKind.HOUSEHOLD] ^ FIT[SubjectKind.ORGANISATION] == {
        HandedWay.DOOR,
        HandedWay.UNIT,
    }
