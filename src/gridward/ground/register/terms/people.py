"""Words about households, residents and organisations (Annex 3, Annex 4, clause R7)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

from gridward.ground.audit.terms import Act
from gridward.kernel.events import Event


class Sex(StrEnum):
    """GB/T 2261.1: 1 male, 2 female, 0 unknown."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Tenure(StrEnum):
    """居住类型 of Annex 3: 自住, 租住, 借住."""

    OWNER = "owner"
    RENTED = "rented"
    LENT = "lent"
    UNKNOWN = "unknown"


class HouseholdState(StrEnum):
    """Whether somebody lives at the door."""

    LIVING = "living"
    EMPTY = "empty"
    MOVED_OUT = "moved_out"


class LeftWhy(StrEnum):
    """Why a person is no longer in the register, or where to; a closed list.

    The last three words of a place are those of `Away`: 区外, 市外, 省外.
    """

    NOT_LEFT = ""
    SAME_STREET = "same_street"
    SAME_DISTRICT = "same_district"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    UNKNOWN = "unknown"
    DECEASED = "deceased"
    MISTAKEN = "mistaken"


Departure = Literal[
    LeftWhy.SAME_STREET,
    LeftWhy.SAME_DISTRICT,
    LeftWhy.DISTRICT,
    LeftWhy.CITY,
    LeftWhy.PROVINCE,
    LeftWhy.UNKNOWN,
    LeftWhy.MISTAKEN,
]
"""Why somebody leaves who lives; a death is an act of its own."""


class CameFrom(StrEnum):
    """From where a person moved in."""

    NOT_SAID = ""
    BIRTH = "birth"
    SAME_STREET = "same_street"
    SAME_DISTRICT = "same_district"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class DocumentKind(StrEnum):
    """Papers that identify a person; parsed by `gridward.kernel.codes`."""

    IDENTITY_CARD = "identity_card"
    RESIDENCE_PERMIT = "residence_permit"
    PASSPORT = "passport"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_RESIDENT = "foreign_resident"
    OTHER = "other"


class DocumentMissing(StrEnum):
    """Why a person's document number is not in the register."""

    NOT_MISSING = ""
    NOT_GIVEN = "not_given"
    INFANT = "infant"
    NONE_HELD = "none_held"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Away(StrEnum):
    """当前人员在外情况 of Annex 3: 区外, 市外, 省外."""

    NONE = "none"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class OrganisationKind(StrEnum):
    """Kinds that T2 and R7 name."""

    ENTERPRISE = "enterprise"
    STREET_SHOP = "street_shop"
    SUPERMARKET = "supermarket"
    MARKET = "market"
    MALL = "mall"
    CONSTRUCTION_SITE = "construction_site"
    PUBLIC_BODY = "public_body"
    INSTITUTION = "institution"
    SCHOOL = "school"
    HEALTH_SERVICE = "health_service"
    SOCIAL_ORGANISATION = "social_organisation"
    PROPERTY_MANAGER = "property_manager"
    HOTEL = "hotel"
    RESTAURANT = "restaurant"
    OTHER = "other"


class CreditCodeStatus(StrEnum):
    """Whether the unified social credit code is there and holds its check (GB 32100-2015)."""

    VALID = "valid"
    INVALID = "invalid"
    NONE = "none"


class Trading(StrEnum):
    """经营状况 of Annex 4: 营业, 休业."""

    OPEN = "open"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class ContactRole(StrEnum):
    """防控负责人, 测温人, 医护人员 of Annex 4."""

    PREVENTION_LEAD = "lead"
    TEMPERATURE = "temp"
    MEDICAL = "medical"


class Measure(StrEnum):
    """防疫举措落实 of Annex 4, with the kit that stands at its end."""

    DUTY_24 = "duty24"
    DISINFECTION = "disinfection"
    SEPARATE_MEALS = "separate_meals"
    PLEDGE = "pledge"
    PLAN = "plan"
    MASKS = "masks"
    THERMOMETERS = "thermometers"
    ISOLATION_ROOM = "isolation_room"


class KeyPerson(StrEnum):
    """重点人员 of Annex 4."""

    NONE = ""
    RISK_AREA = "risk_area"
    CITY_KEY_AREA = "city_key_area"
    OTHER_RETURNEE = "other_returnee"


class ConflictKind(StrEnum):
    """What two sources disagree about."""

    TWO_HOUSEHOLDS = "two_households"
    OTHER_NAME = "other_name"
    DOUBTFUL_ADDRESS = "doubtful_address"
    SAME_FIELD = "same_field"


class ConflictDecision(StrEnum):
    """How a person settled a conflict."""

    OPEN = ""
    KEEP = "keep"
    TAKE = "take"


Settlement = Literal[ConflictDecision.KEEP, ConflictDecision.TAKE]
"""The decisions that settle a conflict."""


class RegisterAct(Act):
    """What people do to the register."""

    HOUSEHOLD_ADDED = "register.household_added"
    HOUSEHOLD_CHANGED = "register.household_changed"
    HOUSEHOLD_WITHDRAWN = "register.household_withdrawn"
    RESIDENT_ADDED = "register.resident_added"
    RESIDENT_CHANGED = "register.resident_changed"
    RESIDENT_MOVED = "register.resident_moved"
    RESIDENT_REMOVED = "register.resident_removed"
    RESIDENT_CORRECTED = "register.resident_corrected"
    RESIDENT_DIED = "register.resident_closed"
    RESIDENT_BROUGHT_BACK = "register.resident_brought_back"
    RESIDENTS_LEFT = "register.residents_left"
    RESIDENTS_MOVED = "register.residents_moved"
    RESIDENTS_CHANGED = "register.residents_changed"
    HOUSEHOLD_CORRECTED = "register.household_corrected"
    HOUSEHOLD_LEFT = "register.household_left"
    HOUSEHOLD_SPLIT = "register.household_split"
    HOUSEHOLDS_MERGED = "register.households_merged"
    HOUSEHOLDS_CHANGED = "register.households_changed"
    ORGANISATION_ADDED = "register.organisation_added"
    ORGANISATION_CHANGED = "register.organisation_changed"
    ORGANISATION_CORRECTED = "register.organisation_corrected"
    ORGANISATION_CLOSED = "register.organisation_closed"
    EMPLOYEE_ADDED = "register.employee_added"
    EMPLOYEE_CHANGED = "register.employee_changed"
    EMPLOYEE_REMOVED = "register.employee_removed"
    CONTACT_CHANGED = "register.contact_changed"
    SITUATION_CHANGED = "register.situation_changed"
    REVEALED = "register.revealed"
    CONFLICT_FOUND = "register.conflict_found"
    WRITTEN_AT_ONCE = "register.written_at_once"
    CONFLICT_SETTLED = "register.conflict_settled"
    ROSTER_UPLOADED = "register.roster_uploaded"
    ROSTER_IMPORTED = "register.roster_imported"
    ROSTER_UNDONE = "register.roster_undone"
    ROSTER_DOWNLOADED = "register.roster_downloaded"  # until answers left by the guard of exports
    ROSTER_FORGOTTEN = "register.roster_forgotten"


@dataclass(frozen=True)
class HouseholdAdded(Event):
    """A household was entered by hand."""

    household: UUID
    grid: UUID


@dataclass(frozen=True)
class HouseholdMoved(Event):
    """A household went to another grid."""

    household: UUID
    grid: UUID


@dataclass(frozen=True)
class OrganisationAdded(Event):
    """An organisation was entered by hand."""

    organisation: UUID
    grid: UUID


@dataclass(frozen=True)
class OrganisationMoved(Event):
    """An organisation went to another grid."""

    organisation: UUID
    grid: UUID


@dataclass(frozen=True)
class RosterTakenBack(Event):
    """An import is about to be undone: its households (`batch_id`) are still there. A listener may refuse."""

    batch: UUID


@dataclass(frozen=True)
class RosterImported(Event):
    """A roster was committed."""

    batch: UUID
    grid: UUID
    added: int
    updated: int
