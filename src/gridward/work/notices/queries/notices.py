"""Notices: which are visible to whom, for whom each is, and how far it is at each grid."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import Stale
from gridward.work.notices.models import Delivery, Notice, NoticeGrid, NoticeReading, Receipt
from gridward.work.notices.problems import NoticeUnknown, NoticeWithdrawn
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.terms import PublicNotice, SubjectKind

_PUBLIC = (
    "SELECT title, text, title_en, text_en, place, begins_at, ends_at FROM notices_public(%s, %s)"
)


@dataclass(frozen=True)
class NoticeFilter:
    """Which notices: those that hold now, those of a grid."""

    now: datetime | None = None
    grid_id: UUID | None = None


@dataclass(frozen=True)
class NoticeAtGrid:
    """How far a notice is at one grid: for how many it is, receipts, deliveries by channel and state, who read it."""

    row: NoticeGrid
    households: int
    organisations: int
    receipts: int
    deliveries: Counter[tuple[str, str]]
    readers: tuple[str, ...]


def notices_visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[Notice]:
    """Notices for one of the actor's grids."""
    here = at_grids(NoticeGrid, actor.grids(Permission.WORK_READ), grid_id)
    return Notice.objects.filter(Exists(here.filter(notice=OuterRef("pk"))))


def notices(actor: Actor, wanted: NoticeFilter) -> QuerySet[Notice]:
    """With `is_read` by the actor; those that hold now, or all."""
    rows = notices_visible_to(actor, wanted.grid_id)
    if wanted.now:
        rows = rows.filter(withdrawn_at=None, begins_at__lte=wanted.now, ends_at__gt=wanted.now)
    mine = NoticeReading.objects.filter(notice=OuterRef("pk"), account_id__among=_account(actor))
    return rows.annotate(is_read=Exists(mine))


def notice_of(actor: Actor, notice_id: UUID) -> Any:
    """One notice with `is_read`; raises NotFound."""
    return found(notices(actor, NoticeFilter()), notice_id)


def notice_to_change(actor: Actor, notice_id: UUID, version: int | None = None) -> Notice:
    """One notice, locked, of whoever may send at each of its grids.

    Raises NotFound, NotAllowed, NoticeWithdrawn, Stale.
    """
    row = found(notices_visible_to(actor).select_for_update(of=("self",)), notice_id)
    for grid in NoticeGrid.objects.filter(notice=row).values_list("grid_id", flat=True):
        actor.require(Permission.NOTICE_SEND, grid)
    if row.withdrawn_at is not None:
        raise NoticeWithdrawn(title=row.title)
    if version is not None and row.version != version:
        raise Stale
    return row


def grids_of(actor: Actor, notice: Notice) -> QuerySet[NoticeGrid]:
    """Where a notice is for, as far as the actor sees."""
    rows = at_grids(NoticeGrid, actor.grids(Permission.WORK_READ)).filter(notice=notice)
    return with_grid(rows).order_by("grid__code")


def at_each_grid(actor: Actor, notice: Notice) -> list[NoticeAtGrid]:
    """How far it is, grid by grid; six queries however many grids there are."""
    counts = {kind: _by_grid(audience(notice, kind)) for kind in SubjectKind}
    receipts = _by_grid(Receipt.objects.filter(notice=notice))
    sent = Counter(
        {
            (one["grid_id"], one["channel"], one["state"]): one["n"]
            for one in Delivery.objects.filter(notice=notice)
            .values("grid_id", "channel", "state")
            .annotate(n=Count("pk"))
        }
    )
    readers = list(NoticeReading.objects.filter(notice=notice).order_by("created_at"))
    return [
        NoticeAtGrid(
            row,
            counts[SubjectKind.HOUSEHOLD].get(row.grid_id, 0),
            counts[SubjectKind.ORGANISATION].get(row.grid_id, 0),
            receipts.get(row.grid_id, 0),
            Counter({key[1:]: n for key, n in sent.items() if key[0] == row.grid_id}),
            tuple(one.account_name for one in readers if one.grid_id == row.grid_id),
        )
        for row in grids_of(actor, notice)
    ]


def waiting_for(
    actor: Actor, notice: Notice, kind: SubjectKind, grid_id: UUID | None = None
) -> QuerySet[Any]:
    """Whom the notice is for and who has not said yet that they have it."""
    said = Receipt.objects.filter(notice=notice, **{kind.value: OuterRef("pk")})
    rows = audience(notice, kind).filter(~Exists(said))
    seen = actor.grids(Permission.REGISTER_READ)
    rows = rows.filter(grid__among=seen if grid_id is None else seen & {grid_id})
    return with_grid(rows)


def deliveries(actor: Actor, notice: Notice, open_only: bool = False) -> QuerySet[Delivery]:
    """What went out, the newest first; or what did not arrive for certain."""
    rows = at_grids(Delivery, actor.grids(Permission.WORK_READ)).filter(notice=notice)
    if open_only:
        rows = rows.exclude(Q(state="sent") | Q(state="waiting") | Q(state="sending"))
    return with_grid(rows, "group", "household", "organisation")


def public_notice(code: str) -> PublicNotice:
    """What anybody reads by a code, as long as the notice holds; the database answers past the wall. Raises
    NoticeUnknown.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PUBLIC, [code, clock.now()])
        row = cursor.fetchone()
    if row is None:
        raise NoticeUnknown
    return PublicNotice(*row)


def _account(actor: Actor) -> list[UUID]:
    return [actor.account_id] if actor.account_id else []


def _by_grid(rows: QuerySet[Any]) -> dict[UUID, int]:
    counted = rows.order_by().values("grid_id").annotate(n=Count("pk"))
    return {one["grid_id"]: one["n"] for one in counted}
