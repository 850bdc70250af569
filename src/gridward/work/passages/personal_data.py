"""Which fields of passages identify a person: whom, as entries; their words, sealed; who kept the gate."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

_PASSED = Declared(
    Purpose.EPIDEMIC, Basis.STATUTORY_DUTY, Audience.PASSAGES, Retention.WITH_PASSAGES, True
)
_FOUND_BY = Declared(
    Purpose.EPIDEMIC, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_PASSAGES, True
)
_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.PASSAGES, Retention.WITH_PASSAGES
)
_KEY = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)

PERSONAL: Personal = {
    "passages.Passage": {
        **dict.fromkeys(("at", "told_at", "direction", "decision"), _PASSED),
        **dict.fromkeys(("verdict", "reasons", "noticed"), _PASSED),
        **dict.fromkeys(("pass_id", "pass_state", "temperature_c", "codes", "words"), _PASSED),
        **dict.fromkeys(("person", "plate"), _FOUND_BY),
        "keeper": _DEED,
    },
    "passages.GateKey": {"key": _KEY},
}
"""An entry tells no number, and finds who is asked for by one. Whoever has the key can try numbers: it is sealed."""

NOT_PERSONAL: NotPersonal = {
    "passages.Passage": {"id", "day", "received_at", "street", "grid", "gate", "device", "lane"}
    | {"subject", "rules", "by", "no_phone", "people"},
    "passages.GateTally": {"id", "street", "grid", "gate", "hour", "lane", "direction"}
    | {"decision", "passages", "people"},
    "passages.CrowdSpell": {"id", "street", "grid", "gate", "began_at", "last_at", "waiting"}
    | {"order"},
    "passages.GateKey": {"id", "made_at"},
}
