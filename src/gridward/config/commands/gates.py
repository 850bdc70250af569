"""`gridward gate replay`, `gridward pass make | verify`."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from gridward.config.commands.orders import acting_as, grid_coded, word
from gridward.config.commands.problems import GateNameShared, GateUnknown
from gridward.config.running import language
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import NotAnId, new_id, parse_id
from gridward.kernel.sheets.plain import decode, delimiter_of
from gridward.kernel.sheets.problems import UnknownEncoding, WrongType
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.problems import (
    RulesFileUnreadable,
    ScansNotText,
    ScansNotThere,
    ScansUnreadable,
)
from gridward.work.checkpoints.queries.gates import rule_versions, rules_through, visible_to
from gridward.work.checkpoints.queries.passes import checked, masked_holder, with_serial
from gridward.work.checkpoints.rules.plain import rules_from
from gridward.work.checkpoints.rules.replaying import (
    Figures,
    Replayed,
    ScanUnreadable,
    read_scans,
    replay,
)
from gridward.work.checkpoints.rules.rulebook import rules_of_the_country
from gridward.work.checkpoints.schemas.gates import spoken
from gridward.work.checkpoints.services.keys import code_of
from gridward.work.checkpoints.services.passes import make_pass
from gridward.work.checkpoints.terms import GateRules, PassKind, PassSaid, PassState, TokenFault

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, the new ones and the old ones."""
_FARTHEST_DAYS = 100_000
"""So far a day can be reckoned; what is too long is said by the rules of passes."""
RulesAt = Callable[[datetime], GateRules]


def replay_file(source: Path, rules: Path | None) -> dict[str, Any]:
    """Scans of a file through rules of a file, or those of the country.

    Raises RulesFileUnreadable, ScansUnreadable, ScansNotThere, ScansNotText.
    """
    return replayed(source, _of_file(rules) if rules else rules_of_the_country)


def replay_at_gate(source: Path, gate: str, by: str) -> dict[str, Any]:
    """Scans of a file through the rules that a gate had at each moment.

    Raises GateUnknown, GateNameShared, ScansUnreadable, ScansNotThere, ScansNotText.
    """
    with acting_as(by) as actor:
        return replayed(source, rules_through(rule_versions(_gate(actor, gate))))


def replayed(source: Path, rules_at: RulesAt) -> dict[str, Any]:
    """Figures, and each line that is not simply let through."""
    figures = Figures()
    try:
        found = figures.counting(replay(read_scans(_rows(source)), rules_at))
        lines = [_line(one) for one in found if one.judged.reasons]
    except ScanUnreadable as error:
        raise ScansUnreadable(**error.told) from error
    return {**figures.plain(), "lines": lines}


def _rows(source: Path) -> Iterator[list[str]]:
    """Whatever a spreadsheet of Windows makes of it: its encoding and what stands between the cells.

    Raises ScansNotThere, ScansNotText.
    """
    try:
        content = source.read_bytes()
        if content.startswith(_WORKBOOKS):
            raise WrongType(found="workbook")
        text = decode(content)
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text))
    except OSError as error:
        raise ScansNotThere(file=source) from error
    except (UnknownEncoding, WrongType, csv.Error) as error:
        raise ScansNotText(file=source.name) from error


def make_one(grid: str, kind: str, holder: str, plate: str, days: int, reason: str, by: str) -> Any:
    """Make a pass from now on; answers it with its code."""
    with acting_as(by) as actor:
        now = clock.now()
        said = PassSaid(
            id=new_id(),
            grid_id=grid_coded(grid),
            kind=word(PassKind, kind),
            begins=now,
            ends=now + timedelta(days=min(days, _FARTHEST_DAYS)),
            reason=reason,
            holder_name=holder,
            plate=plate,
        )
        row = make_pass(actor, said=said)
        return {**_told(row), "code": code_of(row)}


def verify_one(code: str, gate: str, by: str) -> dict[str, Any]:
    """What a code says at a gate now, or the serial of a pass that whoever asks may see."""
    with acting_as(by) as actor:
        at, now = _gate(actor, gate).pk, clock.now()
        if found := with_serial(actor, code, at, now):
            state, row = found
            return {"fault": None, **_verdict(state), **_told(row)}
        token, known_state, pass_ = checked(actor, code, at, now)
        if isinstance(token, TokenFault):
            told = {"state": known_state, "says": say(f"gate.token_fault.{token}", language())}
            return {"fault": token.value, **told}
        said = {"kind": token.kind.value, "begins": token.begins, "ends": token.ends}
        return {"fault": None, **_verdict(known_state), **(_told(pass_) if pass_ else said)}


def _verdict(state: PassState | None) -> dict[str, Any]:
    """The state, and where it is none that holds, what is to be said."""
    if state is None or state is PassState.VALID:
        return {"state": state}
    return {"state": state.value, "says": say(f"gate.reason.pass_{state}.say", language())}


def _of_file(path: Path) -> RulesAt:
    try:
        rules = rules_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RulesFileUnreadable(file=path.name, why=error) from error
    return lambda at: rules


def _gate(actor: Actor, named: str) -> Checkpoint:
    """By its id, or by a name that one open gate has; raises GateUnknown, GateNameShared."""
    rows = visible_to(actor)
    try:
        found = list(rows.filter(pk=parse_id(named)))
    except NotAnId:
        found = list(rows.filter(name=named, closed_on=None).select_related("grid"))
    if not found:
        raise GateUnknown(name=named)
    if len(found) > 1:
        told = ", ".join(f"{one.grid.name} {one.pk}" for one in found)
        raise GateNameShared(name=named, gates=told)
    return found[0]


def _line(one: Replayed) -> dict[str, Any]:
    return {
        "line": one.scan.line,
        "verdict": one.judged.verdict.value,
        "reasons": [reason.value for reason in one.judged.reasons],
        "say": spoken(one.judged, one.judged.reasons[0], language()),
    }


def _told(row: Pass) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "serial": row.serial,
        "kind": row.kind,
        "holder": masked_holder(row)[0],
        "plate": row.plate,
        "begins": row.begins,
        "ends": row.ends,
    }
