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
    "staff.Appointment": dict.fromkeys(("member", "post", "valid_from", "valid_to"), _SERVICE),
    "staff.Account": {
        **dict.fromkeys(("username", "member", "last_login"), _SIGN_IN),
        "password": _SECRET,
    },
}
NOT_PERSONAL: NotPersonal = {
    "staff.Team": ROW | {"kind", "name", "sort_key", "organisation", "valid_from", "valid_to"},
    "staff.TeamMember": (ROW - {"street", "grid"}) | {"team", "role"},
    "staff.Member": ROW - {"grid"} | {"active"},
    "staff.Appointment": ROW | {"unit_key", "acting"},
    "staff.Account": {"id", "is_active", "is_administrator", "must_change_password"}
    | {"one_time_until", "created_at"},
}
