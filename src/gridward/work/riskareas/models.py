"""Notices as they were taken, and areas with their days. A street keeps its own; the whole service reads them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from gridward.ground.territory.models import Division
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.riskareas.terms import PLACE_LETTERS, AreaLevel


class RiskNotice(Row):
    """A notice with its text as it was published; `digest` tells the same text again."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    publisher = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    day = models.DateField()
    text = models.TextField()
    whole = models.BooleanField()
    digest = models.CharField(max_length=64)
    began = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "publisher", "day", "digest"], name="riskareas_one_text_a_day"
            )
        ]
        indexes = [models.Index(fields=["street", "-day", "-id"], name="riskareas_notice_by_day")]


class RiskArea(ChangingRow):
    """A place with a level from `since` to `until`, its last day, open without one.

    `opened_by` and `closed_by` are empty where somebody added or ended it by hand; then `source` and `reason` say why.
    A last day before the first means that it never began.
    """

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=choices(AreaLevel))
    region = models.CharField(max_length=60)
    county = models.CharField(max_length=40, default="", blank=True)
    detail = models.CharField(max_length=PLACE_LETTERS, default="", blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=160, default="", blank=True)
    reason = models.CharField(max_length=160, default="", blank=True)
    opened_by = models.ForeignKey(
        RiskNotice, null=True, blank=True, on_delete=models.PROTECT, related_name="opened"
    )
    closed_by = models.ForeignKey(
        RiskNotice, null=True, blank=True, on_delete=models.PROTECT, related_name="closed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "level", "region", "county", "detail"],
                condition=Q(until=None),
                name="riskareas_one_open_a_place",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since") - 1),
                name="riskareas_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(
                fields=["street", "region", "county", "detail", "id"], name="riskareas_by_place"
            )
        ]
