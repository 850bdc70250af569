"""Which fields of help of households identify a person: all rest on a consent that may be withdrawn, and go with it."""

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

_CARE = Declared(Purpose.CARE, Basis.CONSENT, Audience.CARE, Retention.WITH_CARE, True)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.CARE, Retention.WITH_CARE)
_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.CARE, Retention.WITH_CARE)

PERSONAL: Personal = {
    "care.CarePlan": {
        **dict.fromkeys(("household", "resident", "kind", "said"), _CARE),
        **dict.fromkeys(("consent_by", "consent_way", "consent_on"), _CARE),
        "post": _SERVICE,
    },
    "care.CareContact": {
        **dict.fromkeys(("outcome", "said"), _CARE),
        **dict.fromkeys(("member", "account_id", "account_name"), _DEED),
    },
}
"""The record of acts names neither whom a plan is of nor what is needed; the count of what is over names nobody."""

NOT_PERSONAL: NotPersonal = {
    "care.CarePlan": ROW
    | {"every", "unit", "way", "began_on", "next_on", "ends_on", "last_on", "order"},
    "care.CareContact": (ROW - {"version", "updated_at"}) | {"plan", "at", "way", "order"},
    "care.CareTally": {"id", "street", "year", "kind", "reason", "plans", "contacts"},
}
