"""Which fields identify a person: who is in a group, how somebody is reached without one, who has received what."""

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

_KEEPER = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_REACH = Declared(Purpose.REACH, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.AFTER_LEAVING)
_NOTE = Declared(
    Purpose.REACH, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.AFTER_LEAVING, True
)
_DEED = Declared(
    Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.REGISTER, Retention.WITH_RECORD
)
_DONE = Declared(Purpose.ACCOUNTABILITY, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_SENT = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)

PERSONAL: Personal = {
    "notices.ServiceGroup": {"keeper": _KEEPER},
    "notices.GroupMember": dict.fromkeys(
        ("household", "resident", "employee", "name", "joined_on", "left_on"), _REACH
    ),
    "notices.Notice": dict.fromkeys(("made_by", "withdrawn_by"), _DONE),
    "notices.Delivery": {"household": _SENT, "asked_by": _DONE},
    "notices.NoticeReading": dict.fromkeys(("account_id", "account_name"), _DONE),
    "notices.Receipt": {"household": _SENT, "way": _SENT, "said_by": _DONE},
    "notices.Material": dict.fromkeys(("made_by", "ended_by"), _DONE),
    "notices.MaterialHanded": {
        **dict.fromkeys(("household", "way", "on"), _SENT),
        "said_by": _DONE,
    },
    "notices.MaterialShown": {"said_by": _DONE},
    "notices.OtherReach": {
        **dict.fromkeys(("household", "way"), _REACH),
        "note": _NOTE,
        "said_by": _DEED,
    },
}
NOT_PERSONAL: NotPersonal = {
    "notices.ServiceGroup": ROW | {"name", "platform", "since", "robot", "ended_on"},
    "notices.GroupMember": ROW | {"organisation", "group"},
    "notices.Notice": ROW
    | {"title", "text", "title_en", "text_en", "whom", "buildings", "units", "kinds"}
    | {"begins_at", "ends_at", "asks_receipt", "code", "withdrawn_at"},
    "notices.NoticeGrid": ROW | {"notice"},
    "notices.Delivery": ROW
    | {"notice", "channel", "group", "organisation", "state", "tries", "answer", "sent_at"},
    "notices.NoticeReading": ROW | {"notice"},
    "notices.Receipt": ROW | {"notice", "organisation"},
    "notices.Material": ROW
    | {"title", "text", "title_en", "text_en", "whom", "buildings", "units", "kinds", "code"}
    | {"issuer", "source", "series", "edition", "replaces"}
    | {"valid_from", "valid_to", "ended_on"},
    "notices.MaterialFile": ROW | {"material", "format", "content", "digest"},
    "notices.MaterialGrid": ROW | {"material"},
    "notices.MaterialHanded": ROW | {"material", "organisation"},
    "notices.MaterialShown": ROW | {"material", "way", "building", "unit", "group", "on"},
    "notices.OtherReach": ROW | {"organisation"},
}
