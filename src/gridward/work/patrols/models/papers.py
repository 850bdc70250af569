"""The work log with its signatures, and the daily sheet. Triggers refuse to change or remove any of them."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.staff.models import Member
from gridward.work.patrols.models.walked import Recorded


class Paper(Recorded):
    """A paper of a member's day, with the name by which the account was known then."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        abstract = True


class WorkLog(Paper):
    """Annex 2 as it was signed. `first_id` is the log of which this is a version: its own id, or that corrected."""

    first_id = models.UUIDField()
    reason = models.CharField(max_length=200, blank=True)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    work = models.TextField(max_length=4000)
    handling = models.TextField(max_length=4000, blank=True)
    result = models.TextField(max_length=4000, blank=True)
    signature = models.TextField(max_length=20_000)
    post = models.CharField(max_length=24, blank=True)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_id", "revision"], name="patrols_one_version"),
            models.CheckConstraint(
                condition=Q(end_at__gt=F("start_at")), name="patrols_log_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, first_id=F("id"), reason="")
                | (Q(revision__gt=1) & ~Q(first_id=F("id")) & ~Q(reason="")),
                name="patrols_correction_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["grid", "-day", "-id"], name="patrols_log_by_day")]


class Countersignature(Recorded):
    """A chief has seen a log: by a finger's line or by name, for the content that the digest covers."""

    log = models.ForeignKey(WorkLog, on_delete=models.PROTECT, related_name="countersignatures")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24, blank=True)
    signature = models.TextField(max_length=20_000, blank=True)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["log", "account_id"], name="patrols_one_countersignature_a_person"
            )
        ]


class DailySheet(Paper):
    """A daily sheet as it was confirmed: the server's figures, and beside them the phone's where they differ."""

    figures = models.JSONField()
    shown = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "member", "day", "revision"], name="patrols_one_sheet_a_version"
            )
        ]
        indexes = [models.Index(fields=["grid", "-day", "-id"], name="patrols_sheet_by_day")]
