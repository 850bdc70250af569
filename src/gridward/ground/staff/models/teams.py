"""Teams of the four kinds, and who is in them: people of the service and people from outside (P5)."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from gridward.ground.staff.models.people import Member, _DateRange, _UnitRange
from gridward.ground.staff.terms import ServiceState, TeamKind, TeamRole
from gridward.ground.territory.models import Division, Grid
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.masking import mask_name
from gridward.kernel.models import ChangingRow, choices

DAY_MINUTES = 24 * 60
_TEAM = _UnitRange(Cast("team", models.TextField()))
_DAYS = _DateRange("valid_from", "valid_to")


@keeps_history("TeamHistory")
class Team(ChangingRow):
    """A team of one of the four kinds, from a day until the day before `valid_to`.

    Without a grid it is the street's, with a community grid the community's, with a base grid that grid's.
    `organisation` names the unit that puts up the team: a property company, a factory, a school.
    """

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )
    kind = models.CharField(max_length=10, choices=choices(TeamKind))
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="staff_team_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["street", "grid", "kind", "name"],
                condition=Q(valid_to=None),
                nulls_distinct=False,
                name="staff_team_name_once_a_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "sort_key", "id"], name="staff_team_by_name"),
            models.Index(fields=["grid", "kind"], name="staff_team_by_grid"),
        ]


@keeps_history("TeamMemberHistory")
class TeamMember(ChangingRow, Sealing):
    """Somebody in a team from a day until the day before `valid_to`.

    A person of the service is the `member`; a person from outside has a name and a phone here and no identity number.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="people")
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    name = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=120, blank=True)
    phone = SealedField(purpose="contact")
    phone_index = IndexField(key="phone")
    role = models.CharField(max_length=8, choices=choices(TeamRole), default=TeamRole.MEMBER)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="staff_teammember_days_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(member=None) & ~Q(name=""))
                | (Q(member__isnull=False, name="", phone=None)),
                name="staff_teammember_of_the_service_or_from_outside",
            ),
            models.UniqueConstraint(
                fields=["team", "member"],
                condition=Q(valid_to=None, member__isnull=False),
                name="staff_teammember_once",
            ),
            models.UniqueConstraint(
                fields=["team", "name", "phone_index"],
                condition=Q(valid_to=None, member=None),
                nulls_distinct=False,
                name="staff_teammember_from_outside_once",
            ),
            ExclusionConstraint(
                name="staff_one_team_lead_at_a_time",
                expressions=[(_TEAM, "&&"), (_DAYS, "&&")],
                condition=Q(role=TeamRole.LEAD),
            ),
        ]
        indexes = [models.Index(fields=["team", "sort_key", "id"], name="staff_teammember_by_name")]

    @property
    def called(self) -> str:
        """The name of the person, of the service or from outside."""
        return self.member.name if self.member else self.name

    @property
    def told(self) -> str:
        """The name as the record and readers elsewhere are told it: of a person from outside masked."""
        return self.member.name if self.member else mask_name(self.name)

    def number(self) -> str | None:
        """The whole phone number; showing it is an act to record."""
        holder: Any = self.member or self
        found: str | None = holder.open_sealed("phone")
        return found


@keeps_history("TeamServiceHistory")
class TeamService(ChangingRow):
    """How long somebody of a team served on a day, and at what; entered by whoever keeps the team.

    It counts once somebody else who keeps the team confirmed it. A correction `corrects` a confirmed one and takes its
    place when it is confirmed. Rows of before there was confirmation are confirmed and name nobody in `entered_by`.
    """

    person = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="services")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=60)
    state = models.CharField(
        max_length=9, choices=choices(ServiceState), default=ServiceState.WAITING
    )
    entered_by = models.CharField(max_length=60, blank=True)
    entered_account = models.UUIDField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=DAY_MINUTES),
                name="staff_teamservice_within_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "day", "what"],
                condition=Q(state=ServiceState.CONFIRMED),
                name="staff_teamservice_once",
            ),
            models.UniqueConstraint(
                fields=["person", "day", "what"],
                condition=Q(state=ServiceState.WAITING),
                name="staff_teamservice_waits_once",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state=ServiceState.WAITING, corrects__isnull=False),
                name="staff_teamservice_one_correction",
            ),
            models.CheckConstraint(
                condition=Q(state=ServiceState.WAITING, decided_at=None)
                | (~Q(state=ServiceState.WAITING) & Q(decided_at__isnull=False))
                | (~Q(state=ServiceState.WAITING) & Q(entered_by="")),
                name="staff_teamservice_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(state=ServiceState.WAITING),
                name="staff_teamservice_waiting",
            )
        ]
