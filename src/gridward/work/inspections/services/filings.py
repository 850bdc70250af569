"""Return-to-work filings: filed, reviewed, answered, revoked; the register's organisation shows what came of it."""

from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.register.models import Organisation
from gridward.ground.register.queries.rows import to_change
from gridward.ground.register.services.situations import change_organisation_situation
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.calendar import calendar
from gridward.kernel.locks import one_at_a_time
from gridward.work.inspections.models import Filing, FilingStep
from gridward.work.inspections.problems import (
    FilingNotReviewer,
    FilingUnderWay,
    InspectionIdTaken,
    InspectionTextMissing,
)
from gridward.work.inspections.queries.filings import filing_of, may_move
from gridward.work.inspections.rules.answers import working_day
from gridward.work.inspections.rules.filings import (
    DECISIONS,
    TAKES_TEXT,
    UNDER_WAY,
    check_complete,
    filing_rules,
    moved,
)
from gridward.work.inspections.services.shared import (
    Inspector,
    about,
    at,
    inspector,
    next_number,
    sealed,
)
from gridward.work.inspections.terms import (
    FilingMove,
    FilingSaid,
    InspectionAct,
    PaperSeries,
)
from gridward.work.workorders.queries.holders import posts_at


@transaction.atomic
def file_return(actor: Actor, *, said: FilingSaid) -> Filing:
    """Take a filing in with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, FilingIncomplete, FilingUnderWay, InspectionIdTaken.
    """
    one_at_a_time("inspections.id", said.id)
    known = Filing.objects.filter(pk=said.id).first()
    if known is not None:
        return _filed_before(actor, known)
    organisation = to_change(
        actor, Organisation, said.organisation_id, permission=Permission.SITUATION_CHANGE
    )
    who = inspector(actor, Permission.INSPECTION_RECORD, organisation.grid_id)
    rules, day = filing_rules(clock.today()), clock.today()
    check_complete(rules, said.has)
    _check_none(organisation)
    row = Filing(
        id=said.id,
        **at(grid_of(actor, organisation.grid_id), who),
        organisation=organisation,
        member_id=who.member_id,
        filed_by=said.filed_by,
        filed_at=clock.now(),
        resumes_on=said.resumes_on,
        persons=said.persons,
        has=sorted(said.has),
        review_by=working_day(day, rules.days, calendar().works),
    )
    words = {"contact": said.contact.strip(), "phone": said.phone.strip()}
    row.set_sealed("said", sealed(**words, note=said.note.strip()))
    row.save(force_insert=True)
    record(
        actor,
        InspectionAct.FILED,
        about(row, row.grid_id),
        organisation=organisation.name,
        day=said.resumes_on.isoformat(),
    )
    return row


@transaction.atomic
def move_filing(actor: Actor, *, filing_id: UUID, move: FilingMove, text: str = "") -> FilingStep:
    """Grant with conditions, refuse or revoke with a reason, or write down what the organisation replies.

    Raises NotFound, FilingMoveNotNow, FilingNotReviewer, InspectionTextMissing.
    """
    one_at_a_time("inspections.filing", filing_id)
    row = filing_of(actor, filing_id)
    moved(row.state(), move)
    if not may_move(actor, row, move):
        raise FilingNotReviewer
    if move in TAKES_TEXT and not text.strip():
        raise InspectionTextMissing
    decides = move in DECISIONS
    right = Permission.FILING_REVIEW if decides else Permission.INSPECTION_RECORD
    step = _step(row, inspector(actor, right, row.grid_id), move)
    if decides:
        step.year = clock.today().year
        step.number = next_number(row.street_id, PaperSeries.FILING, step.year)
    step.set_sealed("said", sealed(text=text.strip()))
    step.save(force_insert=True)
    _tell_register(actor, row, move)
    record(
        actor,
        InspectionAct.FILING_MOVED,
        about(row, row.grid_id),
        organisation=row.organisation.name,
        move=f"word.inspections.filing_move.{move}",
    )
    return step


def _filed_before(actor: Actor, known: Filing) -> Filing:
    if known.account_id != actor.account_id:
        raise InspectionIdTaken
    return known


def _check_none(organisation: Organisation) -> None:
    """One filing of an organisation at a time; who is filed already files again when it was revoked."""
    rows = Filing.objects.filter(organisation=organisation).prefetch_related("steps")
    if any(one.state() in UNDER_WAY for one in rows):
        raise FilingUnderWay


def _step(row: Filing, who: Inspector, move: FilingMove) -> FilingStep:
    posts = sorted(posts_at(who.member_id, row.grid) & filing_rules(clock.today()).reviewers)
    return FilingStep(
        **at(row.grid, who),
        filing=row,
        serial=row.steps.count() + 1,
        move=move,
        post=posts[0] if posts and move in DECISIONS else "",
        at=clock.now(),
    )


def _tell_register(actor: Actor, row: Filing, move: FilingMove) -> None:
    """复工备案 of Annex 4 says yes from the grant until it is revoked."""
    if move in DECISIONS:
        change_organisation_situation(
            actor,
            organisation_id=row.organisation_id,
            resumption_filed=move is FilingMove.GRANT,
        )
