"""Two sources disagree about a person, a door or an organisation; a named person settles it."""

from django.db import models

from gridward.ground.register.models.organisations import Employee, Organisation
from gridward.ground.register.models.people import Household, Resident
from gridward.ground.register.terms.people import ConflictDecision, ConflictKind
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import choices


class Conflict(Placed, Sealing):
    """What is stored, beside what was said; `proposal` is the sealed JSON of the values that came."""

    kind = models.CharField(max_length=20, choices=choices(ConflictKind))
    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    proposal = SealedField(purpose="identity")
    source = models.CharField(max_length=200, blank=True)
    batch_id = models.UUIDField(null=True, blank=True, editable=False)
    decision = models.CharField(
        max_length=8, choices=choices(ConflictDecision), blank=True, default=""
    )
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["grid", "decision", "id"], name="register_conflict_open")]
