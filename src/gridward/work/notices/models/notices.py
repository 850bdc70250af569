"""Notices, where they are for, how they went out, who read them and who said that they received them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.register.terms.people import OrganisationKind
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.models import ChangingRow, choices
from gridward.work.notices.models.groups import ONE_SUBJECT, Concerning, ServiceGroup
from gridward.work.notices.terms import Channel, DeliveryState, ReceiptWay, Whom


class Told(ChangingRow):
    """What is told to whom, at grids of one street; `code` opens it on the public page, and says nothing of anybody.

    Without buildings and units (stairwells) it is for all of its grids.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    title_en = models.CharField(max_length=160, blank=True)
    text_en = models.TextField(max_length=4000, blank=True)
    whom = models.CharField(max_length=13, choices=choices(Whom), default=Whom.EVERYBODY)
    buildings = ArrayField(models.UUIDField(), default=list, blank=True)
    units = ArrayField(models.UUIDField(), default=list, db_default=[], blank=True)
    kinds = ArrayField(
        models.CharField(max_length=24, choices=choices(OrganisationKind)), default=list, blank=True
    )
    code = models.CharField(max_length=24, unique=True)
    made_by = models.CharField(max_length=80)

    class Meta:
        abstract = True


class Notice(Told):
    """What is told, in which time."""

    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asks_receipt = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="notices_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["-begins_at", "-id"], name="notices_by_time")]


class NoticeGrid(Placed):
    """A grid that a notice is for."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="grids")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "grid"], name="notices_one_row_a_grid")
        ]


class Delivery(Placed):
    """One way of one notice to one receiver: a group, a household, a unit, or the grid where a poster hangs."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=choices(Channel))
    group = models.ForeignKey(
        ServiceGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    household = models.ForeignKey(
        "register.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        "register.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=choices(DeliveryState), default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=80, blank=True)
    asked_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel", "grid", "group", "household", "organisation"],
                nulls_distinct=False,
                name="notices_once_a_receiver",
            )
        ]


class NoticeReading(Placed):
    """Somebody of the service has read a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="readings")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "account_id"], name="notices_read_once_a_person"
            )
        ]


class Receipt(Concerning):
    """A household or a unit has the notice: somebody of the service was told so."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="receipts")
    way = models.CharField(max_length=10, choices=choices(ReceiptWay))
    said_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="notices_receipt_of_one_subject"),
            models.UniqueConstraint(
                fields=["notice", "household", "organisation"],
                nulls_distinct=False,
                name="notices_one_receipt_a_subject",
            ),
        ]
