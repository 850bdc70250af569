"""The line of the record, and the head that says which line is the last."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gridward.ground.audit.rules.chain import canonical
from gridward.kernel.crypto.vault import vault

HASHED = (
    *("seq", "at", "account_id", "actor_name", "act", "params"),
    *("about_table", "about_id", "street_id", "grid_id", "reason"),
)


class Line(models.Model):
    """One act. `seq` rises by one without a gap; `mac` covers this line and the `mac` of the one before.

    `also_about` are further rows that the act changed: the persons of a move, the 300 households of one change.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    about_table = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    street_id = models.UUIDField(null=True)
    grid_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    also_about = ArrayField(models.UUIDField(), default=list, blank=True)
    mac = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["about_id", "-seq"], name="audit_line_by_row"),
            models.Index(fields=["account_id", "-seq"], name="audit_line_by_account"),
            models.Index(fields=["act", "-seq"], name="audit_line_by_act"),
            GinIndex(fields=["also_about"], name="audit_line_by_other_row"),
        ]

    def mac_after(self, previous: bytes) -> bytes:
        """The keyed hash that this line must carry after the line before it."""
        content = {name: getattr(self, name) for name in HASHED}
        if self.also_about:  # lines of the first version have none and keep their hash
            content["also_about"] = [str(row) for row in self.also_about]
        return vault.digest("audit", canonical(content, previous))


class Head(models.Model):
    """The one row that names the last line, so that a tail cut off shows."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    mac = models.BinaryField(max_length=32, default=b"")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]
