"""Whom a measure is of: a resident as the register has them, or somebody who is named with a phone."""

from dataclasses import replace
from datetime import date

from gridward.ground.register.models import Resident
from gridward.ground.register.queries.residents import first_phone
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ages import age_on
from gridward.kernel.codes.identity_number import parse as parse_identity
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.work.measures.problems import MeasureGuardianMissing, MeasureNobody
from gridward.work.measures.services.shared import still_here
from gridward.work.measures.terms import GuardianSaid, MeasureRules, PersonSaid, ProposalSaid

IDENTITY = "identity_card"


def resident_of(actor: Actor, said: ProposalSaid) -> Resident | None:
    """The resident, who lives here still; raises NotFound, MeasurePersonDead, MeasurePersonLeft."""
    if said.resident_id is None:
        return None
    rows = registered(actor, Resident).select_related("household")
    resident = found(rows, said.resident_id)
    still_here(resident)
    return resident


def person_said(said: ProposalSaid, resident: Resident | None) -> PersonSaid:
    """Who somebody is, with numbers in one form; raises MeasureNobody and what reading a number raises."""
    person = _registered(resident) if resident else _named(said)
    return replace(person, guardian=_guardian(said.guardian))


def is_minor(person: PersonSaid, said: ProposalSaid, day: date, rules: MeasureRules) -> bool:
    """Whether a guardian answers; raises MeasureGuardianMissing where one must be named and is not."""
    born = date.fromisoformat(person.birth_date) if person.birth_date else None
    minor = age_on(born, day) < rules.minor_age if born else not said.adult
    if minor and not (person.guardian.name and person.guardian.phone):
        raise MeasureGuardianMissing(age=rules.minor_age)
    return minor


def _registered(resident: Resident) -> PersonSaid:
    return PersonSaid(
        name=resident.name,
        phone=first_phone(resident),
        document_kind=resident.document_kind,
        document=resident.open_sealed("document") or "",
        birth_date=resident.birth_date.isoformat() if resident.birth_date else "",
        sex=resident.sex,
        address=resident.household.address_text,
    )


def _named(said: ProposalSaid) -> PersonSaid:
    given = said.person
    if given is None or said.grid_id is None or not (given.name.strip() and given.phone.strip()):
        raise MeasureNobody
    person = replace(
        given,
        name=given.name.strip(),
        phone=parse_phone(given.phone).e164,
        document=given.document.strip().upper(),
        document_kind=given.document_kind or IDENTITY,
        address=given.address.strip(),
    )
    return _with_birth(person)


def _with_birth(person: PersonSaid) -> PersonSaid:
    """An identity number tells the birth; raises what reading one raises."""
    if not person.document or person.document_kind != IDENTITY:
        return person
    number = parse_identity(person.document, today=clock.today())
    return replace(
        person, document=number.number, birth_date=number.birth.isoformat(), sex=number.sex
    )


def _guardian(said: GuardianSaid) -> GuardianSaid:
    phone = parse_phone(said.phone).e164 if said.phone.strip() else ""
    return GuardianSaid(said.name.strip(), phone, said.relation.strip())
