"""Service groups of some grids of the fictional street, two notices and a letter: so that coverage, those who are
reached otherwise, receipts and a home with something to read can be looked at.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from gridward.fiction.publicity import keep_publicity
from gridward.fiction.rounds import LEADER
from gridward.ground.register.models import Household, Resident
from gridward.ground.register.terms.people import HouseholdState
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.notices.services.groups import open_group
from gridward.work.notices.services.members import join
from gridward.work.notices.services.notices import make_notice
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.services.receipts import note_receipts
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    GroupSaid,
    MemberSaid,
    NoticeSaid,
    Platform,
    ReachWay,
    ReceiptWay,
    Subject,
    SubjectKind,
)

GROUPS = 3
NOT_INSIDE = 4
"""Every so many households one is in no group."""
BY_PHONE, ANSWERED = 3, 5


@transaction.atomic
def keep_outreach() -> None:
    """Groups at the first grids with a manager, and a notice of each kind there."""
    rows = Appointment.objects.filter(post=Post.GRID_MANAGER, valid_to=None, grid__isnull=False)
    kept = list(rows.select_related("grid").order_by("grid__code")[:GROUPS])
    if not kept:
        return
    actor = replace(operator(LEADER), street_id=kept[0].street_id)
    tell_database(actor)
    for number, one in enumerate(kept):
        _keep(actor, one, list(Platform)[number % len(Platform)])
    _tell(actor, kept)
    keep_publicity(actor, [one.grid for one in kept if one.grid])


def _keep(actor: Actor, held: Appointment, platform: Platform) -> None:
    if held.grid is None:
        return
    since = clock.today() - timedelta(days=90)
    said = GroupSaid(f"{held.grid.name}服务群", platform, held.member_id, since)
    group = open_group(actor, grid_id=held.grid.pk, said=said)
    homes = _homes(held)
    inside = [home for place, home in enumerate(homes) if place % NOT_INSIDE]
    outside = homes[::NOT_INSIDE]
    join(actor, group_id=group.pk, said=_first_of(inside[:MOST_MEMBERS]))
    for home in outside[:BY_PHONE]:
        subject = Subject(SubjectKind.HOUSEHOLD, home.pk)
        say_reach(actor, subject=subject, way=ReachWay.TELEPHONE, note="家里老人没有智能手机。")


def _homes(held: Appointment) -> list[Household]:
    rows = Household.objects.filter(grid=held.grid, state=HouseholdState.LIVING, merged_into=None)
    return list(rows.order_by("address_text", "id"))


def _first_of(homes: Sequence[Household]) -> list[MemberSaid]:
    people = Resident.objects.filter(household__in=homes, left_on=None).order_by("created_at", "id")
    first: dict[object, MemberSaid] = {}
    for one in people:
        subject = Subject(SubjectKind.HOUSEHOLD, one.household_id)
        first.setdefault(one.household_id, MemberSaid(subject, one.pk))
    return list(first.values())


def _tell(actor: Actor, kept: Sequence[Appointment]) -> None:
    grids = tuple(one.grid_id for one in kept if one.grid_id)
    now = clock.now()
    meeting = NoticeSaid(
        title="周六上午核酸检测",
        text="本周六上午 8 点到 11 点在小区广场采样，请带身份证，按楼栋顺序下楼，保持距离。",
        title_en="Testing on Saturday morning",
        text_en="Samples are taken from 8 to 11 on Saturday in the square. Please bring your identity card.",
        grid_ids=grids,
        begins_at=now,
        ends_at=now + timedelta(days=7),
        asks_receipt=True,
    )
    water = NoticeSaid(
        title="明天上午停水",
        text="因管道检修，明天上午 9 点到 12 点停水，请提前储水。",
        grid_ids=grids[:1],
        begins_at=now,
        ends_at=now + timedelta(days=2),
    )
    asked, _ = (make_notice(actor, notice_id=new_id(), said=one) for one in (meeting, water))
    answered = [Subject(SubjectKind.HOUSEHOLD, home.pk) for home in _homes(kept[0])[:ANSWERED]]
    if answered:
        note_receipts(actor, notice_id=asked.pk, subjects=answered, way=ReceiptWay.CHAT)
