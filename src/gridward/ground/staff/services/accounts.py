"""Accounts: sign-ins with one-time passwords; nobody has a password that somebody else knows for long."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Account, Member
from gridward.ground.staff.problems import AccountExists, UsernameInvalid, UsernameTaken, WallAlone
from gridward.ground.staff.rules import username_holds
from gridward.ground.staff.terms import StaffAct
from gridward.ground.territory.models import Division
from gridward.ground.territory.terms.places import DivisionLevel
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed

ONE_TIME_HOURS = 72
_ON_WALLS = (DivisionLevel.STREET, DivisionLevel.COMMUNITY)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def open_account(
    actor: Actor,
    *,
    username: str,
    member: Member | None = None,
    administrator: bool = False,
    wall: Division | None = None,
) -> tuple[Account, str]:
    """Open a sign-in; answers it with its one-time password, which is shown once and must be changed.

    Raises NotAllowed, UsernameInvalid, UsernameTaken, AccountExists, WallAlone. Only an administrator makes an
    administrator, and the account of a screen on a wall, which is nobody's.
    """
    _require(actor, member, administrator)
    if wall and (member or administrator or wall.level not in _ON_WALLS):
        raise WallAlone
    username = username.strip()
    if not username_holds(username):
        raise UsernameInvalid(username=username)
    if Account.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    if member is not None and Account.objects.filter(member=member).exists():
        raise AccountExists(name=member.name)
    account = Account(username=username, member=member, is_administrator=administrator, wall=wall)
    password = _one_time_password(account)
    account.save(force_insert=True)
    record(actor, StaffAct.ACCOUNT_ADDED, About("staff_account", account.pk), username=username)
    return account, password


@transaction.atomic
def give_password(actor: Actor, *, account: Account) -> str:
    """A new one-time password in place of a forgotten one; all sessions of the account end."""
    _require(actor, account.member, account.is_administrator)
    password = _one_time_password(account)
    account.save()
    end_sessions(account.pk)
    record(
        actor,
        StaffAct.PASSWORD_GIVEN,
        About("staff_account", account.pk),
        username=account.username,
    )
    return password


@transaction.atomic
def close_account(actor: Actor, *, account: Account) -> None:
    """The account signs in no more, and its sessions end."""
    _require(actor, account.member, account.is_administrator)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    end_sessions(account.pk)
    record(
        actor,
        StaffAct.ACCOUNT_CLOSED,
        About("staff_account", account.pk),
        username=account.username,
    )


@transaction.atomic
def first_administrator(username: str = "admin") -> tuple[Account, str] | None:
    """At the first start: one administrator with a one-time password; None when there are accounts already."""
    if Account.objects.exists():
        return None
    account = Account(username=username, is_administrator=True)
    password = _one_time_password(account)
    account.save(force_insert=True)
    setup = Actor(account_id=None, name="gridward")
    record(setup, StaffAct.ACCOUNT_ADDED, About("staff_account", account.pk), username=username)
    return account, password


def end_sessions(account_id: UUID) -> None:
    """End every session of an account."""
    for session in Session.objects.filter(expire_date__gt=clock.now()):
        if session.get_decoded().get("_auth_user_id") == str(account_id):
            session.delete()


def _require(actor: Actor, member: Member | None, administrator: bool) -> None:
    may = actor.may(Permission.ACCOUNT_CHANGE)
    foreign = member is not None and not actor.serves(member.street_id)
    # An account without a member, or of an administrator, is the business of administrators.
    high = (administrator or member is None) and actor.member_id is not None
    if not may or foreign or high:
        raise NotAllowed(permission=Permission.ACCOUNT_CHANGE.value)


def _one_time_password(account: Account) -> str:
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)]
    password = "-".join(groups)
    account.set_password(password)
    account.must_change_password = True
    account.one_time_until = clock.now() + timedelta(hours=ONE_TIME_HOURS)
    return password
