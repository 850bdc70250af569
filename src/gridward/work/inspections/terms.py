"""Words of inspections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.ground.register.terms.people import Measure, OrganisationKind
from gridward.ground.staff.terms import Post

MOST_PHOTOS = 9
"""Photographs of one finding."""
MOST_PLANNED = 500
"""Visits that are planned in one go."""
Texts = Mapping[str, str]
"""A text by language."""


class InspectionSubject(StrEnum):
    """单位, 防护设施, 网格工作."""

    ORGANISATION = "organisation"
    FACILITY = "facility"
    GRID = "grid"


class InspectionPurpose(StrEnum):
    """Why somebody looks: the duty of an organisation or a facility, a recheck, the first chief's own inspection."""

    DUTY = "duty"
    RECHECK = "recheck"
    CHIEF = "chief"


class InspectionAnswer(StrEnum):
    """落实, 未落实, 不适用."""

    FINE = "fine"
    WANTING = "wanting"
    NOT_APPLICABLE = "not_applicable"


class InspectionSeriousness(StrEnum):
    """一般, 严重."""

    ORDINARY = "ordinary"
    SERIOUS = "serious"


class VisitReason(StrEnum):
    """How a visit came to be planned: chosen by hand, by kind, or not seen for long."""

    CHOSEN = "chosen"
    KIND = "kind"
    UNSEEN = "unseen"


class RectificationWay(StrEnum):
    """当面送达, 留置送达, 邮寄送达, 电子送达."""

    IN_PERSON = "in_person"
    LEFT = "left"
    POST = "post"
    ELECTRONIC = "electronic"


class RectificationReceipt(StrEnum):
    """已签收, 拒绝签收, 未取得回执."""

    SIGNED = "signed"
    REFUSED = "refused"
    NONE = "none"


class FacilityKind(StrEnum):
    """围挡, 护栏, 门岗, 测温设备, 帐篷, 标识, 其他."""

    BARRIER = "barrier"
    FENCE = "fence"
    GATE_BOOTH = "gate_booth"
    THERMOMETER = "thermometer"
    TENT = "tent"
    SIGN = "sign"
    OTHER = "other"


class FacilityState(StrEnum):
    """完好, 损坏, 已拆除."""

    SOUND = "sound"
    BROKEN = "broken"
    REMOVED = "removed"


class FiledBy(StrEnum):
    """Whose filing it is: the organisation's own, or written down by a grid worker for it."""

    ORGANISATION = "organisation"
    WORKER = "worker"


class FilingMove(StrEnum):
    """同意, 不同意, 申辩, 撤销."""

    GRANT = "grant"
    REFUSE = "refuse"
    REPLY = "reply"
    REVOKE = "revoke"


class FilingState(StrEnum):
    """待审核, 已备案, 未同意, 已撤销."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    REVOKED = "revoked"


class PaperSeries(StrEnum):
    """Papers that are numbered: 责令整改通知书, 复工备案."""

    NOTICE = "notice"
    FILING = "filing"


@dataclass(frozen=True)
class ChecklistItem:
    """One item: what is looked at, what is to be done where it is wanting, by which text, within how many working days.

    `measure` is the measure of Annex 4 that the register keeps of it. `days_source` names where the figure comes from.
    """

    code: str
    text: Texts
    remedy: Texts
    basis: str
    seriousness: InspectionSeriousness
    days: int
    days_source: str
    measure: Measure | None = None


@dataclass(frozen=True)
class Checklist:
    """The items for one subject; `kinds` are the organisations it is for, none: any."""

    code: str
    subject: InspectionSubject
    title: Texts
    since: date
    items: tuple[ChecklistItem, ...]
    kinds: frozenset[OrganisationKind] = frozenset()

    def item(self, code: str) -> ChecklistItem:
        """The item of this code; raises KeyError."""
        found = next((one for one in self.items if one.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


@dataclass(frozen=True)
class Requirement:
    """What a filing needs."""

    code: str
    text: Texts
    basis: str


@dataclass(frozen=True)
class FilingRules:
    """What a filing needs, which posts review it, within how many working days."""

    requirements: tuple[Requirement, ...]
    reviewers: frozenset[Post]
    days: int
    since: date


@dataclass(frozen=True)
class ItemSaid:
    """The answer to one item; of what is wanting the words, the photographs, and whether it was put right at once.

    `demand` and `days` replace what the checklist says of a notice.
    """

    code: str
    answer: InspectionAnswer
    text: str = ""
    photos: tuple[UUID, ...] = ()
    on_the_spot: bool = False
    demand: str = ""
    days: int | None = None


@dataclass(frozen=True)
class InspectionSaid:
    """What somebody says of an inspection; `id` is made by the sender, `at` is when it was, by the sender's clock."""

    id: UUID
    purpose: InspectionPurpose
    items: tuple[ItemSaid, ...]
    organisation_id: UUID | None = None
    facility_id: UUID | None = None
    grid_id: UUID | None = None
    notice_id: UUID | None = None
    planned_id: UUID | None = None
    place: str = ""
    present: str = ""
    present_role: str = ""
    text: str = ""
    refuses: bool = False
    at: datetime | None = None


@dataclass(frozen=True)
class DeliverySaid:
    """How a notice was handed over, to whom, and what they gave for it."""

    way: RectificationWay
    to: str
    receipt: RectificationReceipt
    at: datetime
    role: str = ""
    witness: str = ""


@dataclass(frozen=True)
class Demand:
    """What a notice wants of an organisation for one item, as it was issued."""

    item: str
    found: str
    demand: str
    basis: str
    deadline: date


@dataclass(frozen=True)
class FilingSaid:
    """What is filed: when work begins, how many come, what of the requirements is there, whom to ask."""

    id: UUID
    organisation_id: UUID
    filed_by: FiledBy
    resumes_on: date
    persons: int
    has: frozenset[str]
    contact: str = ""
    phone: str = ""
    note: str = ""


class InspectionAct(Act):
    """What people do with inspections."""

    RECORDED = "inspections.recorded"
    RECHECKED = "inspections.rechecked"
    NOTICE_ISSUED = "inspections.notice_issued"
    NOTICE_DELIVERED = "inspections.notice_delivered"
    NOTICE_ANSWERED = "inspections.notice_answered"
    PHOTO_SEEN = "inspections.photo_seen"
    PLANNED = "inspections.planned"
    PLAN_CANCELLED = "inspections.plan_cancelled"
    FACILITY_ADDED = "inspections.facility_added"
    FACILITY_CHANGED = "inspections.facility_changed"
    FILED = "inspections.filed"
    FILING_MOVED = "inspections.filing_moved"
