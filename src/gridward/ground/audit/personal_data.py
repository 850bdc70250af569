"""Which fields of the record identify a person; the record holds masked values of residents alone (clause L1)."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.AUDIT, Retention.WITH_RECORD
)
_SEALED = Declared(
    Purpose.EXPORT, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)
_PREPARED = Declared(
    Purpose.EXPORT, Basis.STATUTORY_DUTY, Audience.EXPORT, Retention.UNTIL_EXPIRY, True
)
_WHO = {"account_id": _DEED, "actor_name": _DEED}

PERSONAL: Personal = {
    "audit.Line": {
        **_WHO,
        "params": _DEED,
        "about_id": _DEED,
        "also_about": _DEED,
        "reason": _DEED,
    },
    "audit.Export": {**_WHO, "sign_in": _DEED, "reason": _DEED, "wanted": _SEALED},
    "audit.ExportTaking": _WHO,
    "audit.ExportFile": {"account_id": _DEED, "content": _PREPARED},
    "audit.ExportAlert": _WHO,
    "audit.AlertNote": {**_WHO, "text": _DEED},
    "audit.ExportLimits": _WHO,
}
"""A search by which an export was made may hold a name or a number: it is sealed and shown to nobody."""

NOT_PERSONAL: NotPersonal = {
    "audit.Line": {"seq", "at", "act", "about_table", "street_id", "grid_id", "mac"},
    "audit.Head": {"id", "seq", "mac"},
    "audit.Export": {"id", "at", "number", "street_id", "kind", "format", "masked", "children"}
    | {"grid_ids", "expires_at", "rows", "bytes", "state", "ended_at"},
    "audit.ExportTaking": {"id", "at", "export"},
    "audit.ExportFile": {"id", "export", "expires_at"},
    "audit.ExportAlert": {"id", "at", "export", "street_id", "grid_ids", "excesses"},
    "audit.AlertNote": {"id", "at", "alert", "kind"},
    "audit.ExportLimits": {"id", "at", "street_id", "since", "figures", "source"},
}
