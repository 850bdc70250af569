"""What is to be sent: a delivery for each receiver, once; sending is a job for each. And what is done by hand."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gridward.ground.audit.services import draft, let_go, record
from gridward.ground.audit.terms import About
from gridward.ground.register.models import Organisation, ResidentPhone
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.models import Delivery, Notice, NoticeGrid, ServiceGroup
from gridward.work.notices.problems import (
    ChannelByHand,
    DeliveryUnderWay,
    NobodyToSend,
    NoticeOver,
)
from gridward.work.notices.queries.audiences import audience
from gridward.work.notices.queries.notices import grids_of, notice_to_change
from gridward.work.notices.terms import Channel, DeliveryState, NoticeAct, SubjectKind

SMS = "notice_sms"
AGAIN = (
    DeliveryState.FAILED,
    DeliveryState.REFUSED,
    DeliveryState.UNSURE,
    DeliveryState.OFF,
)
BY_HAND = (Channel.TEXT, Channel.POSTER)


@transaction.atomic
def send_notice(actor: Actor, *, notice_id: UUID, channel: Channel, reason: str = "") -> list[UUID]:
    """A delivery for each receiver that has none yet on this channel; answers their ids, of which each is a job.

    Numbers that go to a gateway leave the house: SMS pass the guard of exports, with a reason and its limits. Raises
    NotFound, NotAllowed, NoticeWithdrawn, NoticeOver, ChannelByHand, NobodyToSend and what the guard raises.
    """
    notice = notice_to_change(actor, notice_id)
    if channel in BY_HAND:
        raise ChannelByHand
    if notice.ends_at <= clock.now():
        raise NoticeOver(title=notice.title)
    rows = list(_robots(notice) if channel is Channel.ROBOT else _numbers(notice))
    if not rows:
        raise NobodyToSend
    new = _new(rows)
    for row in new:
        row.asked_by = actor.name
    if channel is Channel.SMS and new:
        _let_go(actor, new, reason)
    Delivery.objects.bulk_create(new)
    _note(actor, NoticeAct.NOTICE_SENT, notice, channel, len(new))
    return [one.pk for one in new]


@transaction.atomic
def send_again(actor: Actor, *, delivery_id: UUID) -> UUID:
    """Somebody decides that what failed, or may not have arrived, is tried once more.

    Raises NotFound, NotAllowed, NoticeWithdrawn, NoticeOver, DeliveryUnderWay.
    """
    rows = at_grids(Delivery, actor.grids(Permission.WORK_READ))
    row = found(rows.select_for_update(of=("self",)), delivery_id)
    notice = notice_to_change(actor, row.notice_id)
    if row.state not in AGAIN:
        raise DeliveryUnderWay
    if notice.ends_at <= clock.now():
        raise NoticeOver(title=notice.title)
    row.state, row.tries, row.answer = DeliveryState.WAITING, 0, ""
    row.version += 1
    row.save()
    _note(actor, NoticeAct.SENT_AGAIN, notice, Channel(row.channel), 1)
    return row.pk


@transaction.atomic
def done_by_hand(
    actor: Actor, *, notice_id: UUID, channel: Channel, grid_id: UUID, group_id: UUID | None = None
) -> Delivery:
    """A worker has pasted the text into a group, or hung the poster up. Raises NotFound, NotAllowed, ChannelByHand."""
    if channel not in BY_HAND:
        raise ChannelByHand
    actor.require(Permission.OUTREACH_KEEP, grid_id)
    here = at_grids(NoticeGrid, actor.grids(Permission.WORK_READ), grid_id)
    known = here.filter(notice=notice_id)
    notice = found(Notice.objects.filter(pk__in=known.values("notice")), notice_id)
    if group_id is not None:
        groups = at_grids(ServiceGroup, actor.grids(Permission.OUTREACH_KEEP), grid_id)
        found(groups.filter(ended_on=None), group_id)
    made, is_new = Delivery.objects.get_or_create(
        notice=notice,
        channel=channel,
        grid_id=grid_id,
        group_id=group_id,
        household=None,
        organisation=None,
        defaults={
            "street_id": notice.street_id,
            "state": DeliveryState.SENT,
            "sent_at": clock.now(),
            "asked_by": actor.name,
        },
    )
    if is_new:
        _note(actor, NoticeAct.DELIVERED_BY_HAND, notice, channel, 1)
    return made


def _robots(notice: Notice) -> Iterator[Delivery]:
    grids = NoticeGrid.objects.filter(notice=notice).values("grid")
    rows = ServiceGroup.objects.filter(grid__in=grids, ended_on=None, robot__isnull=False)
    for group in rows.order_by("id"):
        yield Delivery(
            notice=notice,
            channel=Channel.ROBOT,
            group=group,
            grid_id=group.grid_id,
            street_id=group.street_id,
        )


def _numbers(notice: Notice) -> Iterator[Delivery]:
    """Households and units with a number; which one is decided when it is sent."""
    with_phone = ResidentPhone.objects.filter(phone__isnull=False, resident__left_on=None).values(
        "resident__household"
    )
    homes = audience(notice, SubjectKind.HOUSEHOLD).filter(pk__in=with_phone)
    units: QuerySet[Organisation] = audience(notice, SubjectKind.ORGANISATION).filter(
        phone__isnull=False
    )
    for kind, rows in ((SubjectKind.HOUSEHOLD, homes), (SubjectKind.ORGANISATION, units)):
        for row in rows.order_by("id"):
            yield Delivery(
                notice=notice,
                channel=Channel.SMS,
                grid_id=row.grid_id,
                street_id=row.street_id,
                **{kind.value: row},
            )


def _new(rows: Sequence[Delivery]) -> list[Delivery]:
    """Those that are not there yet; the notice is locked, so that nobody adds any meanwhile."""
    there = Delivery.objects.filter(notice=rows[0].notice_id, channel=rows[0].channel)
    known = set(there.values_list("group_id", "household_id", "organisation_id"))
    return [
        one for one in rows if (one.group_id, one.household_id, one.organisation_id) not in known
    ]


def _let_go(actor: Actor, rows: Sequence[Delivery], reason: str) -> None:
    export = draft(
        actor,
        kind=SMS,
        format="sms",
        masked=False,
        reason=reason,
        grid_ids={one.grid_id for one in rows},
        rows=len(rows),
        right=Permission.REGISTER_EXPORT_FULL,
    )
    let_go(actor, export, size=0)


def _note(actor: Actor, act: NoticeAct, notice: Notice, channel: Channel, count: int) -> None:
    grids = [one.grid_id for one in grids_of(actor, notice)]
    only = grids[0] if len(grids) == 1 else None
    record(
        actor,
        act,
        About(notice._meta.db_table, notice.pk, only),
        street=notice.street_id,
        title=notice.title,
        channel=f"word.notices.channel.{channel}",
        count=count,
    )
