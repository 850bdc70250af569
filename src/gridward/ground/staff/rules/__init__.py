"""Decisions about posts and sign-in names, without a database."""

import re

from gridward.ground.staff.terms import LEVEL, Post, PostLevel

_USERNAME = re.compile(r"[\w.\-]{2,60}")


def unit_fits(post: Post, grid_kind: str | None) -> bool:
    """Whether a post is held at a unit: no grid for street posts, the community grid, a base or dedicated grid (P2)."""
    level = LEVEL[post]
    if level is PostLevel.STREET:
        return grid_kind is None
    if level is PostLevel.COMMUNITY:
        return grid_kind == "community"
    return grid_kind in ("base", "dedicated")


def username_holds(text: str) -> bool:
    """Whether a sign-in name has 2 to 60 letters (Chinese too), digits, dots, hyphens or underscores."""
    return _USERNAME.fullmatch(text) is not None
