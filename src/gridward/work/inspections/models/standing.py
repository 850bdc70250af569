"""What changes: protective facilities, and visits that are planned."""

from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Organisation
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Placed
from gridward.kernel.history import keeps_history
from gridward.kernel.models import choices
from gridward.work.inspections.terms import (
    FacilityKind,
    FacilityState,
    InspectionPurpose,
    InspectionSubject,
    VisitReason,
)


@keeps_history("FacilityHistory")
class Facility(Placed):
    """A barrier, a fence, a booth ... that stands at a grid; `keeper` is who looks after it, in words."""

    kind = models.CharField(max_length=16, choices=choices(FacilityKind))
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    keeper = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=8, choices=choices(FacilityState), default=FacilityState.SOUND
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                condition=~Q(state=FacilityState.REMOVED),
                name="inspections_facility_name_once_a_grid",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="inspections_facility_position_whole",
            ),
        ]


class PlannedVisit(Placed):
    """Who looks at what by when; done where an inspection names it. Without a member it is anybody's at the grid."""

    subject = models.CharField(max_length=12, choices=choices(InspectionSubject))
    purpose = models.CharField(max_length=8, choices=choices(InspectionPurpose))
    reason = models.CharField(max_length=8, choices=choices(VisitReason))
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    planned_by = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(done_at=None, cancelled_on=None, organisation__isnull=False),
                name="inspections_one_plan_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_on=None),
                name="inspections_plan_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    subject=InspectionSubject.ORGANISATION,
                    organisation__isnull=False,
                    facility=None,
                )
                | Q(subject=InspectionSubject.FACILITY, organisation=None, facility__isnull=False)
                | Q(subject=InspectionSubject.GRID, organisation=None, facility=None),
                name="inspections_plan_has_its_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["grid", "due_on"],
                condition=Q(done_at=None, cancelled_on=None),
                name="inspections_plan_open",
            )
        ]
