"""Gates, and the rules that their chiefs have set."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.rota.models import DutyPlace
from gridward.ground.rota.terms import Point
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.history import keeps_history
from gridward.kernel.models import Row


@keeps_history("CheckpointHistory")
class Checkpoint(Placed):
    """A gate, in the grid where it stands; closed on a day, it guards nothing any more.

    `duty_place` is where its keepers have their shifts; a gate that was closed before there were any has none.
    `sides` are the base grids behind it. `lanes` is [{name, directions, vehicles}], `kit` [{name, count}]. Times are
    local; without them it is open day and night. Degrees of CGCS2000.
    """

    name = models.CharField(max_length=60)
    place = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    sides = ArrayField(models.UUIDField(), default=list, blank=True)
    lead = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    police = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duty_place = models.OneToOneField(
        DutyPlace, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    lanes = models.JSONField(default=list)
    kit = models.JSONField(default=list)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                condition=Q(closed_on=None),
                name="checkpoints_gate_name_once_a_grid",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="checkpoints_gate_position_whole",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None)
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="checkpoints_gate_hours_whole",
            ),
        ]

    @property
    def point(self) -> Point | None:
        """Where it stands on the map, if that is known."""
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


class GateRuleVersion(Row):
    """Rules that a chief has set for a gate, from a moment on; the latest that has begun and is not over counts.

    It stays as it was set; only its end is moved forward, when it is withdrawn.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="rule_versions"
    )
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    rules = models.JSONField()
    source = models.CharField(max_length=200)
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                name="checkpoints_rules_end_after_they_begin",
            )
        ]
        indexes = [models.Index(fields=["checkpoint", "-begins"], name="checkpoints_rules_of_gate")]
