"""Notices of rectification: lists, one whole, what is outstanding, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.texts import say
from gridward.work.inspections.models import Inspection, NoticeReply, RectificationNotice
from gridward.work.inspections.queries.rows import granted_until, named, unsealed, visible_to
from gridward.work.inspections.terms import Demand, InspectionAnswer
from gridward.work.workorders.terms import OVER

_OVER = sorted(OVER)


@dataclass(frozen=True)
class NoticeFilter:
    """Which notices: of a grid or an organisation, only those whose order is under way."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    under_way: bool = False


def notices(actor: Actor, wanted: NoticeFilter) -> QuerySet[RectificationNotice]:
    """Notices with their order, delivery and rechecks."""
    rows = visible_to(actor, RectificationNotice, wanted.grid_id)
    if wanted.organisation_id:
        rows = rows.filter(organisation=wanted.organisation_id)
    if wanted.under_way:
        rows = rows.exclude(order__state__in=_OVER)
    return _whole(rows)


def notice_of(actor: Actor, notice_id: UUID) -> RectificationNotice:
    """One notice; raises NotFound."""
    return found(_whole(visible_to(actor, RectificationNotice)), notice_id)


def demands_of(notice: RectificationNotice) -> list[Demand]:
    """What the notice wants, as it stands on the paper; raises SealBroken."""
    return [
        Demand(**{**one, "deadline": date.fromisoformat(one["deadline"])})
        for one in unsealed(notice)["demands"]
    ]


def outstanding(notice: RectificationNotice) -> list[str]:
    """Codes of items that no recheck has found fine yet, in the order of the notice."""
    settled: set[str] = set()
    for recheck in notice.rechecks.all():
        settled |= {
            code for code, answer in recheck.answers.items() if answer != InspectionAnswer.WANTING
        }
    return [one.item for one in demands_of(notice) if one.item not in settled]


def until(notice: RectificationNotice) -> date:
    """The day by which it has to be put right: as issued, or as it was granted with the order."""
    told = getattr(notice, "granted", None)
    if not told:
        return notice.deadline
    return max(notice.deadline, clock.local_date(datetime.fromisoformat(told["until"])))


def is_over(notice: RectificationNotice) -> bool:
    """Whether the order of the notice is over."""
    return notice.order.state in OVER


def number_of(notice: RectificationNotice) -> str:
    """西湖街道整改〔2026〕3号, as it stands on the paper."""
    street = notice.grid.street.name
    return say("inspections.number.notice", street=street, year=notice.year, number=notice.number)


def open_notices(actor: Actor, organisation_id: UUID) -> Sequence[RectificationNotice]:
    """Notices of an organisation whose order is under way, the newest first."""
    rows = notices(actor, NoticeFilter(organisation_id=organisation_id, under_way=True))
    return list(rows.order_by("-issued_at", "-id"))


def _whole(rows: QuerySet[RectificationNotice]) -> QuerySet[RectificationNotice]:
    rows = named(rows, "organisation", "order__handler", "inspection", "delivery")
    return rows.annotate(granted=granted_until("order")).prefetch_related(
        Prefetch("rechecks", Inspection.objects.order_by("at", "id")),
        Prefetch("replies", NoticeReply.objects.order_by("at", "id")),
    )
