"""Shapes of the organisation chart and of the completeness check."""

from datetime import date
from uuid import UUID

from ninja import Schema

from gridward.ground.staff.terms import Employer, GroupTitle, Post
from gridward.ground.staff.terms.filling import Rule, Where


class HolderOut(Schema):
    """Who holds a post; the phone is masked."""

    id: UUID
    member_id: UUID
    member_name: str
    employer: Employer
    organisation: str
    phone: str
    acting: bool
    valid_from: date
    valid_to: date | None


class DeskOut(Schema):
    """A post at a unit; `holders` is empty where it is vacant."""

    post: Post
    holders: list[HolderOut]


class SeatOut(Schema):
    """A seat in the leading group; the phone is masked."""

    id: UUID
    member_id: UUID
    member_name: str
    organisation: str
    phone: str
    title: GroupTitle
    valid_from: date
    valid_to: date | None


class ChartGridOut(Schema):
    """A base or dedicated grid on the chart."""

    id: UUID
    code: str
    name: str
    posts: list[DeskOut]


class ChartCommunityOut(ChartGridOut):
    """A community grid on the chart, with the grids of its community."""

    grids: list[ChartGridOut]


class ChartOut(Schema):
    """The organisation chart of the street as of a day."""

    day: date
    street: str
    group: list[SeatOut]
    posts: list[DeskOut]
    communities: list[ChartCommunityOut]


class SeatIn(Schema):
    """A seat to give."""

    member_id: UUID
    title: GroupTitle
    valid_from: date
    valid_to: date | None = None


class DayIn(Schema):
    """The first day on which something no longer holds, or from which it does."""

    on: date


class FoundUnitOut(Schema):
    """A unit of territory; `id` is null for the street."""

    id: UUID | None
    code: str
    name: str


class WhoOut(Schema):
    """A person of the service."""

    id: UUID
    name: str


class FindingOut(Schema):
    """Something amiss with the filling of posts.

    `sentence` says what, `advice` what to do, `source` where the rule comes from; `missing` is how many a post lacks.
    `shortage_list_id` is the open list that tells the district of it; `row_id` the hand-over that is late.
    """

    key: str
    rule: Rule
    sentence: str
    advice: str
    since: date
    source: str
    posts: list[Post]
    units: list[FoundUnitOut]
    people: list[WhoOut]
    missing: int
    shortage_list_id: UUID | None
    row_id: UUID | None


class CheckFigureOut(Schema):
    """A number of the check with its source."""

    name: str
    value: int
    source: str


class NeededOut(Schema):
    """How many of a post each unit needs, with the source."""

    post: Post
    count: int
    source: str


class ClashOut(Schema):
    """Two kinds of posts that one person must not hold together, why, and the source."""

    id: str
    first: list[Post]
    second: list[Post]
    where: Where
    reason: str
    source: str


class FindingsOut(Schema):
    """The findings of a day and what they were measured by; `whole_street` is false for a part of the street."""

    day: date
    whole_street: bool
    findings: list[FindingOut]
    figures: list[CheckFigureOut]
    needed: list[NeededOut]
    clashes: list[ClashOut]
