"""Loading the people of the fictional service, their posts, teams, one list of shortages and one late hand-over."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID

from gridward.fiction.terms import FictionalStreet
from gridward.ground.staff.access import operator, reach_of
from gridward.ground.staff.models import (
    Appointment,
    GroupSeat,
    Member,
    PostHandover,
    Shortage,
    ShortageList,
    ShortageStep,
    Team,
    TeamMember,
    TeamService,
)
from gridward.ground.staff.queries.handovers import handed
from gridward.ground.staff.rules.dated import measures_on
from gridward.ground.staff.terms import Post, ServiceState, ShortageState
from gridward.kernel import clock
from gridward.kernel.chinese import sort_key
from gridward.kernel.codes import phone as phones

SENT_AGO, ANSWERED_AGO, LATER_IN = 9, 3, 20
"""Days since the list was sent and one answer came, and until when the district put it off."""

_CONFIRMED_AFTER = 1
_SERVED = ((1, 120, "楼栋值守"), (3, 90, "巡楼宣传"))
"""Days ago, minutes and task of what everybody of a team did; the youngest still waits to be confirmed."""


def load_service(street: UUID, grids: Mapping[str, UUID], ground: FictionalStreet) -> None:
    """Members, appointments, the leading group, teams and the list of shortages."""
    members = _load_members(street, ground)
    for held in ground.appointments:
        Appointment.objects.create(
            member=members[held.member_key],
            post=held.post,
            street_id=street,
            grid_id=grids[held.grid_code] if held.grid_code else None,
            valid_from=held.valid_from,
            valid_to=held.valid_to,
            acting=held.acting,
        )
    for seat in ground.seats:
        GroupSeat.objects.create(
            street_id=street,
            member=members[seat.member_key],
            title=seat.title,
            valid_from=seat.valid_from,
        )
    _load_teams(street, grids, ground, members)
    _load_shortages(street, grids, ground)


def load_handovers(street: UUID) -> None:
    """For each post that changed hands a hand-over that nobody has signed; after the register, which it counts."""
    loader = operator("gridward")
    for ended in Appointment.objects.filter(street=street, valid_to__lte=clock.today()):
        day = ended.valid_to or clock.today()
        at = Appointment.objects.filter(grid=ended.grid_id, post=ended.post, valid_from=day)
        if (follows := at.first()) is None:
            continue
        PostHandover.objects.create(
            street_id=street,
            grid_id=ended.grid_id,
            predecessor=ended,
            successor=follows,
            on=day,
            due=day + timedelta(days=measures_on(day).handover_days),
            content=[asdict(one) for one in handed(loader, ended, reach_of(ended)[0])],
            counted_at=clock.now(),
        )


def _load_members(street: UUID, ground: FictionalStreet) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for one in ground.members:
        member = Member(
            street_id=street,
            name=one.name,
            sort_key=sort_key(one.name),
            employer=one.employer,
            organisation=one.organisation,
            active=one.active,
        )
        member.set_sealed("phone", phones.parse(one.phone).e164 if one.phone else None)
        members[one.key] = member
    Member.objects.bulk_create(members.values())
    return members


def _load_teams(
    street: UUID,
    grids: Mapping[str, UUID],
    ground: FictionalStreet,
    members: Mapping[str, Member],
) -> None:
    teams = {
        one.key: Team(
            street_id=street,
            grid_id=grids[one.grid_code] if one.grid_code else None,
            kind=one.kind,
            name=one.name,
            sort_key=sort_key(one.name),
            organisation=one.organisation,
            valid_from=one.valid_from,
        )
        for one in ground.teams
    }
    Team.objects.bulk_create(teams.values())
    rows = []
    for one in ground.team_members:
        member = members[one.member_key] if one.member_key else None
        row = TeamMember(team=teams[one.team_key], member=member, name=one.name, role=one.role)
        row.valid_from, row.sort_key = one.valid_from, sort_key(member.name if member else one.name)
        row.set_sealed("phone", phones.parse(one.phone).e164 if one.phone else None)
        rows.append(row)
    TeamMember.objects.bulk_create(rows)
    TeamService.objects.bulk_create(
        _served(row, ground, ago, minutes, what)
        for row in rows
        for ago, minutes, what in _SERVED
        if row.valid_from <= ground.today - timedelta(days=ago)
    )


def _served(
    person: TeamMember, ground: FictionalStreet, ago: int, minutes: int, what: str
) -> TeamService:
    row = TeamService(person=person, minutes=minutes, what=what, entered_by=ground.label)
    row.day = ground.today - timedelta(days=ago)
    if ago > _CONFIRMED_AFTER:
        row.state, row.decided_by, row.decided_at = (
            ServiceState.CONFIRMED,
            ground.label,
            clock.now(),
        )
    return row


def _load_shortages(street: UUID, grids: Mapping[str, UUID], ground: FictionalStreet) -> None:
    """A list that was sent: one post without an answer, overdue by now, and one put off."""
    sent = ground.today - timedelta(days=SENT_AGO)
    letter = ShortageList.objects.create(
        street_id=street,
        addressee="西湖区疫情防控应急指挥部",
        made_by=ground.label,
        sent_by=ground.label,
        year=sent.year,
        serial=1,
        sent_on=sent,
        answer_due=sent + timedelta(days=measures_on(sent).answer_days),
    )
    _short(letter, Post.HEALTH_LIAISON, grids["360103005008000"], ground, "社区卫生服务站人手不足")
    put_off = _short(letter, Post.GRID_POLICE, grids["360103005005000"], ground, "原民警已调离")
    put_off.answered_on = ground.today - timedelta(days=ANSWERED_AGO)
    put_off.answer = "新警分配到位后优先安排"
    put_off.later_until = ground.today + timedelta(days=LATER_IN)
    said = {"answer": put_off.answer, "later_until": str(put_off.later_until)}
    _step(put_off, ShortageState.LATER, put_off.answered_on, said, ground.label)


def _short(
    letter: ShortageList, post: Post, grid: UUID, ground: FictionalStreet, reason: str
) -> Shortage:
    row = Shortage.objects.create(
        letter=letter,
        post=post,
        grid_id=grid,
        since=ground.today - timedelta(days=120),
        reason=reason,
        wish="熟悉社区工作，能长期驻点",
        wished_by=ground.today + timedelta(days=5),
    )
    sent = ground.today - timedelta(days=SENT_AGO)
    said = {"count": "1", "reason": reason, "wished_by": str(row.wished_by)}
    _step(row, ShortageState.DRAFT, sent, said, ground.label)
    _step(row, ShortageState.SENT, sent, said, ground.label)
    return row


def _step(row: Shortage, state: ShortageState, day: date, said: dict[str, str], by: str) -> None:
    row.state = state
    row.save()
    hour = 9 if state is ShortageState.DRAFT else 15
    at = datetime(day.year, day.month, day.day, hour, tzinfo=clock.LOCAL)
    ShortageStep.objects.create(shortage=row, at=at, by=by, state=state, said=said)
