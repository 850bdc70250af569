"""Doors of measures on persons."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status
from pydantic import Field

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.http import (
    PageOut,
    actor_of,
    answers,
    door,
    file_answer,
    language_of,
)
from gridward.kernel.paging import page
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.beside import transfer_of, transfers
from gridward.work.measures.queries.calendar import calendar_of, officers, running_between
from gridward.work.measures.queries.checking import checked
from gridward.work.measures.queries.measures import (
    MeasureFilter,
    counts,
    measure_of,
    measures,
)
from gridward.work.measures.queries.moving import moved_measures
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.schemas.beside import MeasureTransferOut
from gridward.work.measures.schemas.courses import MeasurePreviewOut
from gridward.work.measures.schemas.given import (
    MeasureAnswerIn,
    MeasureAppealDecisionIn,
    MeasureAppealIn,
    MeasureCodeIn,
    MeasureDecisionIn,
    MeasureEndIn,
    MeasureIn,
    MeasureMovesIn,
    MeasureNeedIn,
    MeasurePlaceIn,
    MeasurePreviewIn,
    MeasureReadingIn,
    MeasureResultIn,
    MeasureSampleIn,
    MeasureTransferIn,
)
from gridward.work.measures.schemas.rows import (
    MeasureCountsOut,
    MeasureDayOut,
    MeasureMoveOut,
    MeasureMovesOut,
    MeasureOfficerOut,
    MeasureReleaseOut,
    MeasureRow,
)
from gridward.work.measures.schemas.whole import MeasureOut
from gridward.work.measures.schemas.words import MeasureTermsOut
from gridward.work.measures.services.appealing import decide_appeal, take_appeal
from gridward.work.measures.services.calling import ask_need
from gridward.work.measures.services.deciding import confirm, decide
from gridward.work.measures.services.ending import end
from gridward.work.measures.services.following import read_measure, set_place, take_reading
from gridward.work.measures.services.papers import notice_file, release_file
from gridward.work.measures.services.proposing import preview, propose
from gridward.work.measures.services.replanning import accept_moves
from gridward.work.measures.services.testing import take_sample, tell_result
from gridward.work.measures.services.transferring import answer_transfer, ask_transfer
from gridward.work.measures.terms import MeasureView
from gridward.work.rulebooks.terms import PersonCategory

router = door("measures")


class MeasureFilterIn(Schema):
    """Of which grid, category or resident; `q` is a document number, a phone or a serial in full."""

    grid_id: UUID | None = None
    category: PersonCategory | None = None
    resident_id: UUID | None = None
    q: str = ""

    def wanted(self, view: MeasureView = MeasureView.OPEN) -> MeasureFilter:
        """As the queries take it."""
        return MeasureFilter(self.grid_id, view, self.category, self.resident_id, self.q)


class MeasureListIn(MeasureFilterIn):
    """Which list; `after` is the cursor of the page before."""

    view: MeasureView = MeasureView.OPEN
    after: str | None = None


class MeasureDaysIn(Schema):
    """From which day on, how many days."""

    grid_id: UUID | None = None
    member_id: UUID | None = None
    since: date | None = None
    days: Annotated[int, Field(ge=1, le=31)] = 7


class MeasurePaperWanted(Schema):
    """As which file."""

    format: PaperFormat = PaperFormat.PDF


class MeasureAfter(Schema):
    """`after` is the cursor of the page before."""

    after: str | None = None


def _seer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.MEASURE_SEE)
    return actor


@router.get("", response=answers(PageOut[MeasureRow]))
def list_measures(request: HttpRequest, wanted: Query[MeasureListIn]) -> object:
    """Measures by their last day."""
    today = clock.today()
    rows = measures(_seer(request), wanted.wanted(wanted.view), today)
    found = page(rows, ["ends", "id"], wanted.after)
    items = [MeasureRow.of(row, today) for row in found.rows]
    return PageOut[MeasureRow](items=items, next=found.next)


@router.post("", response=answers(MeasureOut, 201))
def post_measure(request: HttpRequest, given: MeasureIn) -> object:
    """Propose a measure; sent again with its id, the same comes back."""
    actor = _seer(request)
    row = propose(actor, said=given.said())
    return Status(201, _whole(request, actor, row.pk))


@router.get("/terms", response=answers(MeasureTermsOut))
def get_measure_terms(request: HttpRequest) -> object:
    """Categories, kinds and ends in words; what the house has set."""
    _seer(request)
    return MeasureTermsOut.of(measure_rules(clock.today()), language_of(request))


@router.get("/counts", response=answers(MeasureCountsOut))
def get_measure_counts(request: HttpRequest, wanted: Query[MeasureFilterIn]) -> object:
    """How many there are in each list."""
    return MeasureCountsOut.of(counts(_seer(request), wanted.wanted(), clock.today()))


@router.get("/calendar", response=answers(list[MeasureDayOut]))
def get_measure_calendar(request: HttpRequest, wanted: Query[MeasureDaysIn]) -> object:
    """Day by day who is under a measure, tested, due, missed, or at the last day."""
    today = clock.today()
    first = wanted.since or today
    last = first + timedelta(days=wanted.days - 1)
    rows = running_between(_seer(request), wanted.grid_id, wanted.member_id, first, last)
    told = {row.pk: MeasureRow.of(row, today) for row in rows}
    return [MeasureDayOut.of(one, told) for one in calendar_of(rows, first, wanted.days, today)]


@router.get("/officers", response=answers(list[MeasureOfficerOut]))
def list_measure_officers(request: HttpRequest) -> object:
    """Information officers of today at the caller's grids."""
    return [MeasureOfficerOut.of(one) for one in officers(_seer(request), clock.today())]


@router.get("/moves", response=answers(list[MeasureMoveOut]))
def list_moves(request: HttpRequest, grid_id: UUID | None = None) -> object:
    """Measures in force that the rule of today treats otherwise, with old and new last day."""
    actor, today = _seer(request), clock.today()
    found = moved_measures(actor, grid_id, today)
    return [MeasureMoveOut.of(one, actor, today, language_of(request)) for one in found]


@router.post("/moves", response=answers(MeasureMovesOut))
def post_moves(request: HttpRequest, given: MeasureMovesIn) -> object:
    """Move measures to the rule of today as it was shown; all or none."""
    actor = _seer(request)
    return MeasureMovesOut(moved=accept_moves(actor, chosen=given.seen(), reason=given.reason))


@router.post("/preview", response=answers(MeasurePreviewOut))
def post_measure_preview(request: HttpRequest, given: MeasurePreviewIn) -> object:
    """What the books give for a proposal; nothing is stored."""
    named = MeasurePreviewIn.model_fields
    made = preview(_seer(request), **{name: getattr(given, name) for name in named})
    return MeasurePreviewOut.of(made, language_of(request))


@router.post("/release-check", response=answers(MeasureReleaseOut))
def post_release_check(request: HttpRequest, given: MeasureCodeIn) -> object:
    """Whether a release paper is of this house: for everybody of the service."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_READ)
    return MeasureReleaseOut.of(checked(actor, given.code))


@router.get("/transfers", response=answers(PageOut[MeasureTransferOut]))
def list_measure_transfers(request: HttpRequest, wanted: Query[MeasureAfter]) -> object:
    """Transfers from and to the caller's grids, the newest first."""
    actor = _seer(request)
    found = page(transfers(actor), ["-asked_at", "-id"], wanted.after)
    items = [MeasureTransferOut.of(row, actor) for row in found.rows]
    return PageOut[MeasureTransferOut](items=items, next=found.next)


@router.post("/transfers/{transfer_id}/answer", response=answers(MeasureTransferOut))
def post_transfer_answer(request: HttpRequest, transfer_id: UUID, given: MeasureAnswerIn) -> object:
    """Accept a measure of another grid, or refuse it."""
    actor = _seer(request)
    answer_transfer(actor, transfer_id=transfer_id, answer=given.answer, text=given.text)
    return MeasureTransferOut.of(transfer_of(actor, transfer_id), actor)


@router.post("/appeals/{appeal_id}/decision", response=answers(MeasureOut))
def post_appeal_decision(
    request: HttpRequest, appeal_id: UUID, given: MeasureAppealDecisionIn
) -> object:
    """Decide on an appeal; the measure follows at once."""
    actor = _seer(request)
    appeal = decide_appeal(
        actor, appeal_id=appeal_id, outcome=given.outcome, text=given.text, less=given.less()
    )
    return _whole(request, actor, appeal.measure_id)


@router.get("/{uuid:measure_id}", response=answers(MeasureOut))
def get_measure(request: HttpRequest, measure_id: UUID) -> object:
    """One measure whole; who looked is on record."""
    actor = _seer(request)
    return _told(request, actor, read_measure(actor, measure_id))


@router.post("/{uuid:measure_id}/decision", response=answers(MeasureOut))
def post_measure_decision(
    request: HttpRequest, measure_id: UUID, given: MeasureDecisionIn
) -> object:
    """Decide on a proposal."""
    actor = _seer(request)
    decide(actor, measure_id=measure_id, **given.dict())
    return _whole(request, actor, measure_id)


@router.post("/{uuid:measure_id}/confirmation", response=answers(MeasureOut))
def post_measure_confirmation(
    request: HttpRequest, measure_id: UUID, given: MeasureDecisionIn
) -> object:
    """Confirm as a second person what restricts somebody."""
    actor = _seer(request)
    confirm(actor, measure_id=measure_id, **given.dict())
    return _whole(request, actor, measure_id)


@router.post("/{uuid:measure_id}/end", response=answers(MeasureOut))
def post_measure_end(request: HttpRequest, measure_id: UUID, given: MeasureEndIn) -> object:
    """The measure ends."""
    actor = _seer(request)
    end(actor, measure_id=measure_id, **given.dict())
    return _whole(request, actor, measure_id)


@router.post("/{uuid:measure_id}/place", response=answers(MeasureOut))
def post_measure_place(request: HttpRequest, measure_id: UUID, given: MeasurePlaceIn) -> object:
    """Where the person stays."""
    actor = _seer(request)
    set_place(actor, measure_id=measure_id, **given.dict())
    return _whole(request, actor, measure_id)


@router.post("/{uuid:measure_id}/transfers", response=answers(MeasureOut, 201))
def post_measure_transfer(
    request: HttpRequest, measure_id: UUID, given: MeasureTransferIn
) -> object:
    """Ask another grid to take the measure over."""
    actor = _seer(request)
    ask_transfer(
        actor,
        measure_id=measure_id,
        transfer_id=given.id,
        grid_code=given.grid_code,
        reason=given.reason,
    )
    return Status(201, _whole(request, actor, measure_id))


@router.post("/{uuid:measure_id}/appeals", response=answers(MeasureOut, 201))
def post_measure_appeal(request: HttpRequest, measure_id: UUID, given: MeasureAppealIn) -> object:
    """Write down what is said against the measure."""
    actor = _seer(request)
    take_appeal(actor, measure_id=measure_id, appeal_id=given.id, by=given.by, text=given.text)
    return Status(201, _whole(request, actor, measure_id))


@router.post("/{uuid:measure_id}/readings", response=answers(MeasureOut, 201))
def post_measure_reading(request: HttpRequest, measure_id: UUID, given: MeasureReadingIn) -> object:
    """A temperature with symptoms."""
    actor = _seer(request)
    said = given.dict()
    take_reading(actor, measure_id=measure_id, reading_id=said.pop("id"), **said)
    return Status(201, _whole(request, actor, measure_id))


@router.post("/{uuid:measure_id}/samples", response=answers(MeasureOut, 201))
def post_measure_sample(request: HttpRequest, measure_id: UUID, given: MeasureSampleIn) -> object:
    """A sample, with its result where there is one."""
    actor = _seer(request)
    take_sample(actor, measure_id=measure_id, said=given.said())
    return Status(201, _whole(request, actor, measure_id))


@router.post("/samples/{sample_id}/result", response=answers(MeasureOut))
def post_sample_result(request: HttpRequest, sample_id: UUID, given: MeasureResultIn) -> object:
    """The result of a sample."""
    actor = _seer(request)
    row = tell_result(actor, sample_id=sample_id, said=given.said(), reason=given.reason)
    return _whole(request, actor, row.measure_id)


@router.post("/{uuid:measure_id}/needs", response=answers(MeasureOut, 201))
def post_measure_need(request: HttpRequest, measure_id: UUID, given: MeasureNeedIn) -> object:
    """What the person needs: it becomes a work order."""
    actor = _seer(request)
    ask_need(actor, measure_id=measure_id, call_id=given.id, what=given.what, text=given.text)
    return Status(201, _whole(request, actor, measure_id))


@router.post("/{uuid:measure_id}/notice", response=answers(None))
def post_measure_notice(
    request: HttpRequest, measure_id: UUID, wanted: MeasurePaperWanted
) -> HttpResponse:
    """The notice to the person, PDF or Word; taking it is recorded."""
    return _file(notice_file(_seer(request), measure_id=measure_id, format_=wanted.format))


@router.post("/{uuid:measure_id}/release", response=answers(None))
def post_measure_release(
    request: HttpRequest, measure_id: UUID, wanted: MeasurePaperWanted
) -> HttpResponse:
    """The release paper with its code, PDF or Word; taking it is recorded."""
    return _file(release_file(_seer(request), measure_id=measure_id, format_=wanted.format))


def _file(made: Printed) -> HttpResponse:
    return file_answer(made.content, made.file_name, made.format.content_type)


def _whole(request: HttpRequest, actor: Actor, measure_id: UUID) -> MeasureOut:
    return _told(request, actor, measure_of(actor, measure_id))


def _told(request: HttpRequest, actor: Actor, row: Measure) -> MeasureOut:
    return MeasureOut.whole(row, actor, clock.today(), language_of(request))
