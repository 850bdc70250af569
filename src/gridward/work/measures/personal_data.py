"""Which fields of measures identify a person or tell of their health (clause L1)."""

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

_MEASURE = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.MEASURES, Retention.SHORT, True
)
_SOUGHT = Declared(
    Purpose.TELL_APART, Basis.HEALTH_EMERGENCY, Audience.NOBODY, Retention.SHORT, True
)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.MEASURES, Retention.SHORT)

PERSONAL: Personal = {
    "measures.Measure": {
        **dict.fromkeys(("resident", "person", "minor", "category", "origin"), _MEASURE),
        **dict.fromkeys(("determined_on", "authority", "paper", "counted_from"), _MEASURE),
        **dict.fromkeys(("kind", "restricts", "begins", "ends", "computed_ends"), _MEASURE),
        **dict.fromkeys(("rule", "said", "ended_for"), _MEASURE),
        **dict.fromkeys(("document_index", "phone_index"), _SOUGHT),
        **dict.fromkeys(("proposer", "decider", "confirmer"), _DEED),
    },
    "measures.MeasurePhase": dict.fromkeys(("kind", "begins", "ends", "tests", "book"), _MEASURE),
    "measures.MeasureDeed": {
        "said": _MEASURE,
        **dict.fromkeys(("account_id", "account_name", "post"), _DEED),
    },
    "measures.MeasureTransfer": {
        **dict.fromkeys(("said", "reply"), _MEASURE),
        **dict.fromkeys(("asked_by", "answered_by"), _DEED),
    },
    "measures.MeasureAppeal": {
        **dict.fromkeys(("by", "said", "outcome", "reply"), _MEASURE),
        **dict.fromkeys(("taken_by", "decided_by"), _DEED),
    },
    "measures.MeasureReading": {
        **dict.fromkeys(("said", "way"), _MEASURE),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
    "measures.MeasureTest": {
        **dict.fromkeys(("day", "sampled_at", "method", "result", "said"), _MEASURE),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
    "measures.MeasureCall": {
        **dict.fromkeys(("what", "since", "said"), _MEASURE),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
}
"""The record of acts names nobody who is under a measure. What is over goes after ninety days (`kept_days` of
`dated/measures.toml`), when no appeal can come any more."""

_PLAIN = frozenset({"id", "measure"})
NOT_PERSONAL: NotPersonal = {
    "measures.Measure": ROW | {"response", "serial", "state", "in_force_at", "ended_at"},
    "measures.MeasurePhase": _PLAIN | {"position"},
    "measures.MeasureDeed": _PLAIN | {"step", "at"},
    "measures.MeasureTransfer": _PLAIN
    | {"from_grid", "to_grid", "asked_at", "answered_at", "answer"},
    "measures.MeasureAppeal": _PLAIN | {"at", "due_at", "decided_at"},
    "measures.MeasureReading": _PLAIN | {"at", "day", "created_at"},
    "measures.MeasureTest": _PLAIN | {"reported_at", "created_at"},
    "measures.MeasureCall": _PLAIN | {"at", "order", "ended_at", "end"},
}
