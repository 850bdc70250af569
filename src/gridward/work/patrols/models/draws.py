"""Plans of patrols drawn by lot, and what was shown of them. A trigger holds fast what is drawn from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.work.patrols.models.walked import Recorded
from gridward.work.patrols.terms import Lots, Window


class DrawPlan(Placed, Sealing):
    """When and where patrols may be drawn for an officer, or for the police of a grid (`officer` is empty).

    `commitment` is the SHA-256 of the seed (sealed hexadecimal digits). Of a day the officer is told from the local
    hour `opens_at` on. `stopped_on` is the first day of which nothing is told any more.
    """

    name = models.CharField(max_length=60)
    officer = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    windows = models.JSONField()
    points = ArrayField(models.UUIDField())
    per_week = models.PositiveSmallIntegerField()
    opens_at = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64)
    seed = SealedField(purpose="draw")
    bound_by = models.CharField(max_length=80)
    bound_at = models.DateTimeField()
    stopped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="patrols_draw_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lte=23), name="patrols_draw_opens_within_the_day"
            ),
        ]

    def lots(self) -> Lots:
        """What is drawn from."""
        return Lots(
            self.pk,
            self.starts_on,
            self.ends_on,
            tuple(Window(tuple(one["days"]), one["from"], one["to"]) for one in self.windows),
            tuple(self.points),
            self.per_week,
        )

    def secret(self) -> bytes:
        """The seed; raises SealBroken."""
        return bytes.fromhex(self.open_sealed("seed") or "")


class ShownDraw(Recorded):
    """What an officer was shown of a day: `slots` as [time, point]; kept at the first look of each officer."""

    plan = models.ForeignKey(DrawPlan, on_delete=models.PROTECT, related_name="shown")
    day = models.DateField()
    slots = models.JSONField()
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "day", "account_id"], name="patrols_shown_once_a_day"
            )
        ]
