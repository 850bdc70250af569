"""Residents whom the register misses, as they were met at a gate."""

from django.db import models
from django.db.models import Q

from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.workorders.models import Order


class MissingResident(Placed, Sealing):
    """Somebody who says they live in `grid` and is not in the register; `id` was made on the phone.

    `said` is sealed JSON of what they said. The indexes are those of the register (`document`, `phone`): by them the
    same person is met once, and found when they have been added.
    """

    gate = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    said = SealedField(purpose="missing")
    document_index = IndexField(key="document")
    phone_index = IndexField(key="phone")
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["street", "document_index"],
                condition=Q(settled_at=None),
                name="watch_missing_by_document",
            ),
            models.Index(
                fields=["street", "phone_index"],
                condition=Q(settled_at=None),
                name="watch_missing_by_phone",
            ),
        ]
