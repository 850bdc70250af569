"""Settings of the push process: it reads sessions, accounts and posts, and loads no part above them (51 MB, not 88)."""

from gridward.config.settings import *  # noqa: F403 - Django takes settings as names of a module
from gridward.config.settings import INSTALLED_APPS as _ALL

_LEFT_OUT = (
    *("gridward.", "procrastinate.", "ninja", "allauth.headless", "allauth.mfa"),
    *("allauth.usersessions", "django.contrib.messages"),
)
_NEEDED = (
    *("gridward.kernel.", "gridward.ground.audit."),
    *("gridward.ground.territory.", "gridward.ground.staff."),
)
INSTALLED_APPS = [one for one in _ALL if one.startswith(_NEEDED) or not one.startswith(_LEFT_OUT)]
