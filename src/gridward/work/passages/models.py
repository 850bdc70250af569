"""Tables of passages. `Passage` lies in one partition a day, which migration 0001 declares."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import (
    Decision,
    Direction,
    PassageSubject,
    PassState,
    Reason,
    Verdict,
)
from gridward.work.passages.terms import Means
from gridward.work.workorders.models import Order


class GateKey(Row, Sealing):
    """The key of the installation under which entries are made, 32 bytes, sealed; there is one."""

    key = SealedField(purpose="gate_key")
    made_at = models.DateTimeField()


class Passage(Row, Sealing):
    """Somebody who came to a gate, as its keeper decided; never changed but for `words` and what the server `noticed`.

    The key of the table is (id, day); `day` is the local day of `at`, by the server's clock. `told_at` is what the
    phone's clock said where it does not agree with the server's, so that `at` is not sure. `words` is sealed JSON:
    name, phone, visiting, why. `person` and `plate` are entries. `noticed` are reasons that the server saw and the gate
    could not. It stays at the grid where the gate stood. Links are not held by the database: a passage is a fact, and
    goes by its day.
    """

    day = models.DateField()
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    street = models.ForeignKey(
        Division, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    gate = models.ForeignKey(
        Checkpoint,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    keeper = models.ForeignKey(
        Member,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    device = models.UUIDField()
    lane = models.CharField(max_length=30, blank=True)
    direction = models.CharField(max_length=3, choices=choices(Direction))
    subject = models.CharField(max_length=10, choices=choices(PassageSubject))
    decision = models.CharField(max_length=12, choices=choices(Decision))
    verdict = models.CharField(max_length=4, choices=choices(Verdict))
    reasons = ArrayField(models.CharField(max_length=24, choices=choices(Reason)), default=list)
    noticed = ArrayField(models.CharField(max_length=24, choices=choices(Reason)), default=list)
    rules = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=8, choices=choices(Means))
    pass_id = models.UUIDField(null=True)
    pass_state = models.CharField(max_length=12, choices=choices(PassState), blank=True)
    person = models.BinaryField(max_length=16, null=True)
    plate = models.BinaryField(max_length=16, null=True)
    temperature_c = models.FloatField(null=True)
    codes = models.JSONField(null=True)
    no_phone = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(default=1)
    words = SealedField(purpose="passage")

    class Meta:
        indexes = [
            models.Index(fields=["gate", "at"], name="passages_of_gate"),
            models.Index(
                fields=["person", "at"],
                name="passages_of_person",
                condition=Q(person__isnull=False),
            ),
            models.Index(
                fields=["plate", "at"], name="passages_of_plate", condition=Q(plate__isnull=False)
            ),
            models.Index(
                fields=["pass_id", "at"],
                name="passages_of_pass",
                condition=Q(pass_id__isnull=False),
            ),
        ]


class GateTally(models.Model):
    """How many passed a gate in an hour: differences that a trigger adds, joined now and then. It names nobody."""

    street = models.ForeignKey(
        Division, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    gate = models.ForeignKey(
        Checkpoint,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    hour = models.DateTimeField()
    lane = models.CharField(max_length=30, blank=True)
    direction = models.CharField(max_length=3)
    decision = models.CharField(max_length=12)
    passages = models.IntegerField()
    people = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["gate", "hour"], name="passages_tally_of_gate")]


class CrowdSpell(Row):
    """A gate was crowded from `began_at` on, when last seen so `last_at`; `waiting` is the most that were estimated."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    gate = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="+", db_index=False)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waiting = models.PositiveIntegerField()
    order = models.ForeignKey(Order, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["gate", "-began_at"], name="passages_spell_of_gate")]
