"""Plans, contacts, and unnamed counts. No history is kept of them: what is over is gone.

Rows of the register take their plans along when they are deleted, by the database itself: whoever deletes a household
need not see that it has a plan (migration 0001).
"""

from django.db import models
from django.db.models import F, Q

from gridward.ground.register.models import Household, Resident
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.care.terms import (
    Cadence,
    CareEnd,
    CareUnit,
    CareWay,
    ConsentBy,
    ConsentWay,
    ContactOutcome,
)
from gridward.work.workorders.models import Order


class CarePlan(Placed, Sealing):
    """Help that a resident, or without one the whole household, agreed to.

    `said` is sealed JSON: the note, and who agreed. `post` is whose contacts these are. `order` is that of a contact
    that was not made in time, while it is under way.
    """

    household = models.ForeignKey(
        Household, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    kind = models.CharField(max_length=24)
    consent_by = models.CharField(max_length=10, choices=choices(ConsentBy))
    consent_way = models.CharField(max_length=10, choices=choices(ConsentWay))
    consent_on = models.DateField()
    said = SealedField(purpose="care")
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=choices(CareUnit))
    way = models.CharField(max_length=10, choices=choices(CareWay))
    post = models.CharField(max_length=24, choices=choices(Post))
    began_on = models.DateField()
    next_on = models.DateField()
    ends_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=Q(resident__isnull=False),
                name="care_one_plan_a_resident_and_kind",
            ),
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(resident=None),
                name="care_one_plan_a_household_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("began_on")), name="care_plan_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "next_on", "id"], name="care_plan_by_next"),
            models.Index(fields=["next_on"], name="care_plan_by_day"),
        ]

    @property
    def cadence(self) -> Cadence:
        """How often somebody is contacted."""
        return Cadence(self.every, CareUnit(self.unit))


class CareContact(Row, Sealing):
    """A call or a visit, and what came of it; `said` is the sealed note, `order` the one that a need opened."""

    plan = models.ForeignKey(
        CarePlan, on_delete=models.DO_NOTHING, related_name="contacts", db_constraint=False
    )
    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    way = models.CharField(max_length=10, choices=choices(CareWay))
    outcome = models.CharField(max_length=12, choices=choices(ContactOutcome))
    said = SealedField(purpose="care")
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["plan", "-at", "-id"], name="care_contact_of_plan")]


class CareTally(models.Model):
    """How many plans of a kind were over in a year, and why; of whom is not kept."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    reason = models.CharField(max_length=10, choices=choices(CareEnd))
    plans = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "kind", "reason"], name="care_one_tally_a_kind_and_reason"
            )
        ]
