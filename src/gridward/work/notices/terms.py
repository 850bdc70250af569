"""Words of service groups, notices and publicity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act

MOST_MEMBERS = 500
"""As many members are entered at once, and as many lines are read of a list that was pasted."""


class Platform(StrEnum):
    """Where a group is: 微信, 企业微信, QQ."""

    WECHAT = "wechat"
    WECOM = "wecom"
    QQ = "qq"
    OTHER = "other"


class SubjectKind(StrEnum):
    """Whom a group is for: every household, every unit (A1 two(2)2)."""

    HOUSEHOLD = "household"
    ORGANISATION = "organisation"


class ReachWay(StrEnum):
    """How somebody is reached who is in no group."""

    TELEPHONE = "telephone"
    DOOR = "door"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True)
class Subject:
    """A household or an organisation."""

    kind: SubjectKind
    id: UUID


@dataclass(frozen=True)
class MemberSaid:
    """Who joins for whom: a resident or an employee (`person_id`), or a name alone."""

    subject: Subject
    person_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Joined:
    """What came of members who were entered: those who are new, and how many were in the group already."""

    ids: tuple[UUID, ...]
    already: int


@dataclass(frozen=True)
class Reached:
    """How many households or units there are, of how many somebody is in a group, how many are reached otherwise."""

    all: int = 0
    in_group: int = 0
    otherwise: int = 0

    @property
    def missing(self) -> int:
        """Of whom nobody knows how they are reached."""
        return self.all - self.in_group - self.otherwise

    def __add__(self, other: "Reached") -> "Reached":
        """Both together."""
        return Reached(
            self.all + other.all,
            self.in_group + other.in_group,
            self.otherwise + other.otherwise,
        )


@dataclass(frozen=True)
class Nickname:
    """A line of a member list: where it says the person lives, and what it calls them."""

    line: str
    text: str


class NoticeAct(Act):
    """What is done with groups; sentences under `audit.notices`."""

    GROUP_OPENED = "notices.group_opened"
    GROUP_CHANGED = "notices.group_changed"
    GROUP_ENDED = "notices.group_ended"
    MEMBERS_JOINED = "notices.members_joined"
    MEMBER_LEFT = "notices.member_left"
    REACH_SAID = "notices.reach_said"
    ROBOT_SET = "notices.robot_set"
    NOTICE_MADE = "notices.notice_made"
    NOTICE_WITHDRAWN = "notices.notice_withdrawn"
    NOTICE_SENT = "notices.notice_sent"
    NOTICE_TAKEN = "notices.notice_taken"
    DELIVERED_BY_HAND = "notices.delivered_by_hand"
    SENT_AGAIN = "notices.sent_again"
    RECEIPTS_NOTED = "notices.receipts_noted"
    MATERIAL_MADE = "notices.material_made"
    MATERIAL_RENEWED = "notices.material_renewed"
    MATERIAL_ENDED = "notices.material_ended"
    MATERIAL_FILED = "notices.material_filed"
    MATERIAL_TAKEN = "notices.material_taken"
    MATERIAL_HANDED = "notices.material_handed"
    HANDED_TAKEN_BACK = "notices.handed_taken_back"
    MATERIAL_SHOWN = "notices.material_shown"
    SHOWN_TAKEN_BACK = "notices.shown_taken_back"


@dataclass(frozen=True)
class GroupSaid:
    """A group as somebody enters it."""

    name: str
    platform: Platform
    keeper_id: UUID
    since: date


class Whom(StrEnum):
    """For whom a notice is, at its grids."""

    EVERYBODY = "everybody"
    HOUSEHOLDS = "households"
    ORGANISATIONS = "organisations"
    UNREACHED = "unreached"


class Channel(StrEnum):
    """How a notice goes out: by a robot of WeCom or by SMS; TEXT was pasted and POSTER hung up by hand."""

    ROBOT = "robot"
    SMS = "sms"
    TEXT = "text"
    POSTER = "poster"


class DeliveryState(StrEnum):
    """How far a delivery is. UNSURE: it may have arrived, and is not repeated by itself. OFF: the channel is not set
    up, and nothing was sent.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    UNSURE = "unsure"
    OFF = "off"


class ReceiptWay(StrEnum):
    """How it was said that a notice was received."""

    CHAT = "chat"
    TELEPHONE = "telephone"
    DOOR = "door"


class SendOutcome(StrEnum):
    """What came of one try. AGAIN: surely not taken. UNSURE: nobody knows."""

    SENT = "sent"
    REFUSED = "refused"
    AGAIN = "again"
    UNSURE = "unsure"
    OFF = "off"


@dataclass(frozen=True)
class Sent:
    """What came of one try, and what the other side said: its status or code, never what we sent."""

    outcome: SendOutcome
    answer: str = ""


@dataclass(frozen=True)
class Message:
    """What is sent; `id` stays the same however often it is tried."""

    id: UUID
    text: str


@dataclass(frozen=True)
class NoticeSaid:
    """A notice as somebody writes it."""

    title: str
    text: str
    grid_ids: tuple[UUID, ...]
    begins_at: datetime
    ends_at: datetime
    whom: Whom = Whom.EVERYBODY
    title_en: str = ""
    text_en: str = ""
    buildings: tuple[UUID, ...] = ()
    units: tuple[UUID, ...] = ()
    kinds: tuple[str, ...] = ()
    asks_receipt: bool = False


@dataclass(frozen=True)
class PublicNotice:
    """A notice as anybody reads it who has its code."""

    title: str
    text: str
    title_en: str
    text_en: str
    place: str
    begins_at: datetime
    ends_at: datetime


class HandedWay(StrEnum):
    """How somebody came to have a material: on a visit, at the door without one, by telephone, at a unit."""

    VISIT = "visit"
    DOOR = "door"
    TELEPHONE = "telephone"
    UNIT = "unit"


class ShownWay(StrEnum):
    """Where a material is shown to many at once."""

    STAIRWELL = "stairwell"
    BOARD = "board"
    GROUP = "group"


class ReachedBy(StrEnum):
    """How a material reached somebody, the surest first: in person, by a group, by what hangs at their building."""

    HANDED = "handed"
    GROUP = "group"
    POSTED = "posted"
    NOBODY = "nobody"


class MaterialFormat(StrEnum):
    """What the file of a material is; pictures are drawn anew as JPEG."""

    JPEG = "jpeg"
    PDF = "pdf"


class MaterialState(StrEnum):
    """Whether a material is handed out on a day, and why not."""

    AHEAD = "ahead"
    HOLDS = "holds"
    OVER = "over"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class MaterialSaid:
    """A material as somebody writes it; `replaces` is the edition before."""

    title: str
    text: str
    issuer: str
    grid_ids: tuple[UUID, ...]
    valid_from: date
    valid_to: date
    source: str = ""
    whom: Whom = Whom.EVERYBODY
    title_en: str = ""
    text_en: str = ""
    buildings: tuple[UUID, ...] = ()
    units: tuple[UUID, ...] = ()
    kinds: tuple[str, ...] = ()
    replaces: UUID | None = None


@dataclass(frozen=True)
class ShownPlace:
    """A building, one stairwell of it, or a group."""

    building_id: UUID | None = None
    unit_id: UUID | None = None
    group_id: UUID | None = None


@dataclass(frozen=True)
class Spread:
    """How many a material is for, and how many of them it reached in which way, each counted once."""

    all: int = 0
    handed: int = 0
    group: int = 0
    posted: int = 0

    @property
    def nobody(self) -> int:
        """Whom it has not reached yet."""
        return self.all - self.handed - self.group - self.posted


class ChatClaim(StrEnum):
    """What a chat message says of a door. NOT_YET is no claim: it only undoes one."""

    RECEIVED = "received"
    TESTED = "tested"
    MET = "met"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    AWAY = "away"
    MOVED_OUT = "moved_out"
    EMPTY = "empty"
    FEVER = "fever"
    MEDICAL = "medical"
    NEED = "need"
    BROKEN = "broken"
    NOT_YET = "not_yet"


class ChatRecord(StrEnum):
    """What a message may become when somebody confirms it."""

    RECEIPT = "receipt"
    VISIT = "visit"
    ORDER = "order"


@dataclass(frozen=True)
class ChatReading:
    """A message as it was read: places as they are written, how many households are said, `rest` what is left over."""

    line: str
    claim: ChatClaim | None
    places: tuple[str, ...] = ()
    households: int | None = None
    whole: bool = False
    rest: str = ""


@dataclass(frozen=True)
class ChatOrder:
    """The work order that a message asks for: its kind, and answers that its words give."""

    kind: str
    answers: Mapping[str, str]
