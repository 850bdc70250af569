"""Shapes of notices."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef, Reason
from gridward.ground.register.terms.people import OrganisationKind
from gridward.kernel.http import Shape
from gridward.work.notices.models import Delivery
from gridward.work.notices.queries.notices import NoticeAtGrid
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    Channel,
    DeliveryState,
    NoticeSaid,
    PublicNotice,
    ReceiptWay,
    Subject,
    SubjectKind,
    Whom,
)

Title = Annotated[str, StringConstraints(max_length=80)]
TitleEn = Annotated[str, StringConstraints(max_length=160)]
Text = Annotated[str, StringConstraints(max_length=2000)]
TextEn = Annotated[str, StringConstraints(max_length=4000)]
MOST_GRIDS = 500
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]


class NoticeIn(Schema):
    """A notice; its id is made by the sender. Without places and kinds it is for all of the grids."""

    id: UUID
    title: Title
    text: Text
    title_en: TitleEn = ""
    text_en: TextEn = ""
    grid_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_GRIDS)]
    whom: Whom = Whom.EVERYBODY
    buildings: Annotated[list[UUID], Field(max_length=MOST_GRIDS)] = []
    units: Annotated[list[UUID], Field(max_length=MOST_GRIDS)] = []
    kinds: Annotated[list[OrganisationKind], Field(max_length=30)] = []
    begins_at: Moment
    ends_at: Moment
    asks_receipt: bool = False

    def said(self) -> NoticeSaid:
        """As `make_notice` takes it."""
        words = self.model_dump(exclude={"id"})
        for name in ("grid_ids", "buildings", "units", "kinds"):
            words[name] = tuple(words[name])
        return NoticeSaid(**words)


class NoticeVersionIn(Schema):
    """The version that was seen."""

    version: int


class NoticeSendIn(Schema):
    """By which channel; `reason` for numbers that leave the house."""

    channel: Channel
    reason: Reason = ""


class NoticeByHandIn(Schema):
    """Pasted into a group, or hung up at a grid."""

    channel: Channel
    grid_id: UUID
    group_id: UUID | None = None


class ReceiptsIn(Schema):
    """Who said that they have the notice."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    subject_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_MEMBERS)]
    way: ReceiptWay = ReceiptWay.CHAT

    def subjects(self) -> list[Subject]:
        """As `note_receipts` takes them."""
        return [Subject(self.kind, one) for one in self.subject_ids]


class RobotIn(Schema):
    """The key of a group's robot, or the address in which it stands; empty takes it away."""

    version: int
    key: Annotated[str, StringConstraints(max_length=300)] = ""


class NoticeRow(Shape):
    """A notice in a list."""

    id: UUID
    version: int
    title: str
    text: str
    title_en: str
    text_en: str
    whom: Whom
    begins_at: datetime
    ends_at: datetime
    asks_receipt: bool
    made_by: str
    made_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    is_read: bool

    @classmethod
    def of(cls, row: Any) -> "NoticeRow":
        """From a row with `is_read`."""
        return cls(**cls.told(row))

    @classmethod
    def told(cls, row: Any) -> dict[str, Any]:
        """Its own fields."""
        names = set(NoticeRow.model_fields) - {"made_at"}
        return {"made_at": row.created_at, **{name: getattr(row, name) for name in names}}


class NoticeDeliveredOut(Shape):
    """How many deliveries of a channel are in a state."""

    channel: Channel
    state: DeliveryState
    count: int


class NoticeGridOut(Shape):
    """How far a notice is at a grid."""

    grid: GridRef
    households: int
    organisations: int
    receipts: int
    deliveries: list[NoticeDeliveredOut]
    readers: list[str]

    @classmethod
    def of(cls, one: NoticeAtGrid) -> "NoticeGridOut":
        """From counts."""
        return cls(
            grid=GridRef.of(one.row.grid),
            households=one.households,
            organisations=one.organisations,
            receipts=one.receipts,
            deliveries=[
                NoticeDeliveredOut(channel=Channel(channel), state=DeliveryState(state), count=n)
                for (channel, state), n in sorted(one.deliveries.items())
            ],
            readers=list(one.readers),
        )


class NoticeOut(NoticeRow):
    """A notice whole: `paste` is the text for a chat, `page` its public address, empty where there is none."""

    kinds: list[OrganisationKind]
    buildings: int
    units: int
    paste: str
    page: str
    channels: list[Channel]
    grids: list[NoticeGridOut]


class DeliveryOut(Shape):
    """One delivery; whom it is for in words."""

    id: UUID
    channel: Channel
    state: DeliveryState
    receiver: str
    grid: GridRef
    tries: int
    answer: str
    asked_by: str
    sent_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> "DeliveryOut":
        """From a row that was read whole."""
        home, unit, group = row.household, row.organisation, row.group
        receiver = group.name if group else unit.name if unit else home.address_text if home else ""
        return cls(
            id=row.pk,
            channel=Channel(row.channel),
            state=DeliveryState(row.state),
            receiver=receiver or row.grid.name,
            grid=GridRef.of(row.grid),
            tries=row.tries,
            answer=row.answer,
            asked_by=row.asked_by,
            sent_at=row.sent_at,
        )


class WaitingReceiptOut(Shape):
    """A household or a unit that has not answered yet."""

    id: UUID
    label: str
    grid: GridRef


class ReceiptsNotedOut(Schema):
    """How many receipts are new."""

    noted: int


class NoticeSentOut(Schema):
    """How many deliveries were begun."""

    begun: int


class PublicNoticeOut(Shape):
    """A notice as anybody reads it."""

    title: str
    text: str
    title_en: str
    text_en: str
    place: str
    begins_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, one: PublicNotice) -> "PublicNoticeOut":
        """From a notice."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})
