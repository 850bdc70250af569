"""Notices of rectification, how they were handed over, what the organisation replied, and the numbers of papers."""

from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Organisation
from gridward.ground.territory.models import Division
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import choices
from gridward.work.inspections.models.seen import Inspection, Recorded
from gridward.work.inspections.terms import PaperSeries, RectificationReceipt, RectificationWay
from gridward.work.workorders.models import Order


class PaperSerial(models.Model):
    """The last number that papers of a series of a street were given in a year: no number is left out."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    series = models.CharField(max_length=8, choices=choices(PaperSeries))
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "series", "year"], name="inspections_one_serial_a_year"
            )
        ]


class RectificationNotice(Recorded, Sealing):
    """责令整改通知书 as it was issued. `said` is sealed JSON: what is demanded item by item, as on the paper.

    `deadline` is the last day of all items; more time is granted with `order`, which tells how it goes on.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="notice")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    deadline = models.DateField()
    issued_at = models.DateTimeField()
    said = SealedField(purpose="inspection")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "year", "number"], name="inspections_notice_number_once"
            )
        ]
        indexes = [
            models.Index(fields=["grid", "-issued_at", "-id"], name="inspections_notice_by_grid"),
            models.Index(fields=["organisation", "-issued_at"], name="inspections_notice_by_unit"),
        ]


class NoticeDelivery(Recorded, Sealing):
    """A notice was handed over; `said` is sealed JSON: to whom, their role, the witness where nobody signed."""

    notice = models.OneToOneField(
        RectificationNotice, on_delete=models.PROTECT, related_name="delivery"
    )
    way = models.CharField(max_length=12, choices=choices(RectificationWay))
    receipt = models.CharField(max_length=8, choices=choices(RectificationReceipt))
    at = models.DateTimeField()
    said = SealedField(purpose="inspection")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(way=RectificationWay.LEFT, receipt=RectificationReceipt.SIGNED),
                name="inspections_left_is_not_signed_for",
            )
        ]


class NoticeReply(Recorded, Sealing):
    """What the organisation says to a notice (陈述申辩); `said` is sealed JSON: who, and the words."""

    notice = models.ForeignKey(
        RectificationNotice, on_delete=models.PROTECT, related_name="replies"
    )
    at = models.DateTimeField()
    said = SealedField(purpose="inspection")
