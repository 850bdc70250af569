"""Who is expected, and what is said of how somebody attended."""

from collections.abc import Iterable
from uuid import UUID

from gridward.work.meetings.problems import AttendanceReasonMissing, StandInMissing
from gridward.work.meetings.terms import AttendanceSaid, AttendanceState, Expected

SHORTEST_REASON = 2


def check_attendance(said: AttendanceSaid) -> None:
    """Raises AttendanceReasonMissing of somebody excused, StandInMissing of whoever sent somebody."""
    if said.state is AttendanceState.EXCUSED and len(said.reason.strip()) < SHORTEST_REASON:
        raise AttendanceReasonMissing
    if said.state is AttendanceState.STAND_IN and said.stand_in_id in (None, said.member_id):
        raise StandInMissing


def expected(rows: Iterable[tuple[UUID, str, str, str]]) -> list[Expected]:
    """Members once each with all their posts; rows are member, name, post and unit, in the order of the list."""
    found: dict[UUID, Expected] = {}
    for member, name, post, unit in rows:
        before = found.get(member)
        posts = (*(before.posts if before else ()), (post, unit))
        found[member] = Expected(member, name, posts)
    return list(found.values())
