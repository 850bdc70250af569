"""The ledger of stores, and what they hold by it. A store is a grid's, or with an empty grid the street's."""

from django.db import models
from django.db.models import Q

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.supplies.models.requests import SupplyStep
from gridward.work.supplies.terms import StockMove


class Movement(Row, Sealing):
    """Some of a batch came into a store (above zero) or went out; it stays as it was entered.

    `entry` is the sender's id of what was entered together. `counted` is what a stock-taking found: its amount is the
    difference, zero where there was none. `step` is that of the request by which it moved. `said` is sealed: from whom,
    for what, why.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    article = models.CharField(max_length=24)
    lot = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    move = models.CharField(max_length=12, choices=choices(StockMove))
    amount = models.IntegerField()
    counted = models.PositiveIntegerField(null=True, blank=True)
    entry = models.UUIDField()
    step = models.ForeignKey(
        SupplyStep, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    said = SealedField(purpose="supply")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(move=StockMove.COUNT, counted__isnull=False)
                | (~Q(move=StockMove.COUNT) & Q(counted=None) & ~Q(amount=0)),
                name="supplies_count_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(move__in=["receive", "deliver"], amount__gt=0)
                | Q(move__in=["issue", "use", "spoil"], amount__lt=0)
                | Q(move__in=["count", "return", "hand_over"]),
                name="supplies_movement_has_its_direction",
            ),
        ]
        indexes = [
            models.Index(
                fields=["street", "grid", "article", "-at", "-id"],
                name="supplies_ledger_by_article",
            ),
            models.Index(fields=["entry"], name="supplies_by_entry"),
        ]


class Stock(models.Model):
    """What a store holds of a batch: the sum of its movements. A trigger alone writes here, and nothing below zero."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    article = models.CharField(max_length=24)
    lot = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    amount = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "grid", "article", "lot", "expires_on"],
                nulls_distinct=False,
                name="supplies_one_stock_a_batch",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="supplies_never_below_zero"),
        ]
