"""Members: people of the service."""

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Member
from gridward.ground.staff.problems import NameMissing, PhoneInvalid, ReasonMissing
from gridward.ground.staff.queries import member_to_change
from gridward.ground.staff.services.scope import require_street
from gridward.ground.staff.terms import Employer, StaffAct
from gridward.ground.territory.models import Division
from gridward.kernel.access import Actor
from gridward.kernel.chinese import sort_key
from gridward.kernel.codes import phone as phones
from gridward.kernel.problems import Problem, Stale


@transaction.atomic
def add_member(
    actor: Actor,
    *,
    street: Division,
    name: str,
    employer: Employer,
    organisation: str = "",
    phone: str = "",
) -> Member:
    """Enter a person of the service; raises NotAllowed, NameMissing, PhoneInvalid."""
    require_street(actor, street.pk)
    member = Member(street=street, employer=employer, organisation=organisation.strip())
    _name(member, name)
    _phone(member, phone)
    member.save(force_insert=True)
    record(actor, StaffAct.MEMBER_ADDED, _about(member), name=member.name)
    return member


@transaction.atomic
def change_member(
    actor: Actor,
    *,
    member: Member,
    version: int,
    name: str | None = None,
    employer: Employer | None = None,
    organisation: str | None = None,
    phone: str | None = None,
    active: bool | None = None,
) -> Member:
    """Change what is given and leave the rest; raises Stale when somebody was faster."""
    member = member_to_change(actor, member.pk)
    if member.version != version:
        raise Stale
    if name is not None:
        _name(member, name)
    if phone is not None:
        _phone(member, phone)
    for column, value in (
        ("employer", employer),
        ("organisation", organisation),
        ("active", active),
    ):
        if value is not None:
            setattr(member, column, value)
    member.version += 1
    member.save()
    record(actor, StaffAct.MEMBER_CHANGED, _about(member), name=member.name)
    return member


@transaction.atomic
def show_phone(actor: Actor, *, member: Member, reason: str) -> str | None:
    """The whole phone number of a colleague; a look on the record, with its reason."""
    if len(reason.strip()) < 2:
        raise ReasonMissing
    record(
        actor, StaffAct.MEMBER_PHONE_SHOWN, _about(member), reason=reason.strip(), name=member.name
    )
    return member.open_sealed("phone")


def _name(member: Member, name: str) -> None:
    member.name = name.strip()
    if not member.name:
        raise NameMissing
    member.sort_key = sort_key(member.name)


def _phone(member: Member, text: str) -> None:
    if not text.strip():
        member.set_sealed("phone", None)
        return
    try:
        member.set_sealed("phone", phones.parse(text).e164)
    except Problem as problem:
        raise PhoneInvalid(phone=text) from problem


def _about(member: Member) -> About:
    return About("staff_member", member.pk)
