"""Who may open a stream and of which grids it hears; asked of the database, in threads of the push process."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest

from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.live.hub import Reach, Ticket

TOPICS: Mapping[str, Collection[Permission]] = {
    "orders": (Permission.WORK_READ, Permission.BOARD_WALL),
}
"""Topics, and the permissions at a grid by any of which its news are heard."""


def admit(session: str) -> Ticket | None:
    """The ticket of a session; None for one that is over, or of nobody who may hear anything."""
    try:
        with transaction.atomic():
            return _admit(session)
    finally:
        connection.close()


def marks(sessions: Iterable[str]) -> dict[str, str]:
    """The mark of each of these sessions that still holds; two queries."""
    try:
        rows = Session.objects.filter(session_key__in=list(sessions), expire_date__gt=clock.now())
        found = {one.session_key: one for one in rows}
        holders = {key: one.get_decoded().get("_auth_user_id") for key, one in found.items()}
        wanted = {one for one in holders.values() if one}
        accounts = {str(one.pk): one for one in Account.objects.filter(pk__in=wanted)}
        return {
            key: _mark(one.session_data, accounts[str(holders[key])])
            for key, one in found.items()
            if str(holders[key]) in accounts
        }
    finally:
        connection.close()


def _admit(session: str) -> Ticket | None:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    account: Any = get_user(request)
    actor = actor_of_account(account)
    reach = reach_of(actor)
    row = Session.objects.filter(session_key=session).first()
    if actor.account_id is None or row is None or not reach:
        return None
    return Ticket(actor.account_id, session, _mark(row.session_data, account), reach)


def reach_of(actor: Actor) -> Reach:
    """Topics of which the actor hears, and at which grids; empty for whoever hears of nothing."""
    held: dict[str, frozenset[UUID]] = {}
    for topic, permissions in TOPICS.items():
        if grids := frozenset().union(*map(actor.grids, permissions)):
            held[topic] = grids
    return held


def _mark(data: str, account: Account) -> str:
    """What a session and its account are now: a new password, a closed account and a changed session are others."""
    standing = (data, account.password, account.is_active, account.must_change_password)
    return sha256(repr(standing).encode()).hexdigest()
