"""Which fields of sync identify a person: whose phone it is. Marks tell of rows by their ids (clause L1)."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_PHONE = Declared(Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.ONESELF, Retention.AFTER_SERVICE)
_SECRET = Declared(
    Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.ONESELF, Retention.AFTER_SERVICE, True
)
_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.STAFF, Retention.WITH_RECORD
)

PERSONAL: Personal = {
    "sync.Device": {
        **dict.fromkeys(("account_id", "account_name", "label", "seen_at"), _PHONE),
        "revoked_by": _DEED,
        "secret": _SECRET,
    },
}
NOT_PERSONAL: NotPersonal = {
    "sync.Mark": {"id", "grid_id", "kind", "document", "xid"},
    "sync.Device": {"id", "street_id", "first_seen_at", "revoked_at"},
}
