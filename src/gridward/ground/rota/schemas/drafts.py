"""Shapes of drafts of rosters."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.rota.models import DutyPlace, RosterDraft
from gridward.ground.rota.queries.drafts import DraftWishes
from gridward.ground.rota.rules.drafts import drafted_rows, read_row
from gridward.ground.rota.schemas.shifts import ShiftDay
from gridward.ground.rota.terms import (
    LONGEST_DRAFT,
    MOST_DRAFTED,
    NO_WISHES,
    DraftPattern,
    DraftSaid,
    DraftState,
    DraftWay,
    PlanRow,
    ShiftRole,
    WishGoing,
    WishTime,
    WishWants,
)
from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import say


class DraftPatternIn(Schema):
    """A shift as it may be cut: begins by the local clock, for so many minutes."""

    begins: time
    minutes: Annotated[int, Field(ge=1, le=24 * 60)]

    def told(self) -> DraftPattern:
        """As `ask_draft` takes it."""
        return DraftPattern(self.begins.replace(second=0, microsecond=0, tzinfo=None), self.minutes)


class RosterDraftIn(Schema):
    """Places, days from `first` on, how shifts are cut, and whose posts take part.

    Without patterns shifts are as each place demands its hours, longer ones in parts.
    """

    places: Annotated[list[UUID], Field(max_length=MOST_DRAFTED)]
    first: ShiftDay
    days: Annotated[int, Field(ge=1, le=LONGEST_DRAFT)]
    way: DraftWay = DraftWay.ANEW
    patterns: Annotated[list[DraftPatternIn], Field(max_length=12)]
    posts: Annotated[list[Post], Field(max_length=len(Post))]

    def told(self) -> DraftSaid:
        """As `ask_draft` takes it."""
        return DraftSaid(
            places=tuple(dict.fromkeys(self.places)),
            first=self.first,
            days=self.days,
            way=self.way,
            patterns=tuple(one.told() for one in self.patterns),
            posts=tuple(dict.fromkeys(self.posts)),
        )


class DraftTakeIn(Schema):
    """Which version was seen, and whether gaps become vacant shifts."""

    version: int
    vacant: bool = True


class DraftPatternOut(Shape):
    """How shifts are cut."""

    begins: str
    minutes: int


class DraftPlaceOut(Shape):
    """A place of a draft."""

    id: UUID
    name: str
    grid_name: str


class RosterDraftRow(Shape):
    """A draft as lists show it; `failed` says why there is none."""

    id: UUID
    version: int
    state: DraftState
    way: DraftWay
    first: date
    days: int
    places: list[DraftPlaceOut]
    patterns: list[DraftPatternOut]
    posts: list[Post]
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    failed: str

    @classmethod
    def told(
        cls, row: RosterDraft, places: Mapping[UUID, DutyPlace], language: str
    ) -> dict[str, Any]:
        """From a row and the places that the reader sees."""
        there = [places[one] for one in row.places if one in places]
        return {
            **{name: getattr(row, name) for name in ("version", "state", "way", "first", "days")},
            "id": row.pk,
            "places": [
                DraftPlaceOut(id=one.pk, name=one.name, grid_name=one.grid.name) for one in there
            ],
            "patterns": [DraftPatternOut(**one) for one in row.patterns],
            "posts": [Post(one) for one in row.posts],
            "asked_by": row.account_name,
            "asked_at": row.created_at,
            "decided_by": row.decided_name,
            "decided_at": row.decided_at,
            "failed": say(f"problem.{row.problem}", language) if row.problem else "",
        }


class DraftShiftOut(Shape):
    """A shift that a draft suggests; `stood`: it is planned so already."""

    place_id: UUID
    role: ShiftRole
    member_id: UUID
    name: str
    begins_at: datetime
    ends_at: datetime
    stood: bool


class DraftGapOut(Shape):
    """So many of a role are missing at a place."""

    place_id: UUID
    role: ShiftRole
    begins_at: datetime
    ends_at: datetime
    count: int


class DraftAgainstOut(Shape):
    """A rule that stands against so many members; `limit` in minutes or days, `have`: who has the skill."""

    code: str
    members: int
    limit: int | None = None
    have: int | None = None


class DraftFixOut(Shape):
    """What was tried and helps: minutes missing before and after; `limit` is the loosened figure; `name` and
    `place_id` tell whose shift was let go.
    """

    code: str
    before: int
    after: int
    limit: int | None = None
    name: str = ""
    place_id: UUID | None = None


class DraftReasonOut(DraftGapOut):
    """Why somebody is missing, and what would help."""

    against: list[DraftAgainstOut]
    fixes: list[DraftFixOut]


class DraftWishOut(Shape):
    """Somebody's wish about a date, whether the draft grants it, and when the shifts begin that it is about."""

    member_id: UUID
    name: str
    wants: WishWants
    time: WishTime
    day: date
    granted: bool
    touched: list[datetime]


class DraftShareOut(Shape):
    """What somebody has of the draft, and had in the four weeks before it; wishes are counted by dates."""

    member_id: UUID
    name: str
    shifts: int
    minutes: int
    nights: int
    weekends: int
    holidays: int
    minutes_before: int
    nights_before: int
    wishes: int
    wishes_granted: int
    wishes_before: int
    wishes_granted_before: int


class RosterDraftOut(Shape):
    """A draft with all that it suggests. None costs less than `bound`; `greedy` is what a careful clerk reaches.

    `km`: whole kilometres of all ways to its duties, one way, and of the longest; None of drafts of before 2026-12.
    """

    draft: RosterDraftRow
    shifts: list[DraftShiftOut]
    gone: list[DraftShiftOut]
    missing: list[DraftGapOut]
    reasons: list[DraftReasonOut]
    shares: list[DraftShareOut]
    wishes: list[DraftWishOut]
    costs: dict[str, int]
    km: int | None
    longest_km: int | None
    total: int
    bound: int
    gap: float
    optimal: bool
    greedy: int
    seconds: float

    @classmethod
    def of(
        cls,
        row: RosterDraft,
        places: Mapping[UUID, DutyPlace],
        names: Mapping[UUID, str],
        wished: DraftWishes,
        language: str,
    ) -> "RosterDraftOut":
        """From a row, its places, the names of who takes part, and their wishes."""
        held = row.result
        figures = ("total", "bound", "gap", "optimal", "greedy", "seconds")
        return cls(
            draft=RosterDraftRow(**RosterDraftRow.told(row, places, language)),
            shifts=[_shift(one.row, names, stood=one.stood) for one in drafted_rows(held)],
            gone=[_shift(read_row(one), names, stood=True) for one in held.get("gone", ())],
            missing=[DraftGapOut(**_gap(one)) for one in held.get("missing", ())],
            reasons=[_reason(one, names) for one in held.get("reasons", ())],
            shares=[_share(one, names, wished) for one in held.get("members", ())],
            wishes=[_wish(one, names) for one in wished.told],
            costs=held.get("costs", {}),
            km=held.get("km"),
            longest_km=held.get("longest_km"),
            **{name: held.get(name, 0) for name in figures},
        )


def _shift(row: PlanRow, names: Mapping[UUID, str], *, stood: bool) -> DraftShiftOut:
    assert row.member_id is not None  # noqa: S101 - a draft gives shifts to somebody
    words = ("place_id", "role", "member_id", "begins_at", "ends_at")
    told = {name: getattr(row, name) for name in words}
    return DraftShiftOut(name=names.get(row.member_id, ""), stood=stood, **told)


def _gap(one: Mapping[str, Any]) -> dict[str, Any]:
    words = ("role", "begins_at", "ends_at", "count")
    return {"place_id": one["place"], **{name: one[name] for name in words}}


def _reason(one: Mapping[str, Any], names: Mapping[UUID, str]) -> DraftReasonOut:
    return DraftReasonOut(
        **_gap(one),
        against=[DraftAgainstOut(**why) for why in one["against"]],
        fixes=[_fix(fix, names) for fix in one["fixes"]],
    )


def _fix(one: Mapping[str, Any], names: Mapping[UUID, str]) -> DraftFixOut:
    told = {name: one[name] for name in ("code", "before", "after", "limit") if name in one}
    whose = names.get(UUID(one["keeper"]), "") if "keeper" in one else ""
    return DraftFixOut(name=whose, place_id=one.get("post"), **told)


def _wish(one: WishGoing, names: Mapping[UUID, str]) -> DraftWishOut:
    words = ("member_id", "wants", "time", "day")
    return DraftWishOut(
        name=names.get(one.wish.member_id, ""),
        granted=one.granted,
        touched=[span.begins_at for span in one.touched],
        **{name: getattr(one.wish, name) for name in words},
    )


def _share(one: Mapping[str, Any], names: Mapping[UUID, str], wished: DraftWishes) -> DraftShareOut:
    words = ("shifts", "minutes", "nights", "weekends", "minutes_before", "nights_before")
    member = UUID(one["member"])
    mine = [one.granted for one in wished.told if one.wish.member_id == member]
    before = wished.before.get(member, NO_WISHES)
    return DraftShareOut(
        member_id=member,
        name=names.get(member, ""),
        holidays=one.get("holidays", 0),
        wishes=len(mine),
        wishes_granted=sum(mine),
        wishes_before=before.asked,
        wishes_granted_before=before.granted,
        **{name: one[name] for name in words},
    )
