"""Decisions as they were signed, and the standings that they opened.

The wall lets everybody of the service read both, and whoever serves in their grids write. Triggers hold every decision
as it was signed, and of a standing its level, its unit and its first day; what is closed changes no more.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.response.terms import ResponseLevel, ResponseStep


class ResponseDecision(Row):
    """A decision as it was signed: `content` is what the digest covers, `post` the one by which it was signed.

    `grids` are those within its units; `number` counts within street and year.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    grids = ArrayField(models.UUIDField())
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=8, choices=choices(ResponseStep))
    level = models.CharField(max_length=10, choices=choices(ResponseLevel))
    content = models.JSONField()
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "number"], name="response_numbered_once"
            )
        ]
        indexes = [
            models.Index(fields=["street", "-signed_at", "-id"], name="response_decisions_by_time")
        ]


class ResponseStanding(ChangingRow):
    """A unit at a level: a community grid with all of its community, one base grid, or the street (`grid` is empty).

    `until` is its last day, counted whole; without one it holds until somebody ends it and is reviewed by `review_on`.
    `closed`: it was changed, ended, or came to its end; a last day before the first means that it never began.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(max_length=10, choices=choices(ResponseLevel))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    opened_by = models.ForeignKey(ResponseDecision, on_delete=models.PROTECT, related_name="opened")
    closed_by = models.ForeignKey(
        ResponseDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="closed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "grid"],
                condition=Q(closed=False),
                nulls_distinct=False,
                name="response_one_open_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(level=ResponseLevel.ORDINARY), name="response_ordinary_needs_no_row"
            ),
            models.CheckConstraint(
                condition=Q(closed=True)
                | (Q(until__isnull=False, review_on=None) & Q(until__gte=F("since")))
                | (Q(until=None, review_on__isnull=False) & Q(review_on__gte=F("since"))),
                name="response_open_ends_or_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(closed=False) | Q(until__isnull=False),
                name="response_closed_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "-since", "-id"], name="response_standings_by_day")
        ]
