"""Handovers, what was lacking, and the key that codes between phones are signed with."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Listed, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.handovers.terms import (
    GateHealth,
    HandoverKind,
    HandoverState,
    LackKind,
    TakeAnswer,
    TakenBy,
)
from gridward.work.workorders.models import Order


class HandoverKey(Row, Sealing):
    """The key of the installation from which each gate's follows: phones sign what they show each other with it."""

    number = SealedField(purpose="handover_key")
    made_at = models.DateTimeField()


class Handover(Listed, Sealing):
    """A handover of a gate at a time; its id follows from gate and code.

    `given_by` is who leaves, None where nobody did; `taken_by` who comes, None where nobody does or not yet. Times are
    by the server's clock: `at` and `taken_at` when it was said on the phones, `given_received_at` and
    `taken_received_at` when it came here. `said` is sealed JSON of texts, `taken_said` the word of whoever took.
    `server_counts` is what the server counted of passages in the shift, null where it knows nothing. What was signed
    never changes.
    """

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=choices(HandoverKind))
    state = models.CharField(max_length=10, choices=choices(HandoverState))
    code = models.CharField(max_length=8)
    at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=32, blank=True)
    counts = models.JSONField(default=dict)
    server_counts = models.JSONField(null=True, blank=True)
    kit = models.JSONField(default=list)
    keys = models.PositiveSmallIntegerField(default=0)
    health = models.CharField(
        max_length=10, choices=choices(GateHealth), default=GateHealth.GOOD.value
    )
    said = SealedField(purpose="handover")
    given_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_name = models.CharField(max_length=80, blank=True)
    give_signature = models.TextField(max_length=20000, blank=True)
    given_received_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_name = models.CharField(max_length=80, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_received_at = models.DateTimeField(null=True, blank=True)
    take_answer = models.CharField(max_length=8, choices=choices(TakeAnswer), blank=True)
    take_digest = models.CharField(max_length=32, blank=True)
    take_way = models.CharField(max_length=4, choices=choices(TakenBy), blank=True)
    take_signature = models.TextField(max_length=20000, blank=True)
    taken_said = SealedField(purpose="handover")
    crossed_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "code"], name="handovers_one_of_a_code"),
            models.CheckConstraint(
                condition=Q(given_by=None)
                | Q(taken_by=None)
                | ~Q(given_by=F("taken_by"))
                | ~Q(kind=HandoverKind.SHIFT),
                name="handovers_between_two",
            ),
        ]
        indexes = [
            models.Index(fields=["checkpoint", "-at", "-id"], name="handovers_of_gate"),
            models.Index(fields=["grid", "-at", "-id"], name="handovers_of_grid"),
        ]


class HandoverLack(Placed):
    """The end of shifts at a gate that nobody handed over, and the work order about it, until somebody does."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=choices(LackKind))
    at = models.DateTimeField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "at"], name="handovers_one_lack_a_time")
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(settled_at=None), name="handovers_lack_that_stands"
            )
        ]
