"""What gates are told of passes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gridward.kernel.models import TransactionId, choices
from gridward.work.checkpoints.terms import PassKind

ENTRY_LETTERS = 32


class GatePass(models.Model):
    """A pass as the gates of a street know it; written by triggers, but for what the server makes of its holder.

    `entries` and `plate` are keyed hashes in hex, `label` the masked name or the plate, `grid` the grid's name. `until`
    is the latest end that any print of it may say: until then a gate must know that it ends earlier, or is revoked.
    `stale`: the holder has changed since entries and label were made. `gone`: this street has no such pass any more.
    """

    street_id = models.UUIDField()
    pass_id = models.UUIDField()
    xid = TransactionId()
    kind = models.CharField(max_length=10, choices=choices(PassKind))
    serial = models.CharField(max_length=8)
    issue = models.PositiveSmallIntegerField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    until = models.DateTimeField()
    revoked = models.BooleanField()
    used = models.BooleanField()
    once = models.BooleanField()
    gates = ArrayField(models.UUIDField(), default=list)
    entries = ArrayField(models.CharField(max_length=ENTRY_LETTERS), default=list)
    plate = models.CharField(max_length=ENTRY_LETTERS, null=True)  # noqa: DJ001 - none is no plate
    label = models.CharField(max_length=100, blank=True)
    grid = models.CharField(max_length=80)
    gone = models.BooleanField()
    stale = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_id", "pass_id"], name="gates_one_row_a_street_and_pass"
            )
        ]
        indexes = [
            models.Index(fields=["street_id", "xid", "pass_id"], name="gates_pass_feed"),
            models.Index(fields=["pass_id"], name="gates_pass_of"),
            models.Index(
                fields=["pass_id"], condition=models.Q(stale=True), name="gates_pass_stale"
            ),
            models.Index(fields=["until"], name="gates_pass_by_end"),
        ]
