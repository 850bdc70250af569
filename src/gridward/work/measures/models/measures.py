"""Measures with their phases, and what was done about each by whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.register.models import Resident
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import Row, choices
from gridward.work.measures.terms import (
    OPEN,
    ControlKind,
    MeasureEnd,
    MeasureOrigin,
    MeasureState,
    MeasureStep,
)
from gridward.work.response.models import ResponseStanding
from gridward.work.rulebooks.terms import PersonCategory


@keeps_history("MeasureHistory")
class Measure(Placed, Sealing):
    """What holds for a person, at the grid that answers for it.

    `person` and `said` are sealed JSON (PersonSaid, ReasonsSaid). `rule` is what the books said, as it stood: their
    codes and titles, sentences, what lacked. `kind` is that of the first phase. `computed_ends` is the end that the
    books gave, where they gave one. `response` is the level under which it was begun.
    """

    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    person = SealedField(purpose="measures")
    document_index = IndexField(key="document")
    phone_index = IndexField(key="phone")
    minor = models.BooleanField()
    category = models.CharField(max_length=24, choices=choices(PersonCategory))
    origin = models.CharField(max_length=12, choices=choices(MeasureOrigin))
    determined_on = models.DateField()
    authority = models.CharField(max_length=100, blank=True)
    paper = models.CharField(max_length=100, blank=True)
    counted_from = models.DateField()
    kind = models.CharField(max_length=24, choices=choices(ControlKind))
    restricts = models.BooleanField()
    begins = models.DateField()
    ends = models.DateField()
    computed_ends = models.DateField(null=True, blank=True)
    rule = models.JSONField()
    said = SealedField(purpose="measures")
    response = models.ForeignKey(ResponseStanding, on_delete=models.PROTECT, related_name="+")
    serial = models.CharField(max_length=8, unique=True)
    state = models.CharField(
        max_length=10, choices=choices(MeasureState), default=MeasureState.PROPOSED
    )
    proposer = models.UUIDField()
    decider = models.UUIDField(null=True, blank=True)
    confirmer = models.UUIDField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.CharField(max_length=12, choices=choices(MeasureEnd), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "category"],
                condition=Q(resident__isnull=False, state__in=[one.value for one in OPEN]),
                name="measures_one_open_a_resident_and_category",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="measures_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "in_force"]) | Q(decider__isnull=False),
                name="measures_a_person_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force", restricts=True) | Q(confirmer__isnull=False),
                name="measures_a_second_confirmed_what_restricts",
            ),
            models.CheckConstraint(
                condition=Q(confirmer=None)
                | (~Q(confirmer=F("decider")) & ~Q(confirmer=F("proposer"))),
                name="measures_the_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_for="")
                | ~Q(state="ended") & Q(ended_at=None, ended_for=""),
                name="measures_ended_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "state", "ends", "id"], name="measures_of_grid"),
            models.Index(fields=["document_index"], name="measures_by_document"),
            models.Index(fields=["phone_index"], name="measures_by_phone"),
            models.Index(fields=["ended_at"], name="measures_by_end"),
        ]


class MeasurePhase(Row):
    """A part of a measure: its kind, its first and last day, the days of tests, and the book that gave it."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="phases", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24, choices=choices(ControlKind))
    begins = models.DateField()
    ends = models.DateField()
    tests = ArrayField(models.DateField(), default=list, blank=True)
    book = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "position"], name="measures_one_phase_a_position"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="measures_phase_ends_after_it_begins"
            ),
        ]


class MeasureDeed(Row, Sealing):
    """A step that somebody took, with their words; it stays as it was written."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="deeds", db_index=False
    )
    step = models.CharField(max_length=18, choices=choices(MeasureStep))
    at = models.DateTimeField()
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24, blank=True)
    said = SealedField(purpose="measures")

    class Meta:
        indexes = [models.Index(fields=["measure", "at", "id"], name="measures_deed_of_measure")]
