"""Which fields of pushed lists identify a person (clause L1)."""

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

_LISTED = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.SCREENING, Retention.SHORT, True
)
_CHECKED = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.CHECKING, Retention.SHORT, True
)
_SOUGHT = Declared(
    Purpose.TELL_APART, Basis.HEALTH_EMERGENCY, Audience.NOBODY, Retention.SHORT, True
)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.SCREENING, Retention.SHORT)
_DONE = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.CHECKING, Retention.SHORT)

PERSONAL: Personal = {
    "screening.PushList": dict.fromkeys(("account_id", "account_name", "closed_by"), _DEED),
    "screening.PushListFile": {"content": _LISTED},
    "screening.PushListRow": {
        **dict.fromkeys(("said", "resident_id", "told", "outcome", "reasons", "where"), _LISTED),
        "row_key": _SOUGHT,
        "settled_by": _DEED,
    },
    "screening.RowCandidate": {"resident": _LISTED},
    "screening.VerificationTask": {
        **dict.fromkeys(("resident", "said", "found", "outcome"), _CHECKED),
        "person_key": _SOUGHT,
        **dict.fromkeys(("account_id", "account_name"), _DONE),
    },
    "screening.VerificationContact": {
        "text": _CHECKED,
        **dict.fromkeys(("account_id", "account_name"), _DONE),
    },
    "screening.ListLayout": {"account_name": _DEED},
}
"""The record of acts names nobody of a list. Ninety days after a list was closed all of it goes but its counts;
`dated/screening.toml` says so by `kept_days`."""

NOT_PERSONAL: NotPersonal = {
    "screening.PushList": ROW
    | {"sender", "paper_no", "kind", "origin", "purpose", "basis", "received_at", "deadline"}
    | {"state", "file_name", "file_bytes", "digest", "plan", "counts", "problem", "corrects"}
    | {"desk_order", "taken_at", "closed_at"},
    "screening.PushListFile": frozenset({"id", "pushed"}),
    "screening.PushListRow": frozenset(
        {"id", "pushed", "street", "sheet", "number", "member", "state", "task", "settled_at"}
    ),
    "screening.RowCandidate": frozenset({"id", "pushed", "row", "rank", "score", "reasons"}),
    "screening.VerificationTask": ROW | {"order", "deadline", "settled_at"},
    "screening.VerificationContact": frozenset(
        {"id", "task", "street", "grid", "at", "way", "reached"}
    ),
    "screening.ListLayout": frozenset(
        {"id", "street", "sender", "layout_key", "mapping", "updated_at"}
    ),
}
