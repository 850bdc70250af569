"""Which fields of supplies identify a person: who entered, asked and took steps, and what was said."""

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
_SAID = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD, True)
_TOLD = {"account_id": _DEED, "account_name": _DEED, "said": _SAID}

PERSONAL: Personal = {
    "supplies.ArticleVersion": {"put_by": _DEED},
    "supplies.Movement": _TOLD,
    "supplies.SupplyRequest": {**_TOLD, "member": _SERVICE},
    "supplies.SupplyStep": {**_TOLD, "member": _SERVICE},
}
"""From whom something came, for what it was used and who carried it stands in sealed texts alone."""

_RECORDED = ROW - {"version", "created_at", "updated_at"}
_BATCH = {"article", "lot", "expires_on", "amount"}
NOT_PERSONAL: NotPersonal = {
    "supplies.ArticleVersion": {
        *("id", "code", "number", "content", "digest", "origin", "put_at"),
    },
    "supplies.Movement": _RECORDED | _BATCH | {"move", "counted", "entry", "step", "at", "said_at"},
    "supplies.Stock": {"id", "street", "grid"} | _BATCH,
    "supplies.SupplyRequest": _RECORDED | {"order", "asked", "urgent", "until", "at", "said_at"},
    "supplies.SupplyStep": _RECORDED
    | {"request", "serial", "kind", "state", "store", "amounts", "batches", "cause"}
    | {"at", "said_at"},
}
