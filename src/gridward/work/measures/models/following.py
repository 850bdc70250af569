"""Looking after somebody: samples with their results, and what somebody is called for because of a measure."""

from django.db import models
from django.db.models import Q

from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.work.measures.models.measures import Measure
from gridward.work.measures.terms import ALARMS, CallEnd, CallFor, SampleMethod, SampleResult
from gridward.work.workorders.models import Order

_ONE_AT_A_TIME = [*(one.value for one in ALARMS), CallFor.MISSED.value]


class MeasureTest(Row, Sealing):
    """A sample of somebody. `day` is the day of the rule that it was taken for, `said` sealed JSON (SampleSealed)."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="samples", db_index=False
    )
    day = models.DateField()
    sampled_at = models.DateTimeField()
    method = models.CharField(max_length=12, choices=choices(SampleMethod))
    result = models.CharField(max_length=8, choices=choices(SampleResult), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    said = SealedField(purpose="measures")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", reported_at=None)
                | ~Q(result="") & Q(reported_at__isnull=False),
                name="measures_a_result_was_reported",
            ),
        ]
        indexes = [models.Index(fields=["measure", "sampled_at"], name="measures_samples_of")]


class MeasureCall(Row, Sealing):
    """Somebody is needed: for a fever, a positive result, a follow-up that was missed, or what the person asks for.

    `order` is the work order that was opened for it. `since` is the first day that was missed. `account_id` is empty
    where the person said so by their own link, or the clock found it.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="calls", db_index=False
    )
    what = models.CharField(max_length=8, choices=choices(CallFor))
    at = models.DateTimeField()
    since = models.DateField(null=True, blank=True)
    said = SealedField(purpose="measures")
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80, blank=True)
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=choices(CallEnd), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "what"],
                condition=Q(ended_at=None, what__in=_ONE_AT_A_TIME),
                name="measures_one_open_call_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="measures_a_call_ended_somehow",
            ),
        ]
        indexes = [models.Index(fields=["measure", "at"], name="measures_calls_of")]
