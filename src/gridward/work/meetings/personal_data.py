"""Which fields of meetings identify a person: who attended, who brought and decided what, what was said.

A bulletin holds figures, numbers of work orders and the name of who signed it: no resident's data.
"""

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
_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)

PERSONAL: Personal = {
    "meetings.Meeting": {
        **dict.fromkeys(("called_by", "begun_by", "begun_post", "ended_by"), _DEED),
        "reason": _DEED,
        "summary": _SAID,
    },
    "meetings.AgendaItem": {
        **dict.fromkeys(("account_id", "account_name"), _DEED),
        "text": _SAID,
    },
    "meetings.Attendance": {
        **dict.fromkeys(("member", "name", "posts", "state"), _SERVICE),
        **dict.fromkeys(("stand_in", "stand_in_name"), _SERVICE),
        "reason": _SAID,
    },
    "meetings.Decision": {"account_name": _DEED, "text": _SAID},
    "meetings.Bulletin": dict.fromkeys(("account_id", "account_name", "post"), _DEED),
}
"""What is said in a meeting can be about anybody: it is sealed, and read by whoever takes part."""

NOT_PERSONAL: NotPersonal = {
    "meetings.Meeting": ROW
    | {"grids", "name", "day", "planned_at", "place", "state", "since_at", "begun_at", "figures"}
    | {"ended_at"},
    "meetings.AgendaItem": {"id", "meeting", "section", "created_at"},
    "meetings.Attendance": {"id", "meeting", "position"},
    "meetings.Decision": {"id", "meeting", "position", "order", "decided_at"},
    "meetings.Bulletin": {"id", "meeting", "revision", "reason", "content", "stand_in"}
    | {"signed_at", "digest"},
}
