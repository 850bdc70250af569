"""Shapes of service groups."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef, Name, Note, Typed
from gridward.kernel.http import Shape
from gridward.work.notices.models import GroupMember
from gridward.work.notices.queries.coverage import GridReached
from gridward.work.notices.queries.doors import BuildingReached
from gridward.work.notices.queries.proposals import Door, Proposal
from gridward.work.notices.terms import (
    MOST_MEMBERS,
    GroupSaid,
    MemberSaid,
    Platform,
    Reached,
    ReachWay,
    Subject,
    SubjectKind,
)

Pasted = Annotated[str, StringConstraints(max_length=20_000)]


class GroupIn(Schema):
    """A group of a grid; `keeper_id` is a person of the service with a post there."""

    grid_id: UUID
    name: Typed
    platform: Platform = Platform.WECHAT
    keeper_id: UUID
    since: date

    def said(self) -> GroupSaid:
        """As `open_group` takes it."""
        return GroupSaid(self.name, self.platform, self.keeper_id, self.since)


class GroupChangeIn(Schema):
    """What is left out stays."""

    version: int
    name: Typed = ""
    platform: Platform = Platform.WECHAT
    keeper_id: UUID | None = None


class GroupEndIn(Schema):
    """The version that was seen, and the day, today where none is said."""

    version: int
    on: date | None = None


class ServiceGroupOut(Shape):
    """A group with how many of the reader's grids are in it."""

    id: UUID
    version: int
    grid: GridRef
    name: str
    platform: Platform
    keeper_id: UUID
    keeper_name: str
    since: date
    ended_on: date | None
    has_robot: bool
    members: int
    households: int
    organisations: int

    @classmethod
    def of(cls, row: Any) -> "ServiceGroupOut":
        """From a row with its counts."""
        return cls(
            id=row.pk,
            version=row.version,
            grid=GridRef.of(row.grid),
            name=row.name,
            platform=Platform(row.platform),
            keeper_id=row.keeper_id,
            keeper_name=row.keeper.name,
            since=row.since,
            ended_on=row.ended_on,
            has_robot=row.robot is not None,
            members=row.member_count,
            households=row.household_count,
            organisations=row.organisation_count,
        )


class GroupMemberIn(Schema):
    """Who joins for whom: somebody registered there, or a name alone."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    subject_id: UUID
    person_id: UUID | None = None
    name: Name = ""


class GroupMembersIn(Schema):
    """Many at once, since a day, today where none is said."""

    members: Annotated[list[GroupMemberIn], Field(min_length=1, max_length=MOST_MEMBERS)]
    on: date | None = None

    def said(self) -> list[MemberSaid]:
        """As `join` takes them."""
        return [
            MemberSaid(Subject(one.kind, one.subject_id), one.person_id, one.name)
            for one in self.members
        ]


class GroupJoinedOut(Schema):
    """How many are new, and how many were in the group already."""

    joined: int
    already: int


class GroupMemberOut(Shape):
    """Somebody in a group, or who was."""

    id: UUID
    kind: SubjectKind
    subject_id: UUID | None
    subject_label: str
    grid: GridRef
    name: str
    registered: bool
    joined_on: date
    left_on: date | None

    @classmethod
    def of(cls, row: GroupMember) -> "GroupMemberOut":
        """From a row that was read whole; who has left the register is in no group any more."""
        person, unit, home = row.resident or row.employee, row.organisation, row.household
        label = unit.name if unit else home.address_text if home else ""
        return cls(
            id=row.pk,
            kind=SubjectKind.ORGANISATION if unit else SubjectKind.HOUSEHOLD,
            subject_id=row.organisation_id or row.household_id,
            subject_label=label,
            grid=GridRef.of(row.grid),
            name=person.name if person else row.name,
            registered=person is not None,
            joined_on=row.joined_on,
            left_on=row.left_on or (person.left_on if person else None),
        )


class GroupLeftIn(Schema):
    """On which day; today where none is said."""

    on: date | None = None


class GroupPasteIn(Schema):
    """A member list, one nickname a line; `site_id` says where doors without a name are."""

    text: Pasted
    site_id: UUID | None = None


class GroupPersonOut(Shape):
    """Somebody of a household."""

    id: UUID
    name: str
    inside: bool


class GroupDoorOut(Shape):
    """A household with everybody of it; `inside`: how many of it are in the group."""

    id: UUID
    label: str
    people: list[GroupPersonOut]
    inside: int

    @classmethod
    def of(cls, one: Door) -> "GroupDoorOut":
        """From a door."""
        people = [GroupPersonOut(id=p.id, name=p.name, inside=p.inside) for p in one.people]
        return cls(id=one.id, label=one.label, people=people, inside=one.inside)


class GroupProposalOut(Shape):
    """A line of a list, and the households that it may mean, the likeliest first; nothing is stored."""

    line: str
    called: str
    doors: list[GroupDoorOut]
    person_id: UUID | None
    sure: bool

    @classmethod
    def of(cls, one: Proposal) -> "GroupProposalOut":
        """From a proposal."""
        return cls(
            line=one.line,
            called=one.called,
            doors=[GroupDoorOut.of(door) for door in one.doors],
            person_id=one.person,
            sure=one.sure,
        )


class BuildingReachedOut(Shape):
    """A building with how many households live there, and of how many somebody is in a group."""

    id: UUID
    label: str
    households: int
    in_group: int

    @classmethod
    def of(cls, one: BuildingReached) -> "BuildingReachedOut":
        """From counts."""
        return cls(id=one.id, label=one.label, households=one.households, in_group=one.in_group)


class ReachedOut(Shape):
    """How many there are, of how many somebody is in a group, how many are reached otherwise; the rest by nobody."""

    all: int
    in_group: int
    otherwise: int
    missing: int

    @classmethod
    def of(cls, one: Reached) -> "ReachedOut":
        """From counts."""
        return cls(all=one.all, in_group=one.in_group, otherwise=one.otherwise, missing=one.missing)


class GridReachedOut(Shape):
    """Coverage of a grid."""

    grid: GridRef
    community_name: str
    households: ReachedOut
    organisations: ReachedOut

    @classmethod
    def of(cls, one: GridReached) -> "GridReachedOut":
        """From counts of a grid."""
        return cls(
            grid=GridRef.of(one.grid),
            community_name=one.grid.community.name,
            households=ReachedOut.of(one.households),
            organisations=ReachedOut.of(one.organisations),
        )


class UnreachedOut(Shape):
    """A household or a unit that no group reaches, and how it is reached instead."""

    id: UUID
    label: str
    grid: GridRef
    way: ReachWay | None

    @classmethod
    def of(cls, row: Any) -> "UnreachedOut":
        """From a row with its way."""
        way = ReachWay(row.way) if row.way else None
        return cls(id=row.pk, label=row.label, grid=GridRef.of(row.grid), way=way)


class ReachIn(Schema):
    """How a household or a unit is reached."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    subject_id: UUID
    way: ReachWay
    note: Note = ""
