"""Which fields of handovers identify a person: all are about people of the service at work (clause L1)."""

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

_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_SAID = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD, True
)
_KEY = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.NOBODY, Retention.WITH_RECORD, True
)
_OF_PEOPLE = (
    *("given_by", "given_name", "give_signature"),
    *("taken_by", "taken_name", "take_signature", "take_answer"),
)

PERSONAL: Personal = {
    "handovers.Handover": {
        **dict.fromkeys(_OF_PEOPLE, _DEED),
        **dict.fromkeys(("said", "taken_said"), _SAID),
    },
    "handovers.HandoverKey": {"number": _KEY},
}
"""What was left open may name somebody: it is sealed. A key is nobody's datum, but whoever has it can make codes."""

NOT_PERSONAL: NotPersonal = {
    "handovers.Handover": ROW
    | {"checkpoint", "kind", "state", "code", "at", "since", "digest", "counts", "server_counts"}
    | {"kit", "keys", "health", "given_received_at", "taken_at", "taken_received_at"}
    | {"take_digest", "take_way", "crossed_with"},
    "handovers.HandoverLack": ROW | {"checkpoint", "kind", "at", "order", "settled_at"},
    "handovers.HandoverKey": {"id", "made_at"},
}
