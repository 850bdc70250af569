"""Sessions as Django keeps them in the database, read by a query that is written once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from gridward.kernel import clock
from gridward.kernel.compiled import Compiled

_DATA = Compiled(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data"
    ),
    *(str, datetime),
)


class SessionStore(DatabaseStore):
    """The engine that SESSION_ENGINE names."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, of one that is unknown or over."""
        found = _DATA.ask(self.session_key, clock.now())
        if found:
            return self.decode(found[0][0])
        self._session_key = None
        return {}
