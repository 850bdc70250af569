"""Entries, objections, and what gates called for."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from gridward.ground.register.models import Resident
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import Row, choices
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import Decision, Direction
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.terms import (
    ENTRY_LETTERS,
    AppealOutcome,
    CallKind,
    WatchEnd,
    WatchStanding,
)
from gridward.work.workorders.models import Order


@keeps_history("WatchEntryHistory")
class WatchEntry(Placed, Sealing):
    """Somebody whom the gates of a street watch for, for a time.

    `value` is the sealed number, or there is a resident. `entries` are the keyed hashes that gates get, in hex;
    `stale`: the resident's numbers have changed since. `said` is sealed JSON: the name, why, and what was said at the
    end. `source` is the notice that it rests on, `appeal` tells how the person objects.
    """

    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    kind = models.CharField(max_length=10, choices=choices(EntryKind), blank=True)
    value = SealedField(purpose="watch")
    entries = ArrayField(models.CharField(max_length=ENTRY_LETTERS), default=list, blank=True)
    stale = models.BooleanField(default=False)
    standing = models.CharField(max_length=12, choices=choices(WatchStanding))
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    source = models.CharField(max_length=200)
    appeal = models.CharField(max_length=200)
    said = SealedField(purpose="watch")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.CharField(max_length=12, choices=choices(WatchEnd), blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="watch_entry_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(kind="", resident=None), name="watch_entry_is_of_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(appeal=""), name="watch_entry_rests_on_something"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_for="")
                | Q(ended_at__isnull=False) & ~Q(ended_for=""),
                name="watch_entry_ends_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "-begins", "-id"], name="watch_entry_of_grid"),
            models.Index(
                fields=["street", "ends"],
                condition=Q(ended_at=None),
                name="watch_entry_in_force",
            ),
            GinIndex(fields=["entries"], name="watch_entry_by_hash"),
        ]


class WatchAppeal(Row, Sealing):
    """Somebody objects to an entry about them: what they say (`said`), who decided what, and the answer (`reply`)."""

    entry = models.ForeignKey(WatchEntry, on_delete=models.CASCADE, related_name="appeals")
    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    said = SealedField(purpose="watch")
    taken_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=8, choices=choices(AppealOutcome), blank=True)
    reply = SealedField(purpose="watch")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(decided_at=None),
                name="watch_one_open_appeal_an_entry",
            )
        ]


class WatchCall(Row):
    """A gate called for a kind of work order; `id` is made of the passage and the kind, so that it is called once.

    `entries` are those that the passage was found to meet. Without an order it is opened by the next minute.
    """

    passage_id = models.UUIDField()
    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    gate = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=choices(CallKind))
    at = models.DateTimeField()
    direction = models.CharField(max_length=4, choices=choices(Direction))
    decision = models.CharField(max_length=12, choices=choices(Decision))
    entries = ArrayField(models.UUIDField(), default=list, blank=True)
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["grid", "-at", "-id"], name="watch_call_of_grid"),
            GinIndex(fields=["entries"], name="watch_call_by_entry"),
            models.Index(fields=["at"], condition=Q(order=None), name="watch_call_without_order"),
        ]
