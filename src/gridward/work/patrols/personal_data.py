"""Which fields of patrols and papers identify a person: who walked, signed and confirmed, and what they wrote.

A stop is a place and a time that somebody noted: no trail of positions is kept (clause L1).
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

_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_SAID = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_SIGNATURE = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD, True
)
_SEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)
_BY = {"account_id": _DEED, "account_name": _DEED}
_WORKED = {**_BY, "member": _SERVICE}

PERSONAL: Personal = {
    "patrols.Patrol": {
        **_WORKED,
        **dict.fromkeys(("started_at", "ended_at"), _SERVICE),
        "note": _SAID,
    },
    "patrols.Stop": {"at": _SERVICE},
    "patrols.Finding": dict.fromkeys(("text", "place", "handled"), _SAID),
    "patrols.WorkLog": {
        **_WORKED,
        **dict.fromkeys(("start_at", "end_at", "post"), _SERVICE),
        **dict.fromkeys(("work", "handling", "result"), _SAID),
        "signature": _SIGNATURE,
        "reason": _DEED,
    },
    "patrols.Countersignature": {**_BY, "post": _SERVICE, "signature": _SIGNATURE},
    "patrols.DailySheet": {**_WORKED, "note": _SAID},
    "patrols.DrawPlan": {"officer": _SERVICE, "bound_by": _DEED, "seed": _SEED},
    "patrols.ShownDraw": {**_BY, "slots": _SERVICE},
}
"""The seed of a draw tells when an officer will be where: it is sealed until the plan is over. A signature drawn by
hand can be misused by whoever has a copy: it counts as sensitive."""

_RECORDED = ROW - {"version", "updated_at"}
NOT_PERSONAL: NotPersonal = {
    "patrols.PatrolPoint": ROW
    | {"name", "place", "category", "longitude", "latitude", "retired_on"},
    "patrols.Patrol": _RECORDED | {"kind"},
    "patrols.Stop": {"id", "patrol", "grid_id", "position", "point", "name", "found"},
    "patrols.Finding": _RECORDED | {"patrol", "position", "category"},
    "patrols.WorkLog": _RECORDED | {"day", "revision", "first_id", "signed_at", "digest"},
    "patrols.Countersignature": _RECORDED | {"log", "signed_at", "digest"},
    "patrols.DailySheet": _RECORDED | {"day", "revision", "figures", "shown", "confirmed_at"},
    "patrols.DrawPlan": ROW
    | {"name", "starts_on", "ends_on", "windows", "points", "per_week", "opens_at"}
    | {"commitment", "bound_at", "stopped_on"},
    "patrols.ShownDraw": _RECORDED | {"plan", "day"},
}
