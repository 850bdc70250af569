"""What Annex 3 and 4 ask because of an epidemic; apart from the base register, under its own permission."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gridward.ground.register.models.organisations import Employee, Organisation
from gridward.ground.register.models.people import Resident
from gridward.ground.register.terms.people import Away, KeyPerson, Measure
from gridward.ground.territory.models import Placed
from gridward.kernel.history import keeps_history
from gridward.kernel.models import choices


@keeps_history("ResidentSituationHistory")
class ResidentSituation(Placed):
    """核酸检测, 重点地区人员, 当前人员在外情况; NULL means that nobody has said."""

    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, related_name="situation")
    tested = models.BooleanField(null=True, blank=True)
    from_key_area = models.BooleanField(null=True, blank=True)
    away = models.CharField(max_length=10, choices=choices(Away), default=Away.NONE)
    batch_id = models.UUIDField(null=True, blank=True, editable=False)


@keeps_history("EmployeeSituationHistory")
class EmployeeSituation(Placed):
    """是否发热, 重点人员."""

    employee = models.OneToOneField(Employee, on_delete=models.CASCADE, related_name="situation")
    fever = models.BooleanField(null=True, blank=True)
    key_person = models.CharField(max_length=16, choices=choices(KeyPerson), blank=True, default="")


@keeps_history("OrganisationSituationHistory")
class OrganisationSituation(Placed):
    """复工备案 and 防疫举措落实."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="situation"
    )
    resumption_filed = models.BooleanField(null=True, blank=True)
    measures = ArrayField(
        models.CharField(max_length=16, choices=choices(Measure)), default=list, blank=True
    )
