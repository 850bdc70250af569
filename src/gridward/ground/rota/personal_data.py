"""Which fields of duty identify a person: all are about people of the service at work (clause L1)."""

from dataclasses import replace

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

_DUTY = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE)
_SAID = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE, True)
_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.STAFF, Retention.AFTER_SERVICE
)
_DRAFT = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.SHORT)
_DRAFT_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.STAFF, Retention.SHORT
)
_WISH = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.PLANNERS, Retention.AFTER_WISH)
_WHY = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.PLANNERS, Retention.AFTER_WISH, True)
_HOME = Declared(Purpose.SERVICE, Basis.CONSENT, Audience.ONESELF, Retention.WITH_SERVICE, True)

PERSONAL: Personal = {
    "rota.Shift": {
        **dict.fromkeys(("member", "role", "begins_at", "ends_at"), _DUTY),
        "said": _SAID,
    },
    "rota.MemberOut": {
        **dict.fromkeys(("member", "begins_at", "ends_at"), _DUTY),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
    "rota.Wish": {
        **dict.fromkeys(("member", "wants", "time", "first", "last", "weekday"), _WISH),
        "said": _WHY,
    },
    "rota.Home": {
        "member": replace(_HOME, sensitive=False),
        "at": _HOME,
    },
    "rota.Swap": dict.fromkeys(("giver", "taker", "proposed_by"), _DUTY),
    "rota.RosterDraft": {
        "result": _DRAFT,
        **dict.fromkeys(("account_id", "account_name", "decided_name"), _DRAFT_DEED),
    },
    "rota.SwapStep": {
        **dict.fromkeys(("account_id", "account_name"), _DEED),
        "said": _SAID,
    },
}
NOT_PERSONAL: NotPersonal = {
    "rota.DutyPlace": ROW | {"name", "kind", "lanes", "longitude", "latitude", "closed_on"},
    "rota.DutyDemand": ROW | {"place", "since", "hours"},
    "rota.Shift": ROW | {"place", "state"},
    "rota.MemberOut": ROW - {"grid"},
    "rota.Wish": ROW - {"street", "grid"},
    "rota.Home": ROW - {"street", "grid"},
    "rota.Swap": ROW | {"shift", "other", "state"},
    "rota.RosterDraft": (ROW - {"grid"})
    | {"grids", "places", "first", "days", "way", "patterns", "posts"}
    | {"state", "decided_at", "problem", "seen"},
    "rota.SwapStep": {"id", "swap", "grid", "state", "at"},
}
