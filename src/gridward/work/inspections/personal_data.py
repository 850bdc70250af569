"""Which fields of inspections identify a person: who inspected, who was present, what was said and photographed."""

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

_SERVICE = Declared(Purpose.SERVICE, Basis.EMPLOYMENT, Audience.WORK, Retention.WITH_RECORD)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_ABOUT = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)
_SAID = Declared(Purpose.SERVICE, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD, True)
_BY = {"account_id": _DEED, "account_name": _DEED}
_TOLD = {**_BY, "said": _SAID}

PERSONAL: Personal = {
    "inspections.Facility": {"keeper": _ABOUT},
    "inspections.PlannedVisit": {"member": _SERVICE, "planned_by": _DEED},
    "inspections.Inspection": {**_TOLD, "member": _SERVICE, "place": _ABOUT},
    "inspections.InspectionFinding": _TOLD,
    "inspections.InspectionPhoto": {"content": _SAID, "account_id": _DEED},
    "inspections.RectificationNotice": _TOLD,
    "inspections.NoticeDelivery": _TOLD,
    "inspections.NoticeReply": _TOLD,
    "inspections.Filing": {**_TOLD, "member": _SERVICE},
    "inspections.FilingStep": {**_TOLD, "post": _SERVICE},
}
"""Who was present, who took a notice and whom to ask about a filing stands in sealed texts alone."""

_RECORDED = ROW - {"version", "updated_at"}
NOT_PERSONAL: NotPersonal = {
    "inspections.Facility": ROW | {"kind", "name", "place", "longitude", "latitude", "state"},
    "inspections.PlannedVisit": ROW
    | {"subject", "purpose", "reason", "organisation", "facility", "due_on"}
    | {"done_at", "cancelled_on"},
    "inspections.Inspection": _RECORDED
    | {"subject", "purpose", "organisation", "facility", "planned", "recheck_of"}
    | {"checklist", "day", "at", "answers", "known"},
    "inspections.InspectionFinding": _RECORDED
    | {"inspection", "position", "item", "seriousness", "on_the_spot", "order", "photos"},
    "inspections.InspectionPhoto": ROW | {"inspection_id"},
    "inspections.PaperSerial": {"id", "street", "series", "year", "last"},
    "inspections.RectificationNotice": _RECORDED
    | {"inspection", "organisation", "order", "year", "number", "deadline", "issued_at"},
    "inspections.NoticeDelivery": _RECORDED | {"notice", "way", "receipt", "at"},
    "inspections.NoticeReply": _RECORDED | {"notice", "at"},
    "inspections.Filing": _RECORDED
    | {"organisation", "filed_by", "filed_at", "resumes_on", "persons", "has", "review_by"},
    "inspections.FilingStep": _RECORDED | {"filing", "serial", "move", "at", "year", "number"},
}
