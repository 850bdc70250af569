"""Arrivals: who came on which day, judged and decided."""

from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import KeyPerson
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import choices
from gridward.work.arrivals.terms import ArrivalState, CameBy, ToldBy
from gridward.work.measures.models import Measure
from gridward.work.rulebooks.terms import PersonCategory


class Arrival(Placed, Sealing):
    """Somebody came from elsewhere. `person` (whom the register does not have), `stays` and `judged` are sealed JSON.

    `category` is what the stays propose by the rule of `judged_on`, empty where they propose nothing; `person_class` is
    the class of Annex 4.
    """

    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    person = SealedField(purpose="arrivals")
    stays = SealedField(purpose="arrivals")
    arrived_on = models.DateField()
    came_by = models.CharField(max_length=8, choices=choices(CameBy))
    trip = models.CharField(max_length=40, blank=True)
    told_by = models.CharField(max_length=8, choices=choices(ToldBy))
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    judged_on = models.DateField()
    judged = SealedField(purpose="arrivals")
    category = models.CharField(max_length=24, choices=choices(PersonCategory), blank=True)
    person_class = models.CharField(max_length=16, choices=choices(KeyPerson))
    state = models.CharField(
        max_length=8, choices=choices(ArrivalState), default=ArrivalState.WAITING
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decider_name = models.CharField(max_length=80, blank=True)
    reason = SealedField(purpose="arrivals")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "arrived_on"],
                condition=Q(resident__isnull=False),
                name="arrivals_once_a_resident_and_day",
            ),
            models.CheckConstraint(
                condition=Q(resident__isnull=False) | Q(person__isnull=False),
                name="arrivals_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None, reason=None)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="arrivals_a_person_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="none") | Q(reason__isnull=False),
                name="arrivals_nothing_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "-arrived_on", "-id"], name="arrivals_by_grid"),
        ]
