"""Which fields of the watch list and of missing residents identify a person (clause L1)."""

from gridward.kernel.declaring import (
    ROW,
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_WATCHED = Declared(Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.WATCH, Retention.SHORT, True)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WATCH, Retention.SHORT)
_MISSING = Declared(
    Purpose.BASE_REGISTER, Basis.STATUTORY_DUTY, Audience.REVEAL, Retention.SHORT, True
)
_SOUGHT = Declared(Purpose.TELL_APART, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.SHORT, True)
_MET = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.SHORT)

PERSONAL: Personal = {
    "watch.WatchEntry": {
        **dict.fromkeys(("resident", "value", "entries", "standing", "said"), _WATCHED),
        **dict.fromkeys(("account_id", "account_name", "ended_by"), _DEED),
    },
    "watch.WatchAppeal": {
        **dict.fromkeys(("said", "reply", "outcome"), _WATCHED),
        **dict.fromkeys(("taken_by", "decided_by"), _DEED),
    },
    "watch.WatchCall": {"entries": _WATCHED},
    "watch.MissingResident": {
        "said": _MISSING,
        **dict.fromkeys(("document_index", "phone_index"), _SOUGHT),
        **dict.fromkeys(("account_id", "account_name"), _MET),
    },
}
"""The record of acts names nobody of the list. What is over goes after ninety days, when no objection can come any
more; `dated/watch.toml` says so by `kept_days`."""

NOT_PERSONAL: NotPersonal = {
    "watch.WatchEntry": ROW
    | {"kind", "stale", "begins", "ends", "source", "appeal", "ended_at", "ended_for"},
    "watch.WatchAppeal": (ROW - {"version", "created_at", "updated_at"})
    | {"entry", "at", "decided_at"},
    "watch.WatchCall": (ROW - {"version", "created_at", "updated_at"})
    | {"passage_id", "gate", "kind", "at", "direction", "decision", "order"},
    "watch.MissingResident": ROW | {"gate", "at", "order", "settled_at"},
}
