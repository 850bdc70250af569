"""Which fields of risk areas identify a person: who took a notice. Areas are of territory alone."""

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

_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.STAFF, Retention.WITH_RECORD
)

PERSONAL: Personal = {
    "riskareas.RiskNotice": dict.fromkeys(("account_id", "account_name"), _DEED),
}

NOT_PERSONAL: NotPersonal = {
    "riskareas.RiskNotice": (ROW - {"version", "created_at", "updated_at", "grid"})
    | {"publisher", "title", "day", "text", "whole", "digest", "began", "ended", "at"},
    "riskareas.RiskArea": (ROW - {"grid"})
    | {"level", "region", "county", "detail", "since", "until", "source", "reason"}
    | {"opened_by", "closed_by"},
}
