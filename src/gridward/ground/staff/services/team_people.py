"""The people of a team: pasted from a spreadsheet, changed, gone, called (P5)."""

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.staff.models import Member, Team, TeamMember
from gridward.ground.staff.problems import (
    DaysNotInOrder,
    NameMissing,
    PhoneInvalid,
    ReasonMissing,
    TeamMemberGone,
    TeamMemberThere,
    TooManyLines,
)
from gridward.ground.staff.rules.pasting import MOST_LINES, LineOutcome, PastedLine, read_lines
from gridward.ground.staff.services.teams import about, locked
from gridward.ground.staff.terms import StaffAct, TeamRole
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.chinese import sort_key
from gridward.kernel.codes import phone as phones
from gridward.kernel.crypto.vault import vault
from gridward.kernel.problems import Problem, Stale

TAKEN = (LineOutcome.TAKEN, LineOutcome.OF_SERVICE)


@transaction.atomic
def add_people(
    actor: Actor, *, team: Team, text: str, valid_from: date, dry_run: bool = False
) -> list[PastedLine]:
    """Enter the lines of a paste and account for each; with `dry_run` only tell what would become of them.

    A line whose phone is that of a person of the service is that person. Identity numbers are left out.
    Raises TooManyLines, DaysNotInOrder (before the team began), NotAllowed, TeamOver.
    """
    team = locked(actor, team)
    if valid_from < team.valid_from:
        raise DaysNotInOrder
    lines = read_lines(text)
    if len(lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    judged = _Register(team, lines)
    rows = [(judged.judge(line), line) for line in lines]
    if not dry_run:
        _enter(actor, team, [outcome for outcome, _ in rows], judged, valid_from)
    return [outcome for outcome, _ in rows]


@transaction.atomic
def add_member(
    actor: Actor, *, team: Team, member: Member, role: TeamRole, valid_from: date
) -> TeamMember:
    """Put a person of the service into a team; raises TeamMemberThere, DaysNotInOrder, NotAllowed, TeamOver."""
    team = locked(actor, team)
    if valid_from < team.valid_from or member.street_id != team.street_id:
        raise DaysNotInOrder
    row = TeamMember(team=team, member=member, sort_key=member.sort_key, role=role)
    row.valid_from = valid_from
    _save(row)
    record(actor, StaffAct.TEAM_MEMBERS_ADDED, about(team), team=team.name, count=1)
    return row


@transaction.atomic
def change_person(
    actor: Actor,
    *,
    row: TeamMember,
    version: int,
    role: TeamRole | None = None,
    name: str | None = None,
    phone: str | None = None,
) -> TeamMember:
    """Change the role of anybody, and name and phone of a person from outside; raises Stale, TeamMemberThere …"""
    team = locked(actor, row.team)
    row = _present(row)
    if row.version != version:
        raise Stale
    if role is not None:
        row.role = role
    if row.member_id is None:
        _rename(row, name)
        _phone(row, phone)
    row.version += 1
    _save(row)
    record(actor, StaffAct.TEAM_MEMBER_CHANGED, about(team), team=team.name, name=row.told)
    return row


@transaction.atomic
def leave_team(actor: Actor, *, row: TeamMember, on: date) -> TeamMember:
    """Let somebody be in the team until the day before `on`; raises TeamMemberGone, DaysNotInOrder."""
    team = locked(actor, row.team)
    row = _present(row)
    if on <= row.valid_from:
        raise DaysNotInOrder
    row.valid_to = on
    row.version += 1
    row.save()
    record(actor, StaffAct.TEAM_MEMBER_LEFT, about(team), team=team.name, name=row.told)
    return row


@transaction.atomic
def show_team_phone(actor: Actor, *, row: TeamMember, reason: str) -> str | None:
    """The whole phone number of somebody in a team; a look on the record, with its reason."""
    if len(reason.strip()) < 2:
        raise ReasonMissing
    record(
        actor,
        StaffAct.TEAM_PHONE_SHOWN,
        about(row.team),
        reason=reason.strip(),
        team=row.team.name,
        name=row.told,
    )
    return row.number()


class _Register:
    """Who is in the team already and who of the service has which phone, read once for a whole paste."""

    def __init__(self, team: Team, lines: list[PastedLine]) -> None:
        there = TeamMember.objects.filter(team=team, valid_to=None).select_related("member")
        people = list(there)
        self.outside = {(row.name, bytes(row.phone_index or b"")) for row in people}
        self.inside = {row.member_id for row in people if row.member_id}
        self.has_lead = any(row.role == TeamRole.LEAD for row in people)
        self.index = {line.phone: vault.index("phone", line.phone) for line in lines if line.phone}
        found = Member.objects.filter(
            street=team.street_id, active=True, phone_index__in=list(self.index.values())
        )
        self.service = {(row.name, bytes(row.phone_index or b"")): row for row in found}

    def member(self, line: PastedLine) -> Member | None:
        """The person of the service with this name and phone."""
        return self.service.get((line.name, self.key(line)))

    def key(self, line: PastedLine) -> bytes:
        """The index of the line's phone."""
        return bytes(self.index.get(line.phone, b""))

    def judge(self, line: PastedLine) -> PastedLine:
        """The line with what becomes of it in this team."""
        if line.outcome is not LineOutcome.TAKEN:
            return line
        member = self.member(line)
        there = member.pk in self.inside if member else (line.name, self.key(line)) in self.outside
        if there:
            return replace(line, outcome=LineOutcome.ALREADY)
        if line.role is TeamRole.LEAD and self.has_lead:
            return replace(line, outcome=LineOutcome.SECOND_LEAD)
        self.has_lead = self.has_lead or line.role is TeamRole.LEAD
        return replace(line, outcome=LineOutcome.OF_SERVICE) if member else line


def _enter(
    actor: Actor, team: Team, lines: list[PastedLine], judged: _Register, valid_from: date
) -> None:
    rows = [_row(team, line, judged, valid_from) for line in lines if line.outcome in TAKEN]
    if not rows:
        return
    try:
        with transaction.atomic():
            TeamMember.objects.bulk_create(rows)
    except IntegrityError:
        raise TeamMemberThere from None
    record(actor, StaffAct.TEAM_MEMBERS_ADDED, about(team), team=team.name, count=len(rows))


def _row(team: Team, line: PastedLine, judged: _Register, valid_from: date) -> TeamMember:
    member = judged.member(line)
    row = TeamMember(team=team, member=member, role=line.role, valid_from=valid_from)
    row.sort_key = sort_key(line.name)
    if member is None:
        row.name = line.name
        row.set_sealed("phone", line.phone or None)
    return row


def _present(row: TeamMember) -> TeamMember:
    found = TeamMember.objects.select_for_update(of=("self",)).select_related("member", "team")
    row = found.get(pk=row.pk)
    if row.valid_to is not None and row.valid_to <= clock.today():
        raise TeamMemberGone
    return row


def _rename(row: TeamMember, name: str | None) -> None:
    if name is None:
        return
    row.name = name.strip()
    if not row.name:
        raise NameMissing
    row.sort_key = sort_key(row.name)


def _phone(row: TeamMember, text: str | None) -> None:
    if text is None:
        return
    try:
        row.set_sealed("phone", phones.parse(text).e164 if text.strip() else None)
    except Problem as problem:
        raise PhoneInvalid(phone=text) from problem


def _save(row: TeamMember) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise TeamMemberThere from None
