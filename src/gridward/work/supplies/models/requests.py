"""Requests of grids, and the steps that were taken on them: each keeps the state that it led to."""

from django.db import models

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.supplies.terms import (
    DifferenceCause,
    StoreLevel,
    SupplyState,
    SupplyStepKind,
)
from gridward.work.workorders.models import Order


class SupplyRequest(Row, Sealing):
    """What a grid asks for, by article; `said` is sealed: why. `order` tells who has to act and how far it has risen.

    `at` is by the server's clock, `said_at` by the sender's.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    asked = models.JSONField()
    urgent = models.BooleanField(default=False)
    until = models.DateField()
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    said = SealedField(purpose="supply")

    class Meta:
        indexes = [models.Index(fields=["grid", "-at", "-id"], name="supplies_request_by_grid")]


class SupplyStep(Row, Sealing):
    """One step, as it was taken. `amounts` are granted by article; `batches` were issued, or issued and arrived.

    `store` is whose store a grant names; `said` is sealed JSON: the text, and who carries.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.ForeignKey(SupplyRequest, on_delete=models.PROTECT, related_name="steps")
    serial = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=choices(SupplyStepKind))
    state = models.CharField(max_length=12, choices=choices(SupplyState))
    store = models.CharField(max_length=12, choices=choices(StoreLevel), blank=True)
    amounts = models.JSONField(default=dict, blank=True)
    batches = models.JSONField(default=list, blank=True)
    cause = models.CharField(max_length=12, choices=choices(DifferenceCause), blank=True)
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    said = SealedField(purpose="supply")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["request", "serial"], name="supplies_steps_in_order")
        ]
