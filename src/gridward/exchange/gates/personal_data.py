"""Which fields of what gates are told identify a person: hashes of the holder, and the masked name."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_TOLD = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.GATE, Retention.UNTIL_EXPIRY)

PERSONAL: Personal = {
    "gates.GatePass": dict.fromkeys(("entries", "plate", "label"), _TOLD),
}
NOT_PERSONAL: NotPersonal = {
    "gates.GatePass": {"id", "street_id", "pass_id", "xid", "kind", "serial", "issue"}
    | {"begins", "ends", "until", "revoked", "used", "once", "gates", "grid", "gone", "stale"},
}
