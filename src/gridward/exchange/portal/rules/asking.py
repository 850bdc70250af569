"""What a household asks for a pass with: read with the checks of the register, each refusal naming its field."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from gridward.exchange.portal.problems import PassRequestDaysWrong, PassRequestIncomplete
from gridward.exchange.portal.terms import ASKED_KINDS, DAYS_AHEAD, MOST_DAYS, PassAsked
from gridward.ground.register.rules.entries import at, read_phone
from gridward.kernel.clock import LOCAL
from gridward.kernel.codes import plate
from gridward.work.checkpoints.terms import PassKind


def read_asked(said: PassAsked, today: date) -> PassAsked:
    """The request in the forms of the register. Raises PassRequestIncomplete, PassRequestDaysWrong, and what reading a
    plate or a phone raises.
    """
    if said.kind not in ASKED_KINDS:
        raise PassRequestIncomplete(field="kind")
    for name in ("name", "reason"):
        if not getattr(said, name).strip():
            raise PassRequestIncomplete(field=name)
    if said.kind is PassKind.VEHICLE and not said.plate.strip():
        raise PassRequestIncomplete(field="plate")
    _check_days(said, today)
    with at("plate"):
        number = plate.parse(said.plate).number if said.plate.strip() else ""
    with at("phone"):
        phone = read_phone(said.phone).e164 if said.phone.strip() else ""
    name, reason = said.name.strip(), said.reason.strip()
    return replace(said, name=name, reason=reason, plate=number, phone=phone)


def span(begins_on: date, days: int, now: datetime) -> tuple[datetime, datetime]:
    """From the beginning of the first day, or from now where it has begun, to the end of the last."""
    midnight = datetime.combine(begins_on, time(), LOCAL)
    return max(midnight, now), midnight + timedelta(days=days)


def _check_days(said: PassAsked, today: date) -> None:
    ahead = (said.begins_on - today).days
    if not 0 <= ahead <= DAYS_AHEAD:
        raise PassRequestDaysWrong(field="begins_on", most=MOST_DAYS, ahead=DAYS_AHEAD)
    if not 1 <= said.days <= MOST_DAYS:
        raise PassRequestDaysWrong(field="days", most=MOST_DAYS, ahead=DAYS_AHEAD)
