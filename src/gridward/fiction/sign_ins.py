"""Sign-ins for the demo, one person a post, with passwords drawn at random and kept in the home for the next start."""

import json
import secrets

from django.db import transaction

from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division
from gridward.ground.territory.queries import street_named
from gridward.kernel.database.home import Home

FILE = "demo-sign-ins.json"
DEMO_POSTS = {
    "jiedao": Post.STREET_GRID_CHIEF,
    "zhihui": Post.STREET_COMMAND,
    "shequ": Post.COMMUNITY_GRID_LEADER,
    "wangge": Post.GRID_MANAGER,
    "xinxi": Post.HEALTH_LIAISON,
    "minjing": Post.GRID_POLICE,
    "jiwei": Post.DISCIPLINE_OFFICER,
    "yinsi": Post.PRIVACY_OFFICER,
}
"""Sign-in name to the post whose first holder gets it."""
WALL = "daping"
"""The sign-in of a screen on a wall."""


@transaction.atomic
def open_demo_accounts(home: Home) -> dict[str, str]:
    """Open the demo's sign-ins, once; answers name and password of each, which `keep_sign_ins` keeps.

    Where the last start ended before they were kept, the accounts get new passwords.
    """
    known = home.path / FILE
    if known.exists():
        return dict(json.loads(known.read_text()))
    passwords = {username: _open(username, post) for username, post in DEMO_POSTS.items()}
    passwords["guanli"] = _open("guanli")
    passwords[WALL] = _open(WALL, wall=street_named(None))
    return passwords


def keep_sign_ins(home: Home, passwords: dict[str, str]) -> None:
    """Written when the demo is loaded whole: whoever waits for the file meets nobody who still fills the street."""
    home.write(FILE, json.dumps(passwords))


def _first_holder(post: Post) -> Member:
    rows = Appointment.objects.filter(
        post=post, acting=False, valid_to=None, member__account=None, member__active=True
    )
    return rows.order_by("grid__code", "id").select_related("member")[0].member


def _open(username: str, post: Post | None = None, wall: Division | None = None) -> str:
    password = secrets.token_urlsafe(9)
    account = Account.objects.filter(username=username).first()
    if account is None:
        member = _first_holder(post) if post else None
        account = Account(
            username=username,
            member=member,
            is_administrator=member is None and wall is None,
            wall=wall,
            must_change_password=False,
        )
    account.set_password(password)
    account.save()
    return password
