"""Studies and their plans."""

from django.db import models
from django.db.models import Q

from gridward.ground.territory.models import Grid, Placed
from gridward.kernel.models import ChangingRow, choices
from gridward.work.siting.terms import GatesUse, SitingState


class SitingStudy(Placed):
    """Where gates of a grid could stand: the roads that somebody uploaded, what is wanted, what it costs.

    `boundary` is a GeoJSON polygon in degrees of CGCS2000, null for the grid's own. `roads` is the FeatureCollection of
    the file, null before there is one. `asked` is the question of the last work, with the people and gates of that day:
    what-ifs are of the same, else they could not be compared.
    """

    name = models.CharField(max_length=60)
    boundary = models.JSONField(null=True, blank=True)
    roads = models.JSONField(null=True, blank=True)
    roads_name = models.CharField(max_length=120, default="", blank=True)
    roads_count = models.PositiveIntegerField(default=0)
    roads_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveSmallIntegerField(null=True, blank=True)
    car = models.BooleanField(default=True)
    whole = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    gates = models.CharField(max_length=8, choices=choices(GatesUse), default=GatesUse.KEEP.value)
    costs = models.JSONField(default=dict, blank=True)
    asked = models.JSONField(default=dict, blank=True)
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="siting_study_by_time")]


class SitingPlan(ChangingRow):
    """An answer to a study, or to what if: `changes` are those of `planning.siting.Changes`, empty for the base plan.

    `version` rises with each time that it is asked again, so that no answer to an older question is kept. `finding`
    says why nothing can be planned; `result` is written by `services.working`.
    """

    study = models.ForeignKey(SitingStudy, on_delete=models.CASCADE, related_name="plans")
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    base = models.BooleanField(default=False)
    name = models.CharField(max_length=60, default="", blank=True)
    changes = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=8, choices=choices(SitingState), default=SitingState.WAITING.value
    )
    finding = models.JSONField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study"], condition=Q(base=True), name="siting_one_base_plan_a_study"
            ),
            models.CheckConstraint(
                condition=Q(base=False) | Q(changes={}), name="siting_base_plan_changes_nothing"
            ),
        ]
