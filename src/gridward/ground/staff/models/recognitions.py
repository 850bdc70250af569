"""Recognitions (表扬) of people of the service and of teams, and their withdrawal: added, never changed (P7)."""

from django.db import models
from django.db.models import Q

from gridward.ground.staff.models.people import Appointment, Member
from gridward.ground.staff.models.teams import TeamMember
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row


class Recognition(Row, Sealing):
    """Who leads recognised somebody in a post, or a person of a team; at the grid of that post or team.

    `member` is the person of the service, also behind a person of a team. `evidence` are references to work on record
    as they read then: no points, no order of merit.
    """

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    person = models.ForeignKey(
        TeamMember, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    kind = models.CharField(max_length=24)
    day = models.DateField()
    reason = SealedField(purpose="recognition")
    evidence = models.JSONField(default=list, blank=True)
    given_by = models.CharField(max_length=60)
    given_account = models.UUIDField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, person=None, member__isnull=False)
                | Q(appointment=None, person__isnull=False),
                name="staff_recognition_of_one",
            ),
        ]
        indexes = [models.Index(fields=["grid", "-day", "-id"], name="staff_recognition_by_grid")]

    @property
    def called(self) -> str:
        """The name of who was recognised."""
        return self.person.called if self.person else self._member.name

    @property
    def told(self) -> str:
        """The name as the record is told it: of a person from outside masked."""
        return self.person.told if self.person else self._member.name

    @property
    def unit_name(self) -> str:
        """The team, or the grid or street of the post."""
        if self.person:
            return self.person.team.name
        return (self.grid or self.street).name

    @property
    def _member(self) -> Member:
        if self.member is None:
            raise ValueError("a recognition of a post without its member")
        return self.member


class RecognitionWithdrawal(Row, Sealing):
    """A recognition was withdrawn, with the reason; the recognition itself stays as it was."""

    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recognition = models.OneToOneField(
        Recognition, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = SealedField(purpose="recognition")
    by = models.CharField(max_length=60)
    account_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
