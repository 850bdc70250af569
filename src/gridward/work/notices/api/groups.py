"""Doors of service groups, their members, and coverage."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.work.notices.queries.coverage import coverage, unreached
from gridward.work.notices.queries.doors import buildings_of, doors_of_building
from gridward.work.notices.queries.groups import group_of, groups, members
from gridward.work.notices.queries.proposals import proposals
from gridward.work.notices.schemas.groups import (
    BuildingReachedOut,
    GridReachedOut,
    GroupChangeIn,
    GroupDoorOut,
    GroupEndIn,
    GroupIn,
    GroupJoinedOut,
    GroupLeftIn,
    GroupMemberOut,
    GroupMembersIn,
    GroupPasteIn,
    GroupProposalOut,
    ReachIn,
    ServiceGroupOut,
    UnreachedOut,
)
from gridward.work.notices.services.groups import change_group, end_group, open_group
from gridward.work.notices.services.members import join, leave
from gridward.work.notices.services.reaching import say_reach
from gridward.work.notices.terms import Subject, SubjectKind

router = door("groups")


class GroupsWanted(Schema):
    """Of which grid; `after` is the cursor of the page before."""

    grid_id: UUID | None = None
    ended: bool = False
    after: str | None = None


class GroupMembersWanted(Schema):
    """Who is in the group, or who was."""

    past: bool = False
    after: str | None = None


class UnreachedWanted(Schema):
    """Households or units; `said`: those of whom it is said how they are reached, or those of whom it is not."""

    kind: SubjectKind = SubjectKind.HOUSEHOLD
    grid_id: UUID | None = None
    said: bool | None = None
    after: str | None = None


class CoverageWanted(Schema):
    """Of one grid, or of all."""

    grid_id: UUID | None = None


class DoorsWanted(Schema):
    """Of which group it is told who is in it."""

    group_id: UUID | None = None


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def _names(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    return actor


@router.get("", response=answers(PageOut[ServiceGroupOut]))
def list_groups(request: HttpRequest, wanted: Query[GroupsWanted]) -> object:
    """Groups by grid and name."""
    rows = groups(_reader(request), wanted.grid_id, wanted.ended)
    found = page(rows, ["grid__code", "name", "id"], wanted.after)
    return PageOut[ServiceGroupOut](
        items=[ServiceGroupOut.of(row) for row in found.rows], next=found.next
    )


@router.post("", response=answers(ServiceGroupOut, 201))
def post_group(request: HttpRequest, given: GroupIn) -> object:
    """A group of a grid."""
    actor = actor_of(request)
    row = open_group(actor, grid_id=given.grid_id, said=given.said())
    return Status(201, ServiceGroupOut.of(group_of(actor, row.pk)))


@router.get("/coverage", response=answers(list[GridReachedOut]))
def get_group_coverage(request: HttpRequest, wanted: Query[CoverageWanted]) -> object:
    """How many households and units groups reach, by grid."""
    return [GridReachedOut.of(one) for one in coverage(_reader(request), wanted.grid_id)]


@router.get("/unreached", response=answers(PageOut[UnreachedOut]))
def list_unreached(request: HttpRequest, wanted: Query[UnreachedWanted]) -> object:
    """Whom no group reaches."""
    rows = unreached(_names(request), wanted.kind, wanted.grid_id, wanted.said)
    found = page(rows, ["grid__code", "label", "id"], wanted.after)
    return PageOut[UnreachedOut](
        items=[UnreachedOut.of(row) for row in found.rows], next=found.next
    )


@router.post("/reach", response=answers(None, 204))
def post_reach(request: HttpRequest, given: ReachIn) -> object:
    """How somebody is reached who is in no group."""
    subject = Subject(given.kind, given.subject_id)
    say_reach(actor_of(request), subject=subject, way=given.way, note=given.note)
    return Status(204, None)


@router.get("/doors/{building_id}", response=answers(list[GroupDoorOut]))
def list_group_doors(request: HttpRequest, building_id: UUID, wanted: Query[DoorsWanted]) -> object:
    """The households of a building, door by door, to tick who is in a group."""
    told = doors_of_building(_names(request), wanted.group_id, building_id)
    return [GroupDoorOut.of(one) for one in told]


@router.post("/members/{member_id}/left", response=answers(None, 204))
def post_group_left(request: HttpRequest, member_id: UUID, given: GroupLeftIn) -> object:
    """Somebody left a group."""
    leave(actor_of(request), member_id=member_id, on=given.on)
    return Status(204, None)


@router.get("/{uuid:group_id}", response=answers(ServiceGroupOut))
def get_group(request: HttpRequest, group_id: UUID) -> object:
    """One group."""
    return ServiceGroupOut.of(group_of(_reader(request), group_id))


@router.patch("/{uuid:group_id}", response=answers(ServiceGroupOut))
def patch_group(request: HttpRequest, group_id: UUID, given: GroupChangeIn) -> object:
    """Change a group."""
    actor = actor_of(request)
    change_group(actor, group_id=group_id, **given.model_dump(exclude_unset=True))
    return ServiceGroupOut.of(group_of(actor, group_id))


@router.post("/{uuid:group_id}/end", response=answers(ServiceGroupOut))
def post_group_end(request: HttpRequest, group_id: UUID, given: GroupEndIn) -> object:
    """The group is no more."""
    actor = actor_of(request)
    end_group(actor, group_id=group_id, version=given.version, on=given.on)
    return ServiceGroupOut.of(group_of(actor, group_id))


@router.get("/{uuid:group_id}/members", response=answers(PageOut[GroupMemberOut]))
def list_group_members(
    request: HttpRequest, group_id: UUID, wanted: Query[GroupMembersWanted]
) -> object:
    """Who is in a group, in the order of joining, the newest first."""
    actor = _names(request)
    rows = members(actor, group_of(actor, group_id).pk, wanted.past)
    found = page(rows, ["-joined_on", "-id"], wanted.after)
    return PageOut[GroupMemberOut](
        items=[GroupMemberOut.of(row) for row in found.rows], next=found.next
    )


@router.post("/{uuid:group_id}/members", response=answers(GroupJoinedOut))
def post_group_members(request: HttpRequest, group_id: UUID, given: GroupMembersIn) -> object:
    """Many join at once; those inside already stay as they are."""
    made = join(actor_of(request), group_id=group_id, said=given.said(), on=given.on)
    return GroupJoinedOut(joined=len(made.ids), already=made.already)


@router.post("/{uuid:group_id}/pasted", response=answers(list[GroupProposalOut]))
def post_group_pasted(request: HttpRequest, group_id: UUID, given: GroupPasteIn) -> object:
    """What a pasted member list may mean; nothing is stored."""
    actor = _names(request)
    group = group_of(actor, group_id)
    return [GroupProposalOut.of(one) for one in proposals(actor, group, given.text, given.site_id)]


@router.get("/{uuid:group_id}/buildings", response=answers(list[BuildingReachedOut]))
def list_group_buildings(request: HttpRequest, group_id: UUID) -> object:
    """The buildings of the group's grids, and how far they are."""
    actor = _names(request)
    told = buildings_of(actor, group_of(actor, group_id))
    return [BuildingReachedOut.of(one) for one in told]
