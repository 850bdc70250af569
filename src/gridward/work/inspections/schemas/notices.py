"""Shapes of notices of rectification."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel import clock
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import Shape
from gridward.work.inspections.models import NoticeDelivery, NoticeReply, RectificationNotice
from gridward.work.inspections.queries.notices import (
    demands_of,
    is_over,
    number_of,
    outstanding,
    until,
)
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.schemas import Moment, Name, Said
from gridward.work.inspections.schemas.seen import InspectionOrderOut
from gridward.work.inspections.terms import DeliverySaid, RectificationReceipt, RectificationWay


class RectificationDeliveryIn(Schema):
    """How a notice was handed over."""

    way: RectificationWay
    receipt: RectificationReceipt
    at: Moment
    to: Name
    role: Name = ""
    witness: Name = ""

    def said(self) -> DeliverySaid:
        """As the services take it."""
        return DeliverySaid(**self.model_dump())


class RectificationReplyIn(Schema):
    """What the organisation says, and by whom."""

    name: Name = ""
    text: Said


class InspectionPaperIn(Schema):
    """Which kind of file."""

    format: PaperFormat


class RectificationDemandOut(Shape):
    """What has to be put right; `settled`: a recheck found it done."""

    item: str
    found: str
    demand: str
    basis: str
    deadline: date
    settled: bool


class RectificationDeliveryOut(Shape):
    """How a notice was handed over."""

    way: RectificationWay
    receipt: RectificationReceipt
    at: datetime
    to: str
    role: str
    witness: str
    by: str

    @classmethod
    def of(cls, row: NoticeDelivery) -> "RectificationDeliveryOut":
        """From a row; raises SealBroken."""
        way, receipt = RectificationWay(row.way), RectificationReceipt(row.receipt)
        return cls(way=way, receipt=receipt, at=row.at, by=row.account_name, **unsealed(row))


class RectificationReplyOut(Shape):
    """What the organisation said."""

    at: datetime
    name: str
    text: str
    by: str

    @classmethod
    def of(cls, row: NoticeReply) -> "RectificationReplyOut":
        """From a row; raises SealBroken."""
        return cls(at=row.at, by=row.account_name, **unsealed(row))


class RectificationRecheckOut(Shape):
    """A recheck: how many of its items were still wanting."""

    id: UUID
    at: datetime
    by: str
    left: int


class RectificationRow(Shape):
    """A notice in a list; `until` is the deadline with the time that was granted."""

    id: UUID
    number: str
    grid: GridRef
    organisation_id: UUID
    organisation: str
    issued_at: datetime
    by: str
    deadline: date
    until: date
    late: bool
    delivered: bool
    order: InspectionOrderOut

    @classmethod
    def of(cls, row: RectificationNotice, language: str) -> "RectificationRow":
        """From a row."""
        return cls(**_plain(row, language))


class RectificationOut(Shape):
    """One notice whole."""

    id: UUID
    number: str
    grid: GridRef
    organisation_id: UUID
    organisation: str
    issued_at: datetime
    by: str
    deadline: date
    until: date
    late: bool
    delivered: bool
    order: InspectionOrderOut
    inspection_id: UUID
    demands: list[RectificationDemandOut]
    delivery: RectificationDeliveryOut | None
    replies: list[RectificationReplyOut]
    rechecks: list[RectificationRecheckOut]

    @classmethod
    def whole(cls, row: RectificationNotice, language: str) -> "RectificationOut":
        """From a row that was read whole; raises SealBroken."""
        open_items = set(outstanding(row))
        delivery = getattr(row, "delivery", None)
        return cls(
            **_plain(row, language),
            inspection_id=row.inspection_id,
            demands=[
                RectificationDemandOut(**vars(one), settled=one.item not in open_items)
                for one in demands_of(row)
            ],
            delivery=RectificationDeliveryOut.of(delivery) if delivery else None,
            replies=[RectificationReplyOut.of(one) for one in row.replies.all()],
            rechecks=[
                RectificationRecheckOut(
                    id=one.pk,
                    at=one.at,
                    by=one.account_name,
                    left=sum(answer == "wanting" for answer in one.answers.values()),
                )
                for one in row.rechecks.all()
            ],
        )


def _plain(row: RectificationNotice, language: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": number_of(row),
        "grid": GridRef.of(row.grid),
        "organisation_id": row.organisation_id,
        "organisation": row.organisation.name,
        "issued_at": row.issued_at,
        "by": row.account_name,
        "deadline": row.deadline,
        "until": until(row),
        "late": not is_over(row) and until(row) < clock.today(),
        "delivered": getattr(row, "delivery", None) is not None,
        "order": InspectionOrderOut.of(row.order, language),
    }
