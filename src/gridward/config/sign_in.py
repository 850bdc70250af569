"""How people sign in: allauth's adapters. Nobody signs up; TOTP secrets are sealed; sign-ins are recorded."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Account
from gridward.ground.staff.terms import StaffAct
from gridward.kernel.access import Actor
from gridward.kernel.crypto.vault import Place, vault
from gridward.kernel.ids import parse_id
from gridward.kernel.rows import introduce

_SECRET_ROW = parse_id("00000000-0000-7000-8000-000000000001")


WALL_SESSION = timedelta(days=365)
"""A screen on a wall has nobody before it who signs in again; closing its account or a new password ends it."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by people who may, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed like every other secret."""

    _place = Place("mfa_authenticator", "data", _SECRET_ROW)

    def encrypt(self, text: str) -> str:
        """Sealed, in hex."""
        return vault.seal("second_factor", text, self._place).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; raises SealBroken."""
        return vault.open(bytes.fromhex(encrypted_text), self._place)


def watch_sign_in() -> None:
    """Record who signs in, out and in vain; a changed password is no longer a one-time one."""
    user_logged_in.connect(_signed_in, dispatch_uid="gridward")
    user_logged_out.connect(_signed_out, dispatch_uid="gridward")
    user_login_failed.connect(_refused, dispatch_uid="gridward")
    password_changed.connect(_password_changed, dispatch_uid="gridward")


def _signed_in(user: Account, request: HttpRequest | None = None, **_: Any) -> None:
    if user.wall_id and request is not None:
        request.session.set_expiry(WALL_SESSION)
    _note(StaffAct.SIGNED_IN, user)


def _signed_out(user: Account | None, **_: Any) -> None:
    if user is not None:
        _note(StaffAct.SIGNED_OUT, user)


def _refused(credentials: dict[str, Any], **_: Any) -> None:
    nobody = Actor(account_id=None, name="?")
    record(nobody, StaffAct.SIGN_IN_REFUSED, username=str(credentials.get("username", ""))[:60])


def _password_changed(user: Account, **_: Any) -> None:
    Account.objects.filter(pk=user.pk).update(must_change_password=False, one_time_until=None)
    _note(StaffAct.PASSWORD_CHANGED, user)


@transaction.atomic
def _note(act: StaffAct, account: Account) -> None:
    """The database forgets the introduction at the transaction's end, and allauth opens none."""
    introduce(account.pk)
    member = account.member
    actor = Actor(
        account_id=account.pk,
        name=member.name if member else account.username,
        street_id=member.street_id if member else None,
    )
    record(actor, act, About("staff_account", account.pk))
