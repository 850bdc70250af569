"""Passes, and the keys that their codes are signed with."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import Row, choices
from gridward.work.checkpoints.rules.tokens import MOST_ISSUES
from gridward.work.checkpoints.terms import PassKind


class PassKey(Row, Sealing):
    """A key of the installation; the latest signs, all of them verify. The private number is sealed."""

    public = models.BinaryField(max_length=65)
    number = SealedField(purpose="pass_key")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["public"], name="checkpoints_one_key")]


@keeps_history("PassHistory")
class Pass(Placed, Sealing):
    """A pass of a resident, or of somebody or something that is not in the register.

    `serial` is read out and typed where nothing can be scanned. `holder` is sealed JSON of who is in no register: name,
    phone. `gates` are those it is for, none for all of the street. `issue` counts the prints: an earlier one
    does not hold any more. `assisted_by` applied for the person (帮办). `used_at` is when a pass for one time was used.
    """

    kind = models.CharField(max_length=10, choices=choices(PassKind))
    serial = models.CharField(max_length=8, unique=True)
    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    household = models.ForeignKey(
        Household,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    holder = SealedField(purpose="pass_holder")
    plate = models.CharField(max_length=20, blank=True, db_index=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    gates = ArrayField(models.UUIDField(), default=list, blank=True)
    once = models.BooleanField(default=False)
    issue = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=200)
    assisted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_for = models.CharField(max_length=200, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="checkpoints_pass_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(issue__gte=1, issue__lte=MOST_ISSUES),
                name="checkpoints_pass_issue_fits_its_code",
            ),
            models.CheckConstraint(
                condition=Q(kind=PassKind.RESIDENT, resident__isnull=False)
                | ~Q(kind=PassKind.RESIDENT),
                name="checkpoints_pass_of_a_resident_names_one",
            ),
            models.CheckConstraint(
                condition=~Q(plate="") | ~Q(kind=PassKind.VEHICLE),
                name="checkpoints_pass_of_a_vehicle_has_its_plate",
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "-begins", "-id"], name="checkpoints_pass_of_grid"),
            models.Index(
                fields=["resident"],
                condition=Q(resident__isnull=False),
                name="checkpoints_pass_of_resident",
            ),
            models.Index(
                fields=["household"],
                condition=Q(household__isnull=False),
                name="checkpoints_pass_of_household",
            ),
        ]
