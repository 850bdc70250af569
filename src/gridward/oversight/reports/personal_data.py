"""Which fields of the reports identify a person: who saved, froze or signed one. Figures are sums (clause L1)."""

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
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.STAFF, Retention.WITH_RECORD
)
_BY = {"account_id": _DEED, "account_name": _DEED}

PERSONAL: Personal = {
    "reports.LayoutVersion": {**_BY, "note": _DEED},
    "reports.Snapshot": {**_BY, "reason": _DEED},
    "reports.SnapshotRow": {"values": _DEED},
    "reports.Signature": {**_BY, "post": _DEED},
}
NOT_PERSONAL: NotPersonal = {
    "reports.Count": {"id", "grid_id", "figure", "amount"},
    "reports.LayoutVersion": {"id", "street", "number", "content", "created_at"},
    "reports.Snapshot": {"id", "street", "community", "day", "revision", "as_of", "layout"}
    | {"definitions", "digest", "created_at"},
    "reports.SnapshotRow": {"id", "snapshot", "position", "grid_id", "kind", "name", "code"}
    | {"community_code", "community_name"},
    "reports.Signature": {"id", "snapshot", "digest", "signed_at"},
}
