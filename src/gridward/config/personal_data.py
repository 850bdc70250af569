"""Personal data in tables of the libraries that the house is put together with (clause L1)."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_SESSION = Declared(Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.ONESELF, Retention.WITH_SESSION)
_FACTOR = Declared(
    Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.NOBODY, Retention.AFTER_SERVICE, True
)
_CHANGED_BY = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.AUDIT, Retention.WITH_RECORD
)

PERSONAL: Personal = {
    "sessions.Session": {"session_data": _SESSION},
    "usersessions.UserSession": dict.fromkeys(
        ("user", "ip", "user_agent", "last_seen_at", "data"), _SESSION
    ),
    "mfa.Authenticator": {"user": _FACTOR, "data": _FACTOR, "last_used_at": _FACTOR},
    "pghistory.Context": {"metadata": _CHANGED_BY},
}
NOT_PERSONAL: NotPersonal = {
    "sessions.Session": {"session_key", "expire_date"},
    "usersessions.UserSession": {"id", "created_at", "session_key"},
    "mfa.Authenticator": {"id", "type", "created_at"},
    "pghistory.Context": {"id", "created_at", "updated_at"},
}
WITHOUT_PERSONS = frozenset(
    {
        *("auth.Permission", "auth.Group", "contenttypes.ContentType"),
        *("pghistory.Events", "pghistory.MiddlewareEvents"),
        *("procrastinate.ProcrastinateWorker", "procrastinate.ProcrastinateJob"),
        *("procrastinate.ProcrastinateEvent", "procrastinate.ProcrastinatePeriodicDefer"),
        *("account.EmailAddress", "account.EmailConfirmation"),
    }
)
"""Tables of libraries that stay empty (mail, groups), show other tables, or hold jobs with ids alone."""
