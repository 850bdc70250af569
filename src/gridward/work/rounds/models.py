"""Tables of survey rounds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Household, Organisation
from gridward.ground.register.terms.people import Away
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import ChangingRow, choices
from gridward.kernel.pictures.models import Photograph
from gridward.work.rounds.terms import RoundState, TargetKind, VisitOutcome, VisitWay


class Round(ChangingRow):
    """A survey of the street: what is asked, of whom, until when. `every_days` is 0 where it does not repeat.

    `valid_days`: how long an answer holds; `tries`: how often a closed door is tried. Both are the round's own figures.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=300, blank=True)
    kinds = ArrayField(models.CharField(max_length=12, choices=choices(TargetKind)))
    questions = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    every_days = models.PositiveSmallIntegerField(default=0)
    valid_days = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=choices(RoundState), default=RoundState.DRAFT)
    cycle_began_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="rounds_ends_after_start"
            ),
        ]


class RoundGrid(Placed):
    """A grid in which a round is walked."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="grids")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "grid"], name="rounds_one_row_a_grid")
        ]


class Target(Placed):
    """A household or an organisation to be visited, with what came of it in this cycle."""

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="targets", db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=choices(TargetKind))
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    late_added = models.BooleanField(default=False)
    persons = models.PositiveSmallIntegerField(default=0)
    persons_met = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=14, choices=choices(VisitOutcome), blank=True, default="")
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.UUIDField(null=True, blank=True)
    settled = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    asked_again = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=TargetKind.HOUSEHOLD, organisation=None, household__isnull=False)
                | Q(kind=TargetKind.ORGANISATION, household=None, organisation__isnull=False),
                name="rounds_target_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(settled=False) | ~Q(outcome=""), name="rounds_settled_has_outcome"
            ),
            models.UniqueConstraint(fields=["round", "household"], name="rounds_one_a_household"),
            models.UniqueConstraint(
                fields=["round", "organisation"], name="rounds_one_an_organisation"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "grid", "settled", "id"], name="rounds_target_due"),
            models.Index(fields=["grid"], name="rounds_target_by_grid"),
        ]


class KnownAnswers(Placed, Sealing):
    """What a household or an organisation has answered, in whichever round: `answers` is sealed JSON with the days."""

    household = models.OneToOneField(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    answers = SealedField(purpose="survey")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(household=None, organisation__isnull=False)
                | Q(household__isnull=False, organisation=None),
                name="rounds_known_of_one_thing",
            )
        ]


class Photo(Placed, Photograph):
    """A photograph of a visit, shrunk on the phone and without its position."""

    visit_id = models.UUIDField(null=True, blank=True)


class Visit(Placed, Sealing):
    """One visit, never changed: what came of it, when it was and when it arrived, who made it.

    `said` (sealed JSON) has the answers and the note.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+", db_index=False)
    household_id = models.UUIDField(null=True, blank=True)
    organisation_id = models.UUIDField(null=True, blank=True)
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=14, choices=choices(VisitOutcome))
    way = models.CharField(max_length=10, choices=choices(VisitWay))
    away = models.CharField(max_length=10, choices=choices(Away), blank=True, default=Away.NONE)
    at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    unchanged = models.BooleanField(default=False)
    persons_met = models.PositiveSmallIntegerField(default=0)
    asked_again = models.PositiveSmallIntegerField(default=0)
    said = SealedField(purpose="survey")
    photos = ArrayField(models.UUIDField(), default=list, blank=True)
    member_id = models.UUIDField(null=True, blank=True)
    by = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["target", "-at"], name="rounds_visit_by_target"),
            models.Index(fields=["household_id"], name="rounds_visit_by_household"),
            models.Index(fields=["organisation_id"], name="rounds_visit_by_shop"),
            models.Index(fields=["grid", "at"], name="rounds_visit_by_day"),
        ]


class CycleCount(Placed):
    """What a grid's cycle had come to when the next began; `counts` is a Coverage."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="cycles")
    began_on = models.DateField()
    ended_on = models.DateField()
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "grid", "began_on"], name="rounds_one_count_a_cycle"
            )
        ]
