"""Tables of the service: `people` (members, appointments, accounts) and `teams` (P1, P2, P5)."""

from gridward.ground.staff.models.people import Account, Appointment, Member, _DateRange, _UnitRange
from gridward.ground.staff.models.teams import Team, TeamMember

__all__ = ["Account", "Appointment", "Member", "Team", "TeamMember", "_DateRange", "_UnitRange"]
