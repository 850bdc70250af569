"""Duty places, what they demand, shifts, who is out, swaps with their timelines."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from gridward.ground.rota.terms import (
    OPEN_SWAPS,
    DraftState,
    DraftWay,
    DutyPlaceKind,
    Point,
    ShiftRole,
    ShiftState,
    Span,
    SwapState,
    WishSaid,
    WishTime,
    WishWants,
)
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid, Listed, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, Row, choices


@keeps_history("DutyPlaceHistory")
class DutyPlace(Placed):
    """Where somebody is on duty; `lanes` is how many stand side by side there, to be read on paper.

    Degrees of CGCS2000, where whoever hosts the place knows its point.
    """

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=choices(DutyPlaceKind))
    lanes = models.PositiveSmallIntegerField(default=1)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                condition=Q(closed_on=None),
                name="rota_one_place_of_a_name",
            ),
            models.CheckConstraint(condition=Q(lanes__gte=1), name="rota_place_has_a_lane"),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="rota_place_point_whole",
            ),
        ]

    @property
    def point(self) -> Point | None:
        """Where it is on the map, if that is known."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


@keeps_history("DutyDemandHistory")
class DutyDemand(Placed):
    """What a place demands from a day on, until the next version; `hours` are those of `terms.DemandHours`."""

    place = models.ForeignKey(DutyPlace, on_delete=models.PROTECT, related_name="demands")
    since = models.DateField()
    hours = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "since"], name="rota_one_demand_a_day")
        ]


class _InstantRange(Func):
    function = "tstzrange"
    output_field = models.Field()


class _MemberRange(Func):
    """A range that overlaps another's only for the same member: exclusion without btree_gist."""

    template = "rota_member_range(%(expressions)s, %(expressions)s, '[]')"
    output_field = models.Field()


@keeps_history("ShiftHistory")
class Shift(Listed, Sealing):
    """Who has which duty at a place, from when to when; nobody where `member` is empty.

    `said` is why it was cancelled. The database itself refuses a member two shifts at once; it looks when a statement
    is done, so that two members change places in one.
    """

    place = models.ForeignKey(
        DutyPlace, on_delete=models.PROTECT, related_name="shifts", db_index=False
    )
    member = models.ForeignKey(
        Member,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shifts",
        db_index=False,
    )
    role = models.CharField(max_length=8, choices=choices(ShiftRole))
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=choices(ShiftState), default=ShiftState.PLANNED.value
    )
    said = SealedField(purpose="duty")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="rota_shift_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="rota_one_shift_at_a_time",
                expressions=[
                    (_MemberRange("member"), "&&"),
                    (_InstantRange("begins_at", "ends_at"), "&&"),
                ],
                condition=Q(member__isnull=False) & ~Q(state=ShiftState.CANCELLED.value),
                deferrable=Deferrable.IMMEDIATE,
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "begins_at", "id"], name="rota_shift_by_grid"),
            models.Index(fields=["place", "begins_at", "id"], name="rota_shift_by_place"),
            models.Index(fields=["member", "begins_at", "id"], name="rota_shift_by_member"),
        ]

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.begins_at, self.ends_at)


class MemberOut(ChangingRow):
    """A member has no duty from an instant until another. Why is nowhere kept: it would be about health."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at")), name="rota_out_times_in_order"
            )
        ]


class Wish(ChangingRow, Sealing):
    """What a member would rather have from `first` to `last`: each day, or one weekday of each week.

    No absence: it makes no shift wrong. `said` is why, if they told; whoever takes back what has begun ends it, and
    what is over goes after some weeks.
    """

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="wishes", db_index=False
    )
    wants = models.CharField(max_length=4, choices=choices(WishWants))
    time = models.CharField(max_length=5, choices=choices(WishTime))
    first = models.DateField()
    last = models.DateField()
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    said = SealedField(purpose="duty")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="rota_wish_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(weekday=None) | Q(weekday__range=(1, 7)), name="rota_wish_weekday"
            ),
        ]
        indexes = [models.Index(fields=["member", "last"], name="rota_wish_by_member")]

    @property
    def told(self) -> WishSaid:
        """What it says, without why."""
        wants, time = WishWants(self.wants), WishTime(self.time)
        return WishSaid(wants, time, self.first, self.last, self.weekday)


class Home(ChangingRow, Sealing):
    """Where a member sets out from for duty, if they said it: a rounded point, read by them and by drafts alone.

    It has no history: what was deleted is gone.
    """

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    at = SealedField(purpose="duty")


class Swap(ChangingRow):
    """A shift that goes from `giver` to `taker`, and with `other` the taker's shift that comes back for it.

    `grid` is that of the shift that is given.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="swaps")
    other = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="other_swaps"
    )
    giver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(SwapState))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shift"],
                condition=Q(state__in=sorted(OPEN_SWAPS)),
                name="rota_one_open_swap_a_shift",
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="rota_swap_of_two"),
        ]

    @property
    def parties(self) -> frozenset[object]:
        """The two."""
        return frozenset((self.giver_id, self.taker_id))


class SwapStep(Row, Sealing):
    """What happened to a swap, by whom: added, never changed or removed. `said` is what they said."""

    swap = models.ForeignKey(Swap, on_delete=models.PROTECT, related_name="steps")
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=choices(SwapState))
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    said = SealedField(purpose="duty")


class RosterDraft(ChangingRow):
    """A roster that the program suggests for places and days: asked for, drawn up in the background, taken or dropped.

    `grids` are those of its places. `patterns` and `posts` are as they were asked for; `result` is written by
    `rules.drafted` and holds duties, what is missing and why. `seen` stands for the shifts and absences that it was
    drawn up from: a draft of yesterday's shifts is not taken over. `problem` is the code of why there is none.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    grids = ArrayField(models.UUIDField())
    places = ArrayField(models.UUIDField())
    first = models.DateField()
    days = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=4, choices=choices(DraftWay))
    patterns = models.JSONField()
    posts = models.JSONField()
    state = models.CharField(
        max_length=8, choices=choices(DraftState), default=DraftState.WAITING.value
    )
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True)
    decided_name = models.CharField(max_length=80, default="")
    problem = models.CharField(max_length=60, default="")
    result = models.JSONField(default=dict)
    seen = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="rota_draft_by_time")]
