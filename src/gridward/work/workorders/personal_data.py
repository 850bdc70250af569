"""Which fields of work orders identify a person: whom an order is about, what was said, who did what."""

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

_SAID = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD, True)
_ABOUT = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_WHEN = ("read_at", "acknowledged_at", "on_scene_at", "handled_at", "verified_at", "closed_at")

PERSONAL: Personal = {
    "workorders.KindVersion": {"put_by": _DEED},
    "workorders.Order": {
        **dict.fromkeys(("household", "resident", "place"), _ABOUT),
        "said": _SAID,
        **dict.fromkeys(("concerned", "handler", "post"), _SERVICE),
        **dict.fromkeys(("desks", "readers"), _SERVICE),
        **dict.fromkeys(("opener", "opened_by", "handled_by", "verified_by", "rating"), _DEED),
    },
    "workorders.Move": {
        **dict.fromkeys(("account_id", "account_name", "done", "told"), _DEED),
        "said": _SAID,
    },
    "workorders.OrderPhoto": {"content": _SAID, "account_id": _DEED},
}
"""What somebody needs, or did, is told in sealed texts and pictures alone: lists show the kind and the place."""

NOT_PERSONAL: NotPersonal = {
    "workorders.KindVersion": {"id", "code", "number", "content", "digest"}
    | {"valid_from", "origin", "put_at"},
    "workorders.Order": ROW
    | {"kind", "number", "confined", "organisation", "site", "opened_at", "seen_at"}
    | {"state", "moved_at", "route", "rung", "raised_at", "let_go", "next_due", "late_after"}
    | {"accept_due", "acknowledge_due", "on_scene_due", "handle_due", "verify_due", "close_due"}
    | {*_WHEN, "asked_until", "reworks", "duplicate_of", "parent"},
    "workorders.OrderSerial": {"id", "street", "day", "last"},
    "workorders.Move": {"id", "street", "grid", "order", "serial", "move", "state", "at"}
    | {"said_at", "photos"},
    "workorders.OrderPhoto": ROW | {"order_id"},
}
