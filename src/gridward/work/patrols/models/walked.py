"""Points of patrols, and patrols with their stops and findings."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.history import keeps_history
from gridward.kernel.models import Row, choices
from gridward.work.patrols.terms import FindingCategory, PatrolKind, PointCategory, StopFound


class Recorded(Row):
    """What was told once and stays as it is, at the grid where it was."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


@keeps_history("PatrolPointHistory")
class PatrolPoint(Placed):
    """A place that patrols of a grid come by; retired on a day, it is chosen no more."""

    name = models.CharField(max_length=60)
    place = models.CharField(max_length=200, blank=True)
    category = models.CharField(
        max_length=16, choices=choices(PointCategory), default=PointCategory.OTHER
    )
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                condition=Q(retired_on=None),
                name="patrols_point_name_once_a_grid",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="patrols_point_position_whole",
            ),
        ]


class Patrol(Recorded):
    """A patrol that somebody walked, told by their phone; no trail of positions is kept."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=choices(PatrolKind))
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")), name="patrols_times_in_order"
            )
        ]
        indexes = [models.Index(fields=["grid", "-started_at", "-id"], name="patrols_by_day")]


class Stop(models.Model):
    """A stop of a patrol: the point with the name it had, or a name alone."""

    patrol = models.ForeignKey(Patrol, on_delete=models.CASCADE, related_name="stops")
    grid_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    point = models.ForeignKey(
        PatrolPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    found = models.CharField(max_length=8, choices=choices(StopFound), default=StopFound.NOTHING)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patrol", "position"], name="patrols_one_stop_a_position"
            )
        ]


class Finding(Recorded):
    """What was found on a patrol, where, and what was done about it."""

    patrol = models.ForeignKey(Patrol, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12, choices=choices(FindingCategory))
    text = models.CharField(max_length=500)
    place = models.CharField(max_length=200, blank=True)
    handled = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patrol", "position"], name="patrols_one_finding_a_position"
            )
        ]
        indexes = [models.Index(fields=["grid", "category"], name="patrols_finding_by_kind")]
