"""Which fields of survey rounds identify a person (clause L1)."""

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

_ASKED = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.WORK, Retention.WITH_RESPONSE, True
)
_REACHED = Declared(Purpose.EPIDEMIC, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RESPONSE)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.WORK, Retention.WITH_RECORD)

PERSONAL: Personal = {
    "rounds.Round": dict.fromkeys(("made_by", "closed_by"), _DEED),
    "rounds.Target": {
        **dict.fromkeys(("household", "persons", "persons_met", "outcome", "outcome_at"), _REACHED),
        "outcome_by": _DEED,
    },
    "rounds.KnownAnswers": {"household": _REACHED, "answers": _ASKED},
    "rounds.Photo": {"content": _ASKED, "account_id": _DEED},
    "rounds.Visit": {
        **dict.fromkeys(("household_id", "outcome", "at", "persons_met"), _REACHED),
        **dict.fromkeys(("away", "said"), _ASKED),
        **dict.fromkeys(("member_id", "by"), _DEED),
    },
}
NOT_PERSONAL: NotPersonal = {
    "rounds.Round": (ROW - {"grid"})
    | {"name", "basis", "kinds", "questions", "starts_on", "ends_on", "every_days", "valid_days"}
    | {"tries", "state", "cycle_began_on", "opened_at", "closed_at"},
    "rounds.RoundGrid": ROW | {"round"},
    "rounds.Target": ROW
    | {"round", "kind", "organisation", "late_added", "settled", "tries", "visits", "asked_again"},
    "rounds.KnownAnswers": ROW | {"organisation"},
    "rounds.Photo": ROW | {"visit_id"},
    "rounds.Visit": ROW
    | {"target", "organisation_id", "way", "arrived_at", "unchanged", "asked_again", "photos"},
    "rounds.CycleCount": ROW | {"round", "began_on", "ended_on", "counts"},
}
