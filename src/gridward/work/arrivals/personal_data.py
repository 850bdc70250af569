"""Which fields of arrivals identify a person or tell where they have been (clause L1)."""

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

_ARRIVAL = Declared(
    Purpose.EPIDEMIC, Basis.HEALTH_EMERGENCY, Audience.MEASURES, Retention.SHORT, True
)
_DEED = Declared(Purpose.ACCOUNTABILITY, Basis.STATUTORY_DUTY, Audience.MEASURES, Retention.SHORT)

PERSONAL: Personal = {
    "arrivals.Arrival": {
        **dict.fromkeys(("resident", "person", "stays", "arrived_on", "came_by", "trip"), _ARRIVAL),
        **dict.fromkeys(("judged", "category", "person_class", "reason", "measure"), _ARRIVAL),
        **dict.fromkeys(("account_id", "account_name", "decided_by", "decider_name"), _DEED),
    },
}
"""Ninety days after its day an arrival goes (`kept_days` of `dated/arrivals.toml`)."""

NOT_PERSONAL: NotPersonal = {
    "arrivals.Arrival": ROW | {"told_by", "judged_on", "state", "decided_at"},
}
