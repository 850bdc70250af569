"""Which fields about the people of the service identify a person (clause L1)."""

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

_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE)
_REACH = Declared(Purpose.REACH, Basis.EMPLOYMENT, Audience.REVEAL, Retention.AFTER_SERVICE, True)
_INDEX = Declared(Purpose.REACH, Basis.EMPLOYMENT, Audience.NOBODY, Retention.AFTER_SERVICE)
_SIGN_IN = Declared(Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.STAFF, Retention.AFTER_SERVICE)
_RECOGNISED = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.LEADERS, Retention.AFTER_SERVICE)
_SAID = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.LEADERS, Retention.AFTER_SERVICE, True)
_SECRET = Declared(
    Purpose.SIGN_IN, Basis.EMPLOYMENT, Audience.NOBODY, Retention.AFTER_SERVICE, True
)

PERSONAL: Personal = {
    "staff.Member": {
        **dict.fromkeys(("name", "sort_key", "employer", "organisation"), _SERVICE),
        "phone": _REACH,
        "phone_index": _INDEX,
    },
    "staff.Team": {"note": _SERVICE},
    "staff.TeamMember": {
        **dict.fromkeys(("member", "name", "sort_key", "valid_from", "valid_to"), _SERVICE),
        "phone": _REACH,
        "phone_index": _INDEX,
    },
    "staff.TeamService": dict.fromkeys(
        (
            "person",
            "day",
            "minutes",
            "what",
            "entered_by",
            "entered_account",
            "decided_by",
            "reason",
        ),
        _SERVICE,
    ),
    "staff.ServiceCertificate": dict.fromkeys(
        ("person", "first", "last", "minutes", "content", "issued_by"), _SERVICE
    ),
    "staff.Recognition": {
        **dict.fromkeys(("appointment", "person", "member", "kind", "day"), _RECOGNISED),
        **dict.fromkeys(("evidence", "given_by", "given_account"), _RECOGNISED),
        "reason": _SAID,
    },
    "staff.RecognitionWithdrawal": {
        **dict.fromkeys(("by", "account_id"), _RECOGNISED),
        "reason": _SAID,
    },
    "staff.Appointment": dict.fromkeys(("member", "post", "valid_from", "valid_to"), _SERVICE),
    "staff.GroupSeat": dict.fromkeys(("member", "title", "valid_from", "valid_to"), _SERVICE),
    "staff.ShortageList": dict.fromkeys(("made_by", "sent_by"), _SERVICE),
    "staff.Shortage": dict.fromkeys(("named", "member", "answer"), _SERVICE),
    "staff.ShortageStep": dict.fromkeys(("by", "said"), _SERVICE),
    "staff.PostHandover": dict.fromkeys(("predecessor", "successor", "note", "content"), _SERVICE),
    "staff.HandoverSignature": dict.fromkeys(("account_id", "by", "reason"), _SERVICE),
    "staff.Account": {
        **dict.fromkeys(("username", "member", "last_login"), _SIGN_IN),
        "password": _SECRET,
    },
}
NOT_PERSONAL: NotPersonal = {
    "staff.Team": ROW | {"kind", "name", "sort_key", "organisation", "valid_from", "valid_to"},
    "staff.TeamMember": (ROW - {"street", "grid"}) | {"team", "role"},
    "staff.TeamService": ROW - {"street", "grid"} | {"state", "decided_at", "corrects"},
    "staff.ServiceCertificate": {"id", "street", "year", "serial", "issued_on"},
    "staff.Recognition": {"id", "street", "grid", "given_at"},
    "staff.RecognitionWithdrawal": {"id", "grid", "recognition", "at"},
    "staff.Member": ROW - {"grid"} | {"active"},
    "staff.Appointment": ROW | {"unit_key", "acting"},
    "staff.GroupSeat": ROW - {"grid"} | {"unit_key"},
    "staff.ShortageList": ROW - {"grid"}
    | {"addressee", "note", "year", "serial", "sent_on", "answer_due"},
    "staff.Shortage": ROW - {"street"}
    | {"letter", "post", "unit_key", "count", "since", "reason", "wish", "wished_by", "state"}
    | {"answered_on", "later_until", "filled_by", "closed_on"},
    "staff.ShortageStep": {"id", "shortage", "at", "state"},
    "staff.PostHandover": ROW | {"on", "due", "counted_at", "signed_on"},
    "staff.HandoverSignature": {"id", "handover", "side", "at", "vouched"},
    "staff.Account": {"id", "is_active", "is_administrator", "wall", "must_change_password"}
    | {"one_time_until", "created_at"},
}
