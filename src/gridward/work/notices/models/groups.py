"""Groups, their members, and how those are reached who are in none."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.register.models import Employee, Household, Organisation, Resident
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import choices
from gridward.work.notices.terms import Platform, ReachWay

ONE_SUBJECT = Q(household=None, organisation__isnull=False) | Q(
    household__isnull=False, organisation=None
)


@keeps_history("ServiceGroupHistory")
class ServiceGroup(Placed, Sealing):
    """A chat group of a grid; that of a community's grid is for all its grids. `robot` is the key of its robot."""

    name = models.CharField(max_length=60)
    platform = models.CharField(max_length=8, choices=choices(Platform))
    keeper = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    robot = SealedField(purpose="robot")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                condition=Q(ended_on=None),
                name="notices_group_name_once_a_grid",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
                name="notices_group_ends_after_it_begins",
            ),
        ]


class Concerning(Placed):
    """A row about a household or an organisation; it lies in the grid where these are."""

    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True


@keeps_history("GroupMemberHistory")
class GroupMember(Concerning):
    """Somebody of a household or a unit in a group; `name` is who is in no list of the register."""

    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="members")
    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=60, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="notices_member_of_one_subject"),
            models.CheckConstraint(
                condition=Q(resident__isnull=False, employee=None, name="")
                | Q(resident=None, employee__isnull=False, name="")
                | (Q(resident=None, employee=None) & ~Q(name="")),
                name="notices_member_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="notices_nobody_leaves_before_joining",
            ),
            models.UniqueConstraint(
                fields=["group", "household", "organisation", "resident", "employee", "name"],
                condition=Q(left_on=None),
                nulls_distinct=False,
                name="notices_once_in_a_group",
            ),
        ]


@keeps_history("OtherReachHistory")
class OtherReach(Concerning, Sealing):
    """How a household or a unit is reached without a group; the note is sealed."""

    way = models.CharField(max_length=10, choices=choices(ReachWay))
    note = SealedField(purpose="reach")
    said_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="notices_reach_of_one_subject"),
            models.UniqueConstraint(
                fields=["household", "organisation"],
                nulls_distinct=False,
                name="notices_one_reach_a_subject",
            ),
        ]
