"""Shortages told to the district, and what it answered (§3(1); P3)."""

from typing import Any

from django.db import models
from django.db.models import Q

from gridward.ground.staff.models.people import Appointment, Member
from gridward.ground.staff.terms import OPEN_SHORTAGE, Post, ShortageState
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, Row, choices


@keeps_history("ShortageListHistory")
class ShortageList(ChangingRow):
    """One letter to the district: written until it is sent, then numbered within its year and unchangeable."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    addressee = models.CharField(max_length=60)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveSmallIntegerField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=60, blank=True)
    answer_due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "serial"], name="staff_shortagelist_number_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, year=None, serial=None)
                | Q(sent_on__isnull=False, year__isnull=False, serial__isnull=False),
                name="staff_shortagelist_sent_has_a_number",
            ),
        ]


@keeps_history("ShortageHistory")
class Shortage(ChangingRow):
    """One post that is short at one unit: what is wished, what the district said, and how it ended."""

    letter = models.ForeignKey(ShortageList, on_delete=models.PROTECT, related_name="shortages")
    post = models.CharField(max_length=24, choices=choices(Post))
    grid = models.ForeignKey(Grid, null=True, blank=True, on_delete=models.PROTECT)
    unit_key = models.CharField(max_length=64, editable=False)
    count = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    wish = models.CharField(max_length=200, blank=True)
    wished_by = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=choices(ShortageState), default=ShortageState.DRAFT
    )
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    named = models.CharField(max_length=60, blank=True)
    later_until = models.DateField(null=True, blank=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT)
    filled_by = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_key"],
                condition=Q(state__in=sorted(state.value for state in OPEN_SHORTAGE)),
                name="staff_shortage_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | ~Q(named=""),
                name="staff_shortage_granted_names_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="staff_shortage_refused_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="staff_shortage_lacks_somebody"),
        ]

    def save(self, *args: Any, **options: Any) -> None:
        """The unit key names post and unit, so that one post is on one open list."""
        self.unit_key = f"{self.post}:{self.grid_id or self.letter.street_id}"
        super().save(*args, **options)


class ShortageStep(Row):
    """One step in the life of a shortage, kept for good: what was done, by whom, and how the row read after it."""

    shortage = models.ForeignKey(Shortage, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=choices(ShortageState))
    said = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["shortage", "at"], name="staff_shortagestep_in_order")]
