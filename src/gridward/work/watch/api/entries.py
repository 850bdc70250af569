"""Doors of the watch list: for whoever keeps it."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.queries.entries import (
    WatchFilter,
    appeals_of,
    calls_of,
    entries,
    entry_seen,
)
from gridward.work.watch.rules.holding import watch_rules
from gridward.work.watch.schemas.entries import (
    WatchAppealIn,
    WatchDecisionIn,
    WatchEndIn,
    WatchEntryIn,
    WatchEntryOut,
    WatchEntryRow,
    WatchRowsIn,
    WatchRowsOut,
    WatchTermsOut,
)
from gridward.work.watch.services.ending import decide_appeal, end_entry, take_appeal
from gridward.work.watch.services.reading import read_entry
from gridward.work.watch.services.setting import set_entry, set_rows
from gridward.work.watch.terms import WatchStanding, WatchState

router = door("watch")


class WatchListIn(Schema):
    """Which entries; `q` is a number in full, `order_id` the order of a gate."""

    grid_id: UUID | None = None
    state: WatchState | None = WatchState.IN_FORCE
    standing: WatchStanding | None = None
    q: str = ""
    order_id: UUID | None = None
    after: str | None = None

    def wanted(self) -> WatchFilter:
        """As the queries take it; whom an order is about is told whatever became of the entry."""
        state = None if self.order_id else self.state
        return WatchFilter(self.grid_id, state, self.standing, self.q, self.order_id)


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WATCH_KEEP)
    return actor


@router.get("", response=answers(PageOut[WatchEntryRow]))
def list_watch(request: HttpRequest, wanted: Query[WatchListIn]) -> object:
    """Entries, the newest first; those in force where nothing is said."""
    now = clock.now()
    found = page(entries(_keeper(request), wanted.wanted(), now), ["-begins", "-id"], wanted.after)
    items = [WatchEntryRow.of(row, now) for row in found.rows]
    return PageOut[WatchEntryRow](items=items, next=found.next)


@router.post("", response=answers(WatchEntryOut, 201))
def post_watch(request: HttpRequest, given: WatchEntryIn) -> object:
    """Let gates watch for somebody; sent again with its id, the same comes back."""
    actor = _keeper(request)
    row = set_entry(actor, said=given.said(), grounds=given.grounds())
    return Status(201, _whole(request, actor, row.pk))


@router.get("/terms", response=answers(WatchTermsOut))
def get_watch_terms(request: HttpRequest) -> object:
    """What holds today: how long entries last and are kept, how to object."""
    _keeper(request)
    return WatchTermsOut.of(watch_rules(clock.today()))


@router.post("/rows", response=answers(WatchRowsOut))
def post_watch_rows(request: HttpRequest, given: WatchRowsIn) -> object:
    """Let gates watch for everybody of a pasted text; each line that is not taken is explained."""
    taken, refused = set_rows(
        _keeper(request),
        grid_id=given.grid_id,
        text=given.text,
        grounds=given.grounds(),
        language=language_of(request),
    )
    return WatchRowsOut.of(taken, refused)


@router.post("/appeals/{appeal_id}/decision", response=answers(WatchEntryOut))
def post_decision(request: HttpRequest, appeal_id: UUID, given: WatchDecisionIn) -> object:
    """Decide on an objection; what is upheld ends at once."""
    actor = _keeper(request)
    appeal = decide_appeal(actor, appeal_id=appeal_id, outcome=given.outcome, text=given.text)
    return _whole(request, actor, appeal.entry_id)


@router.get("/{entry_id}", response=answers(WatchEntryOut))
def get_watch(request: HttpRequest, entry_id: UUID) -> object:
    """An entry with why; who looked is on record."""
    actor = _keeper(request)
    return _told(request, actor, read_entry(actor, entry_id))


@router.post("/{entry_id}/end", response=answers(WatchEntryOut))
def post_watch_end(request: HttpRequest, entry_id: UUID, given: WatchEndIn) -> object:
    """Gates watch for this person no more."""
    actor = _keeper(request)
    end_entry(actor, entry_id=entry_id, reason=given.reason, text=given.text)
    return _whole(request, actor, entry_id)


@router.post("/{entry_id}/appeals", response=answers(WatchEntryOut, 201))
def post_appeal(request: HttpRequest, entry_id: UUID, given: WatchAppealIn) -> object:
    """Write down what the person says against the entry."""
    actor = _keeper(request)
    take_appeal(actor, entry_id=entry_id, appeal_id=given.id, text=given.text)
    return Status(201, _whole(request, actor, entry_id))


def _whole(request: HttpRequest, actor: Actor, entry_id: UUID) -> WatchEntryOut:
    return _told(request, actor, entry_seen(actor, entry_id))


def _told(request: HttpRequest, actor: Actor, row: WatchEntry) -> WatchEntryOut:
    beside = (appeals_of(row), calls_of(actor, row))
    return WatchEntryOut.whole(row, beside, actor, clock.now(), language_of(request))
