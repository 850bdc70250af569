"""Words of the service: posts (clause P2), the level of territory where each is held, who employs a person."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event


class Post(StrEnum):
    """Posts of the founding document, §3(1) and §4, and the offices around them."""

    STREET_PATRON = "street_patron"
    STREET_GRID_CHIEF = "street_grid_chief"
    STREET_COMMAND = "street_command"
    DISCIPLINE_OFFICER = "discipline_officer"
    PRIVACY_OFFICER = "privacy_officer"
    FIRST_GRID_LEADER = "first_grid_leader"
    COMMUNITY_GRID_LEADER = "community_grid_leader"
    HEALTH_LIAISON = "health_liaison"
    GRID_POLICE = "grid_police"
    GRID_MANAGER = "grid_manager"
    GRID_SUPERVISOR = "grid_supervisor"


class PostLevel(StrEnum):
    """The level of territory at which a post is held."""

    STREET = "street"
    COMMUNITY = "community"
    BASE = "base"


LEVEL = {
    Post.STREET_PATRON: PostLevel.STREET,
    Post.STREET_GRID_CHIEF: PostLevel.STREET,
    Post.STREET_COMMAND: PostLevel.STREET,
    Post.DISCIPLINE_OFFICER: PostLevel.STREET,
    Post.PRIVACY_OFFICER: PostLevel.STREET,
    Post.FIRST_GRID_LEADER: PostLevel.COMMUNITY,
    Post.COMMUNITY_GRID_LEADER: PostLevel.COMMUNITY,
    Post.HEALTH_LIAISON: PostLevel.COMMUNITY,
    Post.GRID_POLICE: PostLevel.COMMUNITY,
    Post.GRID_MANAGER: PostLevel.BASE,
    Post.GRID_SUPERVISOR: PostLevel.BASE,
}

SINGLE = frozenset(
    {
        *(Post.STREET_PATRON, Post.STREET_GRID_CHIEF, Post.FIRST_GRID_LEADER),
        *(Post.COMMUNITY_GRID_LEADER, Post.HEALTH_LIAISON, Post.GRID_POLICE),
    }
)
"""Posts that one person holds at one unit at a time; "一对一" of §3(1) for three of them."""


ONE_TO_ONE = (Post.FIRST_GRID_LEADER, Post.HEALTH_LIAISON, Post.GRID_POLICE)
"""Posts of §3(1) "一对一": one person for one community grid, and one community grid for one person."""


class Employer(StrEnum):
    """Who employs a member; decides later which way a complaint about conduct goes (P8)."""

    STREET_OFFICE = "street_office"
    COMMUNITY = "community"
    DISTRICT = "district"
    HEALTH_SERVICE = "health_service"
    POLICE = "police"
    OTHER = "other"


class TeamKind(StrEnum):
    """The four kinds of teams of §3(3)."""

    PARTY = "party"
    PROPERTY = "property"
    ORG = "org"
    VOLUNTEER = "volunteer"


class TeamRole(StrEnum):
    """What somebody is in a team; a team has one lead at a time."""

    LEAD = "lead"
    DEPUTY = "deputy"
    MEMBER = "member"


class ServiceState(StrEnum):
    """Where a time of service stands: entered and waiting, confirmed, returned, or replaced by a correction."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    CORRECTED = "corrected"


COUNTED_SERVICE = frozenset({ServiceState.WAITING, ServiceState.CONFIRMED})
"""States in which a time of service fills part of its day."""


class GroupTitle(StrEnum):
    """What somebody is in the leading group of §3; the first two are held by one person at a time."""

    FIRST_HEAD = "first_head"
    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


class ShortageState(StrEnum):
    """Where a shortage stands: being written, with the district, answered, over."""

    DRAFT = "draft"
    SENT = "sent"
    GRANTED = "granted"
    LATER = "later"
    REFUSED = "refused"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"


OPEN_SHORTAGE = frozenset(
    {ShortageState.DRAFT, ShortageState.SENT, ShortageState.GRANTED, ShortageState.LATER}
)
"""States in which the post is still wanted; a post at a unit is on one open list at a time."""


class HandoverSide(StrEnum):
    """The two who sign when a post changes hands."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"


class StaffAct(Act):
    """What people do to the service."""

    MEMBER_ADDED = "staff.member_added"
    MEMBER_CHANGED = "staff.member_changed"
    MEMBER_PHONE_SHOWN = "staff.member_phone_shown"
    APPOINTED = "staff.appointed"
    APPOINTMENT_ENDED = "staff.appointment_ended"
    FOLLOWED = "staff.followed"
    NOT_FOLLOWED = "staff.not_followed"
    DEPUTY_CONFIRMED = "staff.appointed_deputy"
    SEATED = "staff.seated"
    SEAT_ENDED = "staff.seat_ended"
    TEAM_ADDED = "staff.team_added"
    TEAM_CHANGED = "staff.team_changed"
    TEAM_ENDED = "staff.team_ended"
    TEAM_MEMBERS_ADDED = "staff.team_members_added"
    TEAM_MEMBER_CHANGED = "staff.team_member_changed"
    TEAM_MEMBER_LEFT = "staff.team_member_left"
    TEAM_PHONE_SHOWN = "staff.team_phone_shown"
    TEAM_SERVICE_NOTED = "staff.team_service_noted"
    TEAM_SERVICE_TAKEN_BACK = "staff.team_service_taken_back"
    TEAM_SERVICE_CONFIRMED = "staff.team_service_confirmed"
    TEAM_SERVICE_RETURNED = "staff.team_service_returned"
    TEAM_SERVICE_CORRECTED = "staff.team_service_corrected"
    CERTIFICATE_ISSUED = "staff.certificate_issued"
    CERTIFICATE_TAKEN = "staff.certificate_taken"
    RECOGNISED = "staff.recognised"
    RECOGNITION_WITHDRAWN = "staff.recognition_withdrawn"
    RECOGNITION_TAKEN = "staff.recognition_taken"
    SHORTAGES_DRAFTED = "staff.shortages_drafted"
    SHORTAGE_CHANGED = "staff.shortage_changed"
    SHORTAGE_WITHDRAWN = "staff.shortage_withdrawn"
    SHORTAGES_SENT = "staff.shortages_sent"
    SHORTAGE_ANSWERED = "staff.shortage_answered"
    PAPER_TAKEN = "staff.paper_taken"
    HANDED_OVER = "staff.handed_over"
    HANDOVER_NOTED = "staff.handover_noted"
    HANDOVER_SIGNED = "staff.handover_signed"
    HANDOVER_VOUCHED = "staff.handover_vouched"
    ACCOUNT_ADDED = "staff.account_added"
    ACCOUNT_CLOSED = "staff.account_closed"
    PASSWORD_GIVEN = "staff.password_given"
    PASSWORD_CHANGED = "staff.password_changed"
    SIGNED_IN = "staff.signed_in"
    SIGNED_OUT = "staff.signed_out"
    SIGN_IN_REFUSED = "staff.sign_in_refused"


@dataclass(frozen=True)
class Appointed(Event):
    """A member began to hold a post."""

    appointment: UUID
    grid: UUID | None


@dataclass(frozen=True)
class AppointmentEnded(Event):
    """A member's appointment has an end."""

    appointment: UUID
    grid: UUID | None
