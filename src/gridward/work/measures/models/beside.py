"""What stands beside a measure: transfers to another grid, appeals, readings of temperature and symptoms."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.models import Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.measures.models.measures import Measure
from gridward.work.measures.terms import (
    AppealBy,
    MeasureAppealOutcome,
    ReadingWay,
    TransferAnswer,
)


class MeasureTransfer(Row, Sealing):
    """One grid asks another to answer for a measure; until it accepts, nothing changes.

    The row is the receipt of both sides.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="transfers", db_index=False
    )
    from_grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    to_grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    said = SealedField(purpose="measures")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=8, choices=choices(TransferAnswer), blank=True)
    reply = SealedField(purpose="measures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(answered_at=None),
                name="measures_one_open_transfer_a_measure",
            ),
            models.CheckConstraint(
                condition=~Q(from_grid=F("to_grid")), name="measures_transfer_leads_elsewhere"
            ),
        ]
        indexes = [models.Index(fields=["measure", "asked_at"], name="measures_transfers_of")]


class MeasureAppeal(Row, Sealing):
    """Somebody objects to a measure; `due_at` is when it must be decided, by whoever took no part in the decision."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="appeals", db_index=False
    )
    by = models.CharField(max_length=10, choices=choices(AppealBy))
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    said = SealedField(purpose="measures")
    taken_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=8, choices=choices(MeasureAppealOutcome), blank=True)
    reply = SealedField(purpose="measures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(decided_at=None),
                name="measures_one_open_appeal_a_measure",
            )
        ]
        indexes = [models.Index(fields=["measure", "at"], name="measures_appeals_of")]


class MeasureReading(Row, Sealing):
    """A temperature with symptoms; `said` is sealed JSON, `day` the local day that it counts for.

    `account_id` is empty where the person told it by their own link.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    at = models.DateTimeField()
    day = models.DateField()
    way = models.CharField(max_length=6, choices=choices(ReadingWay))
    said = SealedField(purpose="measures")
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["measure", "-at"], name="measures_readings_of")]
