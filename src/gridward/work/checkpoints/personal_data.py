"""Which fields of gates and passes identify a person: who leads and guards, who holds a pass, who set and helped."""

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
_HELD = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_NAMED = Declared(
    Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)
_KEY = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)

PERSONAL: Personal = {
    "checkpoints.Checkpoint": {"lead": _SERVICE, "police": _SERVICE},
    "checkpoints.GateRuleVersion": {"account_id": _DEED, "account_name": _DEED},
    "checkpoints.Pass": {
        **dict.fromkeys(("resident", "household", "plate", "reason"), _HELD),
        "holder": _NAMED,
        **dict.fromkeys(("begins", "ends", "revoked_at", "revoked_for", "used_at"), _HELD),
        "assisted_by": _DEED,
    },
    "checkpoints.PassKey": {"number": _KEY},
}
"""Of who holds a pass and is in no register, the masked name alone is shown. A key is nobody's datum, but whoever has
it can forge passes: it is sealed and shown to nobody."""

NOT_PERSONAL: NotPersonal = {
    "checkpoints.Checkpoint": ROW
    | {"name", "place", "longitude", "latitude", "sides", "opens_at", "closes_at"}
    | {"lanes", "kit", "closed_on", "duty_place"},
    "checkpoints.GateRuleVersion": (ROW - {"version", "updated_at"})
    | {"checkpoint", "begins", "ends", "rules", "source"},
    "checkpoints.Pass": ROW | {"kind", "serial", "organisation", "gates", "once", "issue"},
    "checkpoints.PassKey": {"id", "public", "made_at"},
}
