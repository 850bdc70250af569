"""The leading group of the street (§3; P1): who sits in it with which title, from when to when."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from gridward.ground.staff.models.people import Member, _DateRange, _UnitRange
from gridward.ground.staff.terms import GroupTitle
from gridward.ground.territory.models import Division
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, choices

_DAYS = _DateRange("valid_from", "valid_to")


@keeps_history("GroupSeatHistory")
class GroupSeat(ChangingRow):
    """A member of the service sits in the leading group from a day until the day before `valid_to`."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=10, choices=choices(GroupTitle))
    unit_key = models.CharField(max_length=64, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="staff_groupseat_days_in_order",
            ),
            ExclusionConstraint(
                name="staff_one_head_at_a_time",
                expressions=[(_UnitRange("unit_key"), "&&"), (_DAYS, "&&")],
                condition=Q(title__in=[GroupTitle.FIRST_HEAD.value, GroupTitle.HEAD.value]),
            ),
            ExclusionConstraint(
                name="staff_one_seat_a_person",
                expressions=[(_UnitRange(Cast("member", models.TextField())), "&&"), (_DAYS, "&&")],
            ),
        ]
        indexes = [models.Index(fields=["street", "title"], name="staff_groupseat_by_street")]

    def save(self, *args: Any, **options: Any) -> None:
        """The unit key names title and street, for the exclusion of two heads."""
        self.unit_key = f"{self.title}:{self.street_id}"
        super().save(*args, **options)
