"""Tables of the service: `people`, the leading `group`, `teams`, `shortages` and `handovers` (P1, P2, P3, P5)."""

from gridward.ground.staff.models.certificates import ServiceCertificate
from gridward.ground.staff.models.group import GroupSeat
from gridward.ground.staff.models.handovers import HandoverSignature, PostHandover
from gridward.ground.staff.models.people import Account, Appointment, Member, _DateRange, _UnitRange
from gridward.ground.staff.models.recognitions import Recognition, RecognitionWithdrawal
from gridward.ground.staff.models.shortages import Shortage, ShortageList, ShortageStep
from gridward.ground.staff.models.teams import DAY_MINUTES, Team, TeamMember, TeamService

__all__ = [
    "DAY_MINUTES",
    "Account",
    "Appointment",
    "GroupSeat",
    "HandoverSignature",
    "Member",
    "PostHandover",
    "Recognition",
    "RecognitionWithdrawal",
    "ServiceCertificate",
    "Shortage",
    "ShortageList",
    "ShortageStep",
    "Team",
    "TeamMember",
    "TeamService",
    "_DateRange",
    "_UnitRange",
]
