"""Imported rosters: the batch, its file, each of its rows, and the layouts that people have corrected."""

from django.db import models

from gridward.ground.register.terms.roster import BatchState, Outcome
from gridward.ground.territory.models import Division, Placed
from gridward.kernel.crypto.fields import SealedField
from gridward.kernel.models import Row, choices


class RosterBatch(Placed):
    """One file for one community; `grid` is the community grid."""

    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_bytes = models.PositiveIntegerField()
    file_digest = models.BinaryField(max_length=32)
    state = models.CharField(
        max_length=12, choices=choices(BatchState), default=BatchState.UPLOADED
    )
    progress = models.FloatField(default=0)
    plan = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problem = models.JSONField(null=True, blank=True)
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["grid", "-created_at", "id"], name="register_batch_by_time")
        ]


class RosterFile(Placed):
    """The file as it came, sealed; it goes when the batch's answer is no longer needed."""

    batch = models.OneToOneField(RosterBatch, on_delete=models.CASCADE, related_name="file")
    content = SealedField(purpose="file")


class RosterRow(models.Model):
    """One physical row of the file (sheet from 0, row from 1) and what became of it.

    `reasons` are pairs of a code and its details. The key is the row's place: at 100,000 rows every index counts.
    """

    pk = models.CompositePrimaryKey("batch_id", "sheet", "number")
    batch = models.ForeignKey(
        RosterBatch, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    grid_id = models.UUIDField()
    sheet = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=choices(Outcome))
    reasons = models.JSONField(default=list, blank=True)
    resident_id = models.UUIDField(null=True, blank=True)
    household_id = models.UUIDField(null=True, blank=True)


class RosterLayout(Row):
    """A mapping that a person corrected or accepted, remembered for the same headers in this street."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    layout_key = models.CharField(max_length=64)
    mapping = models.JSONField()
    account_name = models.CharField(max_length=80)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "layout_key"], name="register_one_mapping_a_layout"
            )
        ]
