"""Which fields of tracing identify a person or tell of their health (clause L1)."""

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

_TRACED = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.TRACING, Retention.SHORT, True
)
_SOUGHT = Declared(
    Purpose.TELL_APART, Basis.HEALTH_EMERGENCY, Audience.NOBODY, Retention.SHORT, True
)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.TRACING, Retention.SHORT)

PERSONAL: Personal = {
    "tracing.TracingCase": {
        **dict.fromkeys(("resident_id", "person", "source", "paper"), _TRACED),
        **dict.fromkeys(("determined_on", "began_on", "symptomatic", "category"), _TRACED),
        **dict.fromkeys(("lookback_days", "stated", "isolated_at", "end_note"), _TRACED),
        **dict.fromkeys(("document_index", "phone_index"), _SOUGHT),
        **dict.fromkeys(("ended_by", "account_id", "account_name"), _DEED),
    },
    "tracing.TracingRun": {
        **dict.fromkeys(("asked", "answer"), _TRACED),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
    "tracing.TracedContact": {
        **dict.fromkeys(("resident_id", "person", "home", "degree", "suggested"), _TRACED),
        **dict.fromkeys(("first_at", "last_at", "minutes", "kinds"), _TRACED),
        **dict.fromkeys(("decision", "reason", "measure_id", "measure_problem"), _TRACED),
        "person_key": _SOUGHT,
        "decided_by": _DEED,
    },
    "tracing.ContactEvidence": dict.fromkeys(
        ("via", "kind", "place_key", "place", "first_at", "last_at", "minutes", "meetings"),
        _TRACED,
    ),
    "tracing.ContactDeed": {
        **dict.fromkeys(("decision", "reason", "said"), _TRACED),
        **dict.fromkeys(("account_id", "account_name"), _DEED),
    },
}
"""The record of acts names nobody. Ninety days after its end a case goes with its contacts (`kept_days` of
`dated/tracing.toml`); the answer of a trial after an hour."""

NOT_PERSONAL: NotPersonal = {
    "tracing.TracingCase": ROW | {"serial", "rule", "response", "state", "ended_at"},
    "tracing.TracingRun": ROW
    | {"case", "state", "window_minutes", "degrees", "counts", "problem", "asked_at", "ended_at"},
    "tracing.TracedContact": {"id", "version", "created_at", "updated_at", "case", "kind"}
    | {"decided_at", "news_at"},
    "tracing.ContactEvidence": {"id", "case", "contact", "found_at"},
    "tracing.ContactDeed": {"id", "case", "contact", "at"},
}
