"""Households, residents, their phones and vehicles: the base register of Annex 3."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from gridward.ground.register.terms.people import (
    CameFrom,
    DocumentKind,
    DocumentMissing,
    HouseholdState,
    LeftWhy,
    Sex,
    Tenure,
)
from gridward.ground.territory.models import Dwelling, Listed, Placed
from gridward.kernel.chinese import search_grams, sort_key
from gridward.kernel.codes.phone import Phone
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.crypto.vault import vault
from gridward.kernel.history import keeps_history
from gridward.kernel.models import choices


@keeps_history("HouseholdHistory")
class Household(Listed):
    """Who lives behind one door; without a known one it stands at the community grid and waits.

    `persons_said` is how many live here as told at the door, before everybody is entered.
    """

    dwelling = models.ForeignKey(
        Dwelling, null=True, blank=True, on_delete=models.PROTECT, related_name="households"
    )
    address_text = models.CharField(max_length=200)
    address_score = models.FloatField(null=True, blank=True)
    tenure = models.CharField(max_length=10, choices=choices(Tenure), default=Tenure.UNKNOWN)
    state = models.CharField(
        max_length=12, choices=choices(HouseholdState), default=HouseholdState.LIVING
    )
    note = models.CharField(max_length=500, blank=True)
    persons_said = models.PositiveSmallIntegerField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(state=HouseholdState.MOVED_OUT),
                name="register_merged_household_is_left",
            )
        ]
        indexes = [
            models.Index(fields=["grid", "address_text", "id"], name="register_household_door")
        ]


class PersonRow(Listed, Sealing):
    """What the register keeps of a person: resident or employee."""

    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120, blank=True)
    grams = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sex = models.CharField(max_length=8, choices=choices(Sex), default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    document_kind = models.CharField(
        max_length=20, choices=choices(DocumentKind), default=DocumentKind.IDENTITY_CARD
    )
    document = SealedField(purpose="identity")
    document_index = IndexField(key="document")
    document_missing = models.CharField(
        max_length=12, choices=choices(DocumentMissing), blank=True, default=""
    )

    class Meta:
        abstract = True

    def set_name(self, name: str) -> None:
        """The name with all by which it is sorted and found."""
        self.name = name
        self.sort_key = sort_key(name)
        self.grams = search_grams(name)


@keeps_history("ResidentHistory")
class Resident(PersonRow):
    """A person who lives in a household. One document number is one resident of the street."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residents")
    relation = models.CharField(max_length=20, blank=True)
    employer = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    came_on = models.DateField(null=True, blank=True)
    came_from = models.CharField(
        max_length=14,
        choices=choices(CameFrom),
        blank=True,
        default=CameFrom.NOT_SAID,
        db_default="",
    )
    left_on = models.DateField(null=True, blank=True)
    left_why = models.CharField(
        max_length=14,
        choices=choices(LeftWhy),
        blank=True,
        default=LeftWhy.NOT_LEFT,
        db_default="",
    )
    left_to = models.CharField(max_length=200, blank=True, default="", db_default="")
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None, left_why="", left_to="")
                | (Q(left_on__isnull=False) & ~Q(left_why="")),
                name="register_who_left_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(came_on=None) | Q(left_on=None) | Q(left_on__gte=models.F("came_on")),
                name="register_nobody_leaves_before_coming",
            ),
            models.UniqueConstraint(
                fields=["street", "document_index"],
                condition=Q(document_index__isnull=False, left_on=None),
                name="register_one_resident_a_document",
            ),
        ]
        indexes = [
            GinIndex(fields=["grams"], name="register_resident_by_gram"),
            models.Index(fields=["grid", "sort_key", "id"], name="register_resident_by_name"),
        ]


class Reachable(Sealing):
    """A phone number, found whole or by its last four digits."""

    phone = SealedField(purpose="contact")
    phone_index = IndexField(key="phone", db_index=True)
    phone_tail_index = IndexField(key="phone_tail", db_index=True)

    class Meta:
        abstract = True

    def set_phone(self, phone: Phone | None) -> None:
        """A number sealed as E.164, an extension behind 转; both indexes cover the number alone."""
        extension = f"转{phone.extension}" if phone and phone.extension else ""
        self.set_sealed("phone", f"{phone.e164}{extension}" if phone else None)
        self.phone_index = vault.index("phone", phone.e164) if phone else None
        self.phone_tail_index = vault.index("phone_tail", phone.e164[-4:]) if phone else None


@keeps_history("ResidentPhoneHistory")
class ResidentPhone(Placed, Reachable):
    """One phone number of a resident."""

    resident = models.ForeignKey(
        Resident, on_delete=models.CASCADE, related_name="phones", db_index=False
    )
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["id"]  # as they were told
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "phone_index"], name="register_one_row_a_phone"
            )
        ]


@keeps_history("VehicleHistory")
class Vehicle(Placed):
    """A vehicle of a resident or an organisation, by its plate."""

    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.CASCADE, related_name="vehicles"
    )
    organisation = models.ForeignKey(
        "register.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="vehicles",
    )
    plate = models.CharField(max_length=20, db_index=True)
    batch_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["id"]  # as they were told
        constraints = [
            models.CheckConstraint(
                condition=Q(resident=None, organisation__isnull=False)
                | Q(resident__isnull=False, organisation=None),
                name="register_vehicle_has_one_keeper",
            ),
            models.UniqueConstraint(fields=["resident", "plate"], name="register_one_row_a_plate"),
        ]
