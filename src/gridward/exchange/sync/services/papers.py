"""Commands about a day's papers: patrols, logs, sheets, handovers of gates.

Their times are those of the phone's clock, set right here.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gridward.exchange.sync.rules.clocks import TOLERANCE
from gridward.kernel.access import Actor
from gridward.work.handovers.services.giving import give_handover
from gridward.work.handovers.services.taking import take_handover
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


def _give_handover(actor: Actor, said: Said) -> Said:
    row = give_handover(actor, **said)
    return {"id": str(row.pk), "state": row.state}


def _take_handover(actor: Actor, said: Said) -> Said:
    row = take_handover(actor, **said)
    return {"id": str(row.pk), "state": row.state}


PAPERS: Mapping[str, Callable[[Actor, Said], Said]] = {
    "patrol.record": _record_patrol,
    "log.sign": _sign_log,
    "sheet.confirm": _confirm_sheet,
    "handover.give": _give_handover,
    "handover.take": _take_handover,
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
    if kind == "handover.give":
        given = said["said"]
        since = given.since + shift if given.since else None
        return {"said": replace(given, at=given.at + shift, since=since)}
    if kind == "handover.take":
        return {"said": replace(said["said"], at=said["said"].at + shift)}
    return said
