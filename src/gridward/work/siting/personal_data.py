"""Which fields of studies identify a person: who asked. People are counted by building, nobody is named."""

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

PERSONAL: Personal = {
    "siting.SitingStudy": {"account_id": _DEED, "account_name": _DEED},
    "siting.SitingPlan": {"account_id": _DEED, "account_name": _DEED},
}

NOT_PERSONAL: NotPersonal = {
    "siting.SitingStudy": ROW
    | {"name", "boundary", "roads", "roads_name", "roads_count", "roads_at", "openings", "car"}
    | {"whole", "capacity", "gates", "costs", "asked"},
    "siting.SitingPlan": (ROW - {"street"})
    | {"study", "base", "name", "changes", "state", "finding", "result", "worked_at"},
}
"""`asked` and `result` count people by building. A building with one household counts a family: studies are for those
alone who lead gates there and read the register too."""
