"""Certificates of how long people of teams served (P5)."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.staff.models.teams import TeamMember
from gridward.ground.territory.models import Division
from gridward.kernel.models import Row


class ServiceCertificate(Row):
    """Confirmed hours of somebody in a period as a numbered paper told them; kept for good, never changed."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    first = models.DateField()
    last = models.DateField()
    minutes = models.PositiveIntegerField()
    content = models.JSONField(default=list)
    issued_by = models.CharField(max_length=60)
    issued_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "serial"], name="staff_certificate_number_once"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="staff_certificate_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="staff_certificate_by_person")]
