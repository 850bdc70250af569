"""Return-to-work filings, and the steps that were taken on them: the state is told from these alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Organisation
from gridward.ground.staff.models import Member
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import choices
from gridward.work.inspections.models.seen import Recorded
from gridward.work.inspections.rules.filings import state_after
from gridward.work.inspections.terms import FiledBy, FilingMove, FilingState


class Filing(Recorded, Sealing):
    """What an organisation files to work again; `said` is sealed JSON: contact, phone, note."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    filed_by = models.CharField(max_length=12, choices=choices(FiledBy))
    filed_at = models.DateTimeField()
    resumes_on = models.DateField()
    persons = models.PositiveIntegerField()
    has = ArrayField(models.CharField(max_length=24))
    review_by = models.DateField()
    said = SealedField(purpose="inspection")

    class Meta:
        indexes = [
            models.Index(fields=["grid", "-filed_at", "-id"], name="inspections_filing_by_grid"),
            models.Index(fields=["organisation", "-filed_at"], name="inspections_filing_by_unit"),
        ]

    def state(self) -> FilingState:
        """What its steps make of it."""
        return state_after(FilingMove(one.move) for one in self.steps.all())


class FilingStep(Recorded, Sealing):
    """One step: granted with conditions, refused or revoked with a reason, or a reply. Decisions have a paper's number.

    Steps are read in their order.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="steps")
    serial = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=8, choices=choices(FilingMove))
    post = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    said = SealedField(purpose="inspection")

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "serial"], name="inspections_steps_in_order"),
            models.UniqueConstraint(
                fields=["street", "year", "number"],
                condition=Q(number__isnull=False),
                name="inspections_filing_number_once",
            ),
            models.CheckConstraint(
                condition=Q(move=FilingMove.REPLY, number=None, year=None)
                | (~Q(move=FilingMove.REPLY) & Q(number__isnull=False, year__isnull=False)),
                name="inspections_decision_has_a_number",
            ),
        ]
