"""Taking a list of the register out of the house: asked for, then sent piece by piece or made ready in the background.

Sending happens after the request's transaction: it opens one of its own, in which the database knows the actor's grids.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.db.utils import Error as DatabaseError

from gridward.ground.audit.models import Export
from gridward.ground.audit.problems import ExportExpired
from gridward.ground.audit.queries.exports import by, limits_of
from gridward.ground.audit.services import draft, finish, keep_file, let_go
from gridward.ground.audit.services.releasing import require_release
from gridward.ground.audit.terms import ExportState
from gridward.ground.register.problems import ExportTooLarge, SearchTextMissing
from gridward.ground.register.queries.exports import count, lines
from gridward.ground.register.rules.exports import CELLS, Showing, headings
from gridward.ground.register.terms.exports import Asked, ExportFormat, ExportKind, Wanted
from gridward.ground.register.terms.people import HouseholdState, OrganisationKind, Trading
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound, Problem
from gridward.kernel.rows import acting
from gridward.kernel.sheets import leaving_csv, leaving_xlsx
from gridward.kernel.sheets.leaving import Leaving
from gridward.kernel.texts import say

log = logging.getLogger(__name__)
LARGEST_PREPARED = 64 * 1024 * 1024
"""A prepared file is sealed whole, in memory; what is larger is sent at once instead."""
STREAMS = {ExportFormat.CSV: leaving_csv.stream, ExportFormat.XLSX: leaving_xlsx.stream}
MEDIA_TYPES = {
    ExportFormat.CSV: leaving_csv.MEDIA_TYPE,
    ExportFormat.XLSX: leaving_xlsx.MEDIA_TYPE,
}


@dataclass(frozen=True)
class Plan:
    """What an export would be: rows now, grids, and how much in full is open to the actor."""

    rows: int
    grids: int
    may_full: bool
    most_in_full: int | None


def plan_export(actor: Actor, kind: ExportKind, wanted: Wanted) -> Plan:
    """How many rows would leave; raises NotAllowed, NotFound."""
    grids = _grids(actor, wanted)
    rows = count(actor, kind, wanted, grids)
    reveal, bulk = (
        all(actor.may(one, grid) for grid in grids)
        for one in (Permission.REGISTER_REVEAL, Permission.REGISTER_EXPORT_FULL)
    )
    limits = limits_of(actor.street_id, clock.today())
    most = None if bulk else limits.full_rows_without_right
    return Plan(rows, len(grids), reveal and (most is None or rows <= most), most)


@transaction.atomic
def ask_export(actor: Actor, asked: Asked) -> Export:
    """Release a list: it may be taken until it expires. Raises as `audit.services.release`, and SearchTextMissing."""
    if asked.list is ExportKind.SEARCH and not asked.wanted.q.strip():
        raise SearchTextMissing(field="q")
    grids = _grids(actor, asked.wanted)
    export = draft(
        actor,
        kind=asked.list.value,
        format=asked.format.value,
        masked=asked.masked,
        reason=asked.reason,
        grid_ids=grids,
        rows=count(actor, asked.list, asked.wanted, grids),
    )
    export.children = asked.children and not asked.masked
    export.state = ExportState.PREPARING if asked.prepare else ExportState.RELEASED
    export.set_sealed("wanted", _written(asked))
    return let_go(actor, export)


def send(actor: Actor, export: Export) -> Iterator[bytes]:
    """The list piece by piece; how it ended is noted, also when the reader goes away or the database stops."""
    sent = _Sent()
    try:
        with acting(actor):
            deadline = _deadline(export)
            for piece in _pieces(actor, export, sent):
                sent.size += len(piece)
                yield piece
                if time.monotonic() > deadline:
                    raise ExportExpired
        sent.whole = True
    finally:
        _note_end(actor, export, sent)


def prepare(actor: Actor, *, export_id: UUID) -> None:
    """Make a list ready, sealed until it expires; again does no harm. A refusal stands in the export's state."""
    export = by(actor).filter(pk=export_id, state=ExportState.PREPARING).first()
    if export is None:
        return
    sent = _Sent()
    try:
        with transaction.atomic():
            require_release(
                actor, masked=export.masked, reason=export.reason, grid_ids=export.grid_ids
            )
            keep_file(actor, export, _whole(actor, export, sent), rows=sent.rows)
    except Problem:
        finish(actor, export, rows=0, size=0, whole=False, state=ExportState.FAILED)


def file_name(export: Export, language: str) -> str:
    """What the file is called: list, look, day, number."""
    day = clock.local_date(export.at).isoformat()
    kind, look = (say(f"word.export.{one}", language) for one in (export.kind, export.look.value))
    return f"{kind}-{look}-{day}-{export.number}.{export.format}"


@dataclass
class _Sent:
    rows: int = 0
    size: int = 0
    whole: bool = False


def _grids(actor: Actor, wanted: Wanted) -> frozenset[UUID]:
    """The grid that is asked for, or all where the actor may export; raises NotFound, NotAllowed."""
    actor.require(Permission.REGISTER_EXPORT, wanted.grid)
    if wanted.grid:
        return frozenset({wanted.grid})
    return actor.grids(Permission.REGISTER_EXPORT)


def _pieces(actor: Actor, export: Export, sent: _Sent) -> Iterator[bytes]:
    asked = _read(export)
    showing = Showing(
        masked=export.masked,
        children=export.children,
        today=clock.local_date(export.at),
        language=asked.language,
    )
    cells = CELLS[asked.list]

    def rows() -> Iterator[list[str]]:
        for line in lines(actor, asked.list, asked.wanted, frozenset(export.grid_ids)):
            sent.rows += 1
            yield cells(line, showing)

    leaving = Leaving(
        title=say(f"word.export.{export.kind}", asked.language),
        headings=headings(asked.list, asked.language),
        rows=rows(),
        watermark=export.watermark(asked.language),
        mark=export.mark(),
        mark_heading=say("export.mark", asked.language),
        ending=lambda count: [
            say("export.end", asked.language),
            say("export.rows", asked.language, count=count),
        ],
    )
    return STREAMS[asked.format](leaving)


def _whole(actor: Actor, export: Export, sent: _Sent) -> bytes:
    content = bytearray()
    for piece in _pieces(actor, export, sent):
        content += piece
        if len(content) > LARGEST_PREPARED:
            raise ExportTooLarge
    return bytes(content)


def _deadline(export: Export) -> float:
    minutes = limits_of(export.street_id, clock.today()).stream_minutes
    return time.monotonic() + 60 * minutes


def _note_end(actor: Actor, export: Export, sent: _Sent) -> None:
    """Once more on a new connection when this one is gone; a server that is gone is noted nowhere."""
    for _ in range(2):
        try:
            with acting(actor):
                finish(actor, export, rows=sent.rows, size=sent.size, whole=sent.whole)
        except DatabaseError:
            connection.close()
        else:
            return
    log.warning("the end of export %s could not be noted", export.number)


def _written(asked: Asked) -> str:
    return orjson.dumps(asdict(asked)).decode()


def _read(export: Export) -> Asked:
    found: dict[str, Any] = orjson.loads(export.open_sealed("wanted") or "{}")
    if not found:
        raise NotFound
    wanted = found["wanted"]
    return Asked(
        list=ExportKind(found["list"]),
        format=ExportFormat(found["format"]),
        language=found["language"],
        wanted=Wanted(
            grid=UUID(wanted["grid"]) if wanted["grid"] else None,
            state=HouseholdState(wanted["state"]) if wanted["state"] else None,
            kind=OrganisationKind(wanted["kind"]) if wanted["kind"] else None,
            trading=Trading(wanted["trading"]) if wanted["trading"] else None,
            q=wanted["q"],
            closed=wanted["closed"],
        ),
    )
