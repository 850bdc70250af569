"""Meetings with items, attendance, decisions and bulletins.

The wall asks of each meeting whether one of its `grids` is the reader's, and of all other rows whether their meeting is
seen. Triggers hold fast a meeting that is over, with all that belongs to it, and every bulletin.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.meetings.terms import AttendanceState, MeetingState
from gridward.work.workorders.models import Order


class Meeting(ChangingRow, Sealing):
    """A meeting of a community grid, or of the street (`grid` is empty). `grids` are those whose posts take part.

    `figures` are frozen when it begins, by section: what the sources counted between `since_at` and `begun_at`, with
    words in both languages. `summary` is what was said, sealed.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grids = ArrayField(models.UUIDField())
    name = models.CharField(max_length=80)
    day = models.DateField()
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=100, blank=True)
    state = models.CharField(
        max_length=10, choices=choices(MeetingState), default=MeetingState.PLANNED
    )
    called_by = models.CharField(max_length=80)
    reason = models.CharField(max_length=200, blank=True)
    since_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.CharField(max_length=80, blank=True)
    begun_post = models.CharField(max_length=24, blank=True)
    figures = models.JSONField(default=list, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    summary = SealedField(purpose="meeting")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "grid", "day"],
                condition=~Q(state=MeetingState.CANCELLED),
                nulls_distinct=False,
                name="meetings_one_a_day",
            ),
            models.CheckConstraint(
                condition=Q(begun_at=None, since_at=None)
                | Q(begun_at__gt=models.F("since_at"), since_at__isnull=False),
                name="meetings_figures_have_a_time",
            ),
        ]
        indexes = [models.Index(fields=["street", "-day", "-id"], name="meetings_by_day")]


class AgendaItem(Row, Sealing):
    """What a member brings to a section of the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    section = models.CharField(max_length=40)
    text = SealedField(purpose="meeting")
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)


class Attendance(Row, Sealing):
    """Somebody who is expected by the posts in force when the meeting begins; `state` is empty until it is noted.

    `posts` are pairs of post and unit, as they were then; `reason` is sealed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    posts = models.JSONField()
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=choices(AttendanceState), blank=True)
    reason = SealedField(purpose="meeting")
    stand_in = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stand_in_name = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meetings_each_once"),
            models.CheckConstraint(
                condition=Q(state=AttendanceState.STAND_IN, stand_in__isnull=False)
                | (~Q(state=AttendanceState.STAND_IN) & Q(stand_in=None)),
                name="meetings_stand_in_is_named",
            ),
        ]


class Decision(Row, Sealing):
    """What was decided, and the work order that it became."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    text = SealedField(purpose="meeting")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    account_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="meetings_one_decision_a_position"
            )
        ]


class Bulletin(Row):
    """A bulletin as it was signed: `content` is what the digest covers, `post` the one by which it was signed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="bulletins")
    revision = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    content = models.JSONField()
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24)
    stand_in = models.BooleanField()
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "revision"], name="meetings_one_bulletin_a_revision"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, reason="") | (Q(revision__gt=1) & ~Q(reason="")),
                name="meetings_revision_has_reason",
            ),
        ]
