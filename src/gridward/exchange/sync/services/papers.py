"""Commands about a day's papers: patrols, logs, sheets. Their times are those of the phone's clock, set right here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gridward.exchange.sync.rules.clocks import TOLERANCE
from gridward.kernel.access import Actor
from gridward.work.patrols.services.logs import sign_log
from gridward.work.patrols.services.patrols import record_patrol
from gridward.work.patrols.services.sheets import confirm_sheet

Said = dict[str, Any]


def _record_patrol(actor: Actor, said: Said) -> Said:
    return {"id": str(record_patrol(actor, **said).pk)}


def _sign_log(actor: Actor, said: Said) -> Said:
    return {"id": str(sign_log(actor, **said).pk)}


def _confirm_sheet(actor: Actor, said: Said) -> Said:
    sheet = confirm_sheet(actor, **said)
    return {"id": str(sheet.pk), "revision": sheet.revision}


PAPERS: Mapping[str, Callable[[Actor, Said], Said]] = {
    "patrol.record": _record_patrol,
    "log.sign": _sign_log,
    "sheet.confirm": _confirm_sheet,
}


def by_the_servers_clock(kind: str, said: Said, shift: timedelta) -> Said:
    """What was said with its times set right, where the phone's clock is wrong by more than the network takes."""
    if abs(shift) <= TOLERANCE:
        return said
    if kind == "patrol.record":
        times = {name: said[name] + shift for name in ("started_at", "ended_at")}
        stops = [{**one, "at": one["at"] + shift} for one in said["stops"]]
        return {**said, **times, "stops": stops}
    if kind == "log.sign":
        log = said["said"]
        return {**said, "said": replace(log, start=log.start + shift, end=log.end + shift)}
    return said
