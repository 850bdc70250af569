"""Organisations, their contacts and employees: the base register of Annex 4."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from gridward.ground.register.models.people import PersonRow, Reachable, Resident
from gridward.ground.register.terms.people import (
    ContactRole,
    CreditCodeStatus,
    OrganisationKind,
    Trading,
)
from gridward.ground.territory.models import Building, Listed, Placed, Site
from gridward.kernel.chinese import search_grams, sort_key
from gridward.kernel.history import keeps_history
from gridward.kernel.models import choices


@keeps_history("OrganisationHistory")
class Organisation(Listed, Reachable):
    """A company, shop, site, school, body ... in exactly one grid (T2, R7)."""

    kind = models.CharField(max_length=24, choices=choices(OrganisationKind))
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=240, blank=True)
    grams = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    address_text = models.CharField(max_length=200, blank=True)
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    legal_representative = models.CharField(max_length=60, blank=True)
    credit_code = models.CharField(max_length=18, blank=True, db_index=True)
    credit_code_status = models.CharField(
        max_length=8, choices=choices(CreditCodeStatus), default=CreditCodeStatus.NONE
    )
    industry = models.CharField(max_length=1, blank=True)
    trading = models.CharField(max_length=10, choices=choices(Trading), default=Trading.UNKNOWN)
    note = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(industry="") | Q(industry__regex="^[A-T]$"),
                name="register_industry_is_a_section",
            )
        ]
        indexes = [
            GinIndex(fields=["grams"], name="register_organisation_by_gram"),
            models.Index(fields=["grid", "sort_key", "id"], name="register_organisation_by_name"),
        ]

    def set_name(self, name: str) -> None:
        """The name with all by which it is sorted and found."""
        self.name = name
        self.sort_key = sort_key(name)
        self.grams = search_grams(name)


@keeps_history("ContactHistory")
class Contact(Placed, Reachable):
    """防控负责人, 测温人 or 医护人员 of an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    role = models.CharField(max_length=8, choices=choices(ContactRole))
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role"], name="register_one_contact_a_role"
            )
        ]


@keeps_history("EmployeeHistory")
class Employee(PersonRow, Reachable):
    """A person who works at an organisation, linked to the resident who lives in the street."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="employees"
    )
    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    address_text = models.CharField(max_length=200, blank=True)
    left_on = models.DateField(null=True, blank=True)
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document_index"],
                condition=Q(document_index__isnull=False, left_on=None),
                name="register_one_employee_a_document",
            )
        ]
        indexes = [
            GinIndex(fields=["grams"], name="register_employee_by_gram"),
            models.Index(fields=["grid", "sort_key", "id"], name="register_employee_by_name"),
            models.Index(fields=["document_index"], name="register_employee_by_document"),
        ]
