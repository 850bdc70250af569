"""Which fields of the portal identify a person (clause L1). Of visitors to the public page nothing is kept."""

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

_SAID = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.WORK, Retention.AFTER_ROUND, True
)
_WHERE = Declared(Purpose.EPIDEMIC, Basis.STATUTORY_DUTY, Audience.WORK, Retention.AFTER_ROUND)
_ASKED = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.AFTER_ROUND)
_ASKED_SEALED = Declared(
    Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.AFTER_ROUND, True
)
_GIVEN = Declared(
    Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.AFTER_ROUND, True
)
_TOKEN = Declared(Purpose.SIGN_IN, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.AFTER_ROUND)
_LINKED = Declared(Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.MEASURES, Retention.SHORT)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.AFTER_ROUND)

PERSONAL: Personal = {
    "portal.Slip": {
        **dict.fromkeys(("target", "place"), _WHERE),
        "token_index": _TOKEN,
        **dict.fromkeys(("printed_by", "revoked_by"), _DEED),
    },
    "portal.Declaration": {
        **dict.fromkeys(("target", "members", "sent_at"), _WHERE),
        "content": _SAID,
        **dict.fromkeys(("decided_by", "reason"), _DEED),
    },
    "portal.MeasureLink": {
        "measure": _LINKED,
        "token_index": _TOKEN,
        **dict.fromkeys(("printed_by", "revoked_by"), _DEED),
    },
    "portal.PassRequest": {
        **dict.fromkeys(("target", "kind", "sent_at", "begins_on", "days"), _ASKED),
        "content": _ASKED_SEALED,
        "given": _GIVEN,
        **dict.fromkeys(("decided_by", "reason"), _DEED),
    },
}
NOT_PERSONAL: NotPersonal = {
    "portal.Slip": ROW | {"revoked_at"},
    "portal.Declaration": ROW | {"slip", "revision", "state", "decided_at"},
    "portal.MeasureLink": ROW | {"phone", "revoked_at"},
    "portal.PassRequest": ROW | {"slip", "state", "decided_at"},
}
