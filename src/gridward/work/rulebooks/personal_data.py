"""Which fields of rule books identify a person: who wrote, who decided, who compared."""

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
_WHO = ("account_id", "account_name", "post")

PERSONAL: Personal = {
    "rulebooks.StreetBook": dict.fromkeys(
        ("writers", "writer_name", "accepted_by", "end_asked_by", "ended_by"), _DEED
    ),
    "rulebooks.BookStep": dict.fromkeys(_WHO, _DEED),
    "rulebooks.FigureCheck": dict.fromkeys(_WHO, _DEED),
}

NOT_PERSONAL: NotPersonal = {
    "rulebooks.StreetBook": ROW | {"code", "number", "text", "state", "ended_on"},
    "rulebooks.BookStep": ROW | {"book", "kind", "at", "reason", "content"},
    "rulebooks.FigureCheck": ROW
    | {"book", "category", "slot", "figure", "value", "paper", "holds", "at"},
    "rulebooks.RuleShelf": ROW | {"street_id", "token"},
}
