"""The feed of changed documents, and the phones."""

from django.db import models

from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, TransactionId, choices


class Mark(models.Model):
    """A document of a grid was last touched in this transaction; written by triggers alone (`kernel/feeding.py`)."""

    grid_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=choices(DocumentKind))
    document = models.UUIDField()
    xid = TransactionId()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grid_id", "kind", "document"], name="sync_mark_once")
        ]
        indexes = [models.Index(fields=["grid_id", "xid", "document"], name="sync_mark_feed")]


class Device(Row, Sealing):
    """A phone of an account; its id was made on the phone. Revoked, it is told to wipe itself.

    `secret` (base64) opens what waits on the phone when its PIN is lost; it is told to its owner alone.
    """

    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    street_id = models.UUIDField(null=True)
    label = models.CharField(max_length=120, blank=True)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    secret = SealedField(purpose="device")

    class Meta:
        indexes = [models.Index(fields=["account_id"], name="sync_device_by_account")]
