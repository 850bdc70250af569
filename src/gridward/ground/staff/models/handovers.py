"""Posts that change hands (交接): what is handed over and who has signed for it."""

from django.db import models
from django.db.models import Q

from gridward.ground.staff.models.people import Appointment
from gridward.ground.staff.terms import HandoverSide
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, Row, choices


@keeps_history("PostHandoverHistory")
class PostHandover(ChangingRow):
    """One appointment followed by another; `content` is what the system counted on `counted_at`."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, null=True, blank=True, on_delete=models.PROTECT)
    predecessor = models.OneToOneField(
        Appointment, on_delete=models.PROTECT, related_name="handed_on"
    )
    successor = models.OneToOneField(
        Appointment, on_delete=models.PROTECT, related_name="taken_over"
    )
    on = models.DateField()
    due = models.DateField()
    content = models.JSONField(default=list)
    counted_at = models.DateTimeField()
    note = models.CharField(max_length=2000, blank=True)
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")), name="staff_posthandover_of_two"
            )
        ]
        indexes = [models.Index(fields=["street", "signed_on"], name="staff_posthandover_open")]


class HandoverSignature(Row):
    """One side's signature: the person's own, or a chief's for somebody who is gone, with the reason."""

    handover = models.ForeignKey(PostHandover, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=12, choices=choices(HandoverSide))
    at = models.DateTimeField()
    account_id = models.UUIDField()
    by = models.CharField(max_length=60)
    vouched = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "side"], name="staff_handoversignature_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(vouched=False, reason="") | (Q(vouched=True) & ~Q(reason="")),
                name="staff_handoversignature_vouched_with_a_reason",
            ),
        ]
