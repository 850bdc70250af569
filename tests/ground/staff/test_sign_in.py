"""Signing in over HTTP: one-time passwords, limits, second factor, sessions that end."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.ground.staff.services.accounts import close_account, first_administrator, open_account
from gridward.ground.staff.terms import StaffAct
from gridward.kernel import clock
from tests.world import World

SESSION = "/_allauth/browser/v1/auth/session"
LOGIN = "/_allauth/browser/v1/auth/login"
CHANGE = "/_allauth/browser/v1/account/password/change"
REAUTHENTICATE = "/_allauth/browser/v1/auth/reauthenticate"
TOTP = "/_allauth/browser/v1/account/authenticators/totp"
NEW_PASSWORD = "十里长街送晚风2026"


@pytest.fixture(autouse=True)
def _no_limits_from_before(db: None) -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str) -> Any:
    return client.post(
        LOGIN, {"username": username, "password": password}, content_type="application/json"
    )


def account_with_password(world: World, name: str) -> Account:
    account = world.account(name)
    account.set_password(NEW_PASSWORD)
    account.save()
    return account


@pytest.mark.django_db
def test_the_first_start_makes_one_administrator_with_a_one_time_password() -> None:
    made = first_administrator()
    assert made is not None
    assert made[0].is_administrator
    assert made[0].must_change_password
    assert first_administrator() is None


@pytest.mark.django_db
def test_a_one_time_password_opens_nothing_but_its_own_change(world: World) -> None:
    _, password = open_account(world.actor("admin"), username="xinren")
    client = Client()
    assert sign_in(client, "xinren", password).status_code == 200
    me = client.get("/api/v1/me").json()
    assert me["account"]["must_change_password"]
    assert me["permissions"] == []
    assert client.get("/api/v1/staff/members").status_code == 401
    changed = client.post(
        CHANGE,
        {"current_password": password, "new_password": NEW_PASSWORD},
        content_type="application/json",
    )
    assert changed.status_code == 200
    assert sign_in(Client(), "xinren", NEW_PASSWORD).status_code == 200
    assert not Account.objects.get(username="xinren").must_change_password


@pytest.mark.django_db
def test_a_one_time_password_lapses(world: World) -> None:
    _, password = open_account(world.actor("admin"), username="xinren")
    with time_machine.travel(clock.now() + timedelta(hours=73)):
        assert sign_in(Client(), "xinren", password).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("weak", ["short1", "password1234", "1234567890"])
def test_weak_passwords_are_refused(world: World, weak: str) -> None:
    account_with_password(world, "worker_a1")
    client = Client()
    sign_in(client, "worker_a1", NEW_PASSWORD)
    answer = client.post(
        CHANGE,
        {"current_password": NEW_PASSWORD, "new_password": weak},
        content_type="application/json",
    )
    assert answer.status_code == 400


@pytest.mark.django_db
def test_guessing_is_stopped_by_name_and_others_still_sign_in(world: World) -> None:
    account_with_password(world, "worker_a1")
    account_with_password(world, "worker_a2")
    statuses = {sign_in(Client(), "worker_a1", f"wrong-guess-{n}").status_code for n in range(6)}
    assert statuses == {400}
    assert sign_in(Client(), "worker_a1", NEW_PASSWORD).status_code == 400
    assert sign_in(Client(), "worker_a2", NEW_PASSWORD).status_code == 200
    assert Line.objects.filter(act=StaffAct.SIGN_IN_REFUSED).count() >= 5


@pytest.mark.django_db
def test_a_closed_account_is_out_at_once(world: World) -> None:
    account = account_with_password(world, "worker_a1")
    client = Client()
    sign_in(client, "worker_a1", NEW_PASSWORD)
    assert client.get("/api/v1/me").status_code == 200
    close_account(world.actor("chief"), account=account)
    assert client.get("/api/v1/me").status_code == 401
    assert sign_in(Client(), "worker_a1", NEW_PASSWORD).status_code == 401


@pytest.mark.django_db
def test_sessions_end_by_themselves(world: World) -> None:
    account_with_password(world, "worker_a1")
    client = Client()
    sign_in(client, "worker_a1", NEW_PASSWORD)
    with time_machine.travel(clock.now() + timedelta(hours=8, minutes=1)):
        assert client.get("/api/v1/me").status_code == 401


@pytest.mark.django_db
def test_signing_out_ends_the_session(world: World) -> None:
    account_with_password(world, "worker_a1")
    client = Client()
    sign_in(client, "worker_a1", NEW_PASSWORD)
    client.delete(SESSION)
    assert client.get("/api/v1/me").status_code == 401


@pytest.mark.django_db
def test_a_second_factor_can_be_enrolled_and_is_then_asked_for(world: World) -> None:
    account = account_with_password(world, "chief")
    client = Client()
    sign_in(client, "chief", NEW_PASSWORD)
    secret = client.get(TOTP).json()["meta"]["secret"]
    assert (
        client.post(TOTP, {"code": code(secret)}, content_type="application/json").status_code
        == 401
    )
    client.post(REAUTHENTICATE, {"password": NEW_PASSWORD}, content_type="application/json")
    assert (
        client.post(TOTP, {"code": code(secret)}, content_type="application/json").status_code
        == 200
    )
    assert secret not in str(Authenticator.objects.get(user=account, type="totp").data)
    again = Client()
    asked = sign_in(again, "chief", NEW_PASSWORD)
    assert asked.status_code == 401
    assert "mfa_authenticate" in {flow["id"] for flow in asked.json()["data"]["flows"]}
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        answer = again.post(
            "/_allauth/browser/v1/auth/2fa/authenticate",
            {"code": code(secret)},
            content_type="application/json",
        )
        assert answer.status_code == 200


@pytest.mark.django_db
def test_nobody_signs_up() -> None:
    answer = Client().post(
        "/_allauth/browser/v1/auth/signup",
        {"username": "somebody", "password": NEW_PASSWORD},
        content_type="application/json",
    )
    assert answer.status_code == 403
    assert not Account.objects.exists()


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
