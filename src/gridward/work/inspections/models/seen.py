"""What was seen at an inspection. Triggers refuse to change or remove it; new keys seal a text anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Organisation
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.kernel.pictures.models import Photograph
from gridward.work.inspections.models.standing import Facility, PlannedVisit
from gridward.work.inspections.terms import (
    InspectionAnswer,
    InspectionPurpose,
    InspectionSeriousness,
    InspectionSubject,
)
from gridward.work.workorders.models import Order


class Recorded(Row):
    """What was told once and stays as it is, at the grid where it was."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        abstract = True


class Inspection(Recorded, Sealing):
    """What somebody looked at, with an answer to each item of a checklist as it held on the day.

    `known` are the measures that the register had before. `recheck_of` is the notice whose items were looked at again.
    `said` is sealed JSON: who of the organisation was present, their role, and words about the whole.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=12, choices=choices(InspectionSubject))
    purpose = models.CharField(max_length=8, choices=choices(InspectionPurpose))
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    planned = models.OneToOneField(
        PlannedVisit, null=True, blank=True, on_delete=models.PROTECT, related_name="inspection"
    )
    recheck_of = models.ForeignKey(
        "RectificationNotice",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rechecks",
    )
    place = models.CharField(max_length=200, blank=True)
    checklist = models.CharField(max_length=24)
    day = models.DateField()
    at = models.DateTimeField()
    answers = models.JSONField()
    known = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    said = SealedField(purpose="inspection")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    subject=InspectionSubject.ORGANISATION,
                    organisation__isnull=False,
                    facility=None,
                )
                | Q(subject=InspectionSubject.FACILITY, organisation=None, facility__isnull=False)
                | Q(subject=InspectionSubject.GRID, organisation=None, facility=None),
                name="inspections_inspection_has_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(purpose=InspectionPurpose.RECHECK, recheck_of__isnull=False)
                | (~Q(purpose=InspectionPurpose.RECHECK) & Q(recheck_of=None)),
                name="inspections_recheck_of_a_notice",
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "-at", "-id"], name="inspections_by_grid"),
            models.Index(fields=["organisation", "-at"], name="inspections_by_organisation"),
        ]

    def answer(self, code: str) -> InspectionAnswer:
        """The answer to one item."""
        return InspectionAnswer(self.answers[code])


class InspectionFinding(Recorded, Sealing):
    """What was wanting: words and photographs, and the order that it opened or belongs to; none where put right."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=24)
    seriousness = models.CharField(max_length=8, choices=choices(InspectionSeriousness))
    on_the_spot = models.BooleanField(default=False)
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    photos = ArrayField(models.UUIDField(), default=list, blank=True)
    said = SealedField(purpose="inspection")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "position"], name="inspections_one_finding_a_position"
            ),
            models.CheckConstraint(
                condition=Q(on_the_spot=True, order=None)
                | Q(on_the_spot=False, order__isnull=False),
                name="inspections_open_finding_has_an_order",
            ),
        ]


class InspectionPhoto(Placed, Photograph):
    """A photograph for a finding; `inspection_id` is empty until one names it."""

    inspection_id = models.UUIDField(null=True, blank=True)
