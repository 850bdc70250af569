"""Shapes of members, appointments, accounts and the caller."""

from datetime import date
from uuid import UUID

from ninja import Schema

from gridward.ground.staff.terms import Employer, Post


class AppointmentOut(Schema):
    """A post held; `valid_to` is the first day on which it no longer holds."""

    id: UUID
    member_id: UUID
    member_name: str
    post: Post
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    valid_from: date
    valid_to: date | None
    acting: bool


class AccountOut(Schema):
    """A member's sign-in."""

    id: UUID
    username: str
    is_active: bool
    must_change_password: bool


class MemberOut(Schema):
    """A person of the service; the phone is masked."""

    id: UUID
    version: int
    name: str
    employer: Employer
    organisation: str
    phone: str
    active: bool
    account: AccountOut | None
    appointments: list[AppointmentOut]


class MemberIn(Schema):
    """A new member."""

    name: str
    employer: Employer
    organisation: str = ""
    phone: str = ""


class MemberChange(Schema):
    """Changes of a member; what is left out stays."""

    version: int
    name: str | None = None
    employer: Employer | None = None
    organisation: str | None = None
    phone: str | None = None
    active: bool | None = None


class AccountIn(Schema):
    """The sign-in name of a new account."""

    username: str


class OneTimePasswordOut(Schema):
    """Shown once; it must be changed at the first sign-in and lapses after `hours`."""

    username: str
    one_time_password: str
    hours: int


class ReasonIn(Schema):
    """Why something is looked at in full."""

    reason: str


class WholePhoneOut(Schema):
    """A whole phone number."""

    phone: str | None


class AppointmentIn(Schema):
    """A post to give; `grid_id` is null for posts of the street."""

    member_id: UUID
    post: Post
    grid_id: UUID | None = None
    valid_from: date
    valid_to: date | None = None
    acting: bool = False


class AppointmentEnd(Schema):
    """The first day on which the post no longer holds."""

    on: date


class PostOut(Schema):
    """A post at a unit; `holders` is empty where it is vacant."""

    post: Post
    level: str
    single: bool
    unit_name: str
    unit_code: str
    grid_id: UUID | None
    holders: list[AppointmentOut]


class RoleOut(Schema):
    """What a post may do."""

    post: str
    level: str
    permissions: list[str]


class MeAccount(Schema):
    """The sign-in of the caller."""

    id: UUID
    username: str
    must_change_password: bool
    is_administrator: bool


class MeMember(Schema):
    """The caller as a person of the service."""

    id: UUID
    name: str


class StreetOut(Schema):
    """The street of the caller."""

    id: UUID
    code: str
    name: str


class MeOut(Schema):
    """Who is signed in and what they may do; an unchanged first password leaves everything empty but the account."""

    account: MeAccount
    member: MeMember | None
    posts: list[AppointmentOut]
    permissions: list[str]
    street: StreetOut | None
    fictional: bool
