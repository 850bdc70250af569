"""Which fields of the response level identify a person: who signed. Standings are of territory alone."""

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
    "response.ResponseDecision": dict.fromkeys(("account_id", "account_name", "post"), _DEED),
}

NOT_PERSONAL: NotPersonal = {
    "response.ResponseDecision": ROW
    | {"grids", "year", "number", "step", "level", "content", "signed_at", "digest"},
    "response.ResponseStanding": ROW
    | {"level", "since", "until", "review_on", "closed", "opened_by", "closed_by"},
}
