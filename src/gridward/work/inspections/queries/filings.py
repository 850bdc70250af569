"""Return-to-work filings."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say
from gridward.work.inspections.models import Filing, FilingStep
from gridward.work.inspections.queries.rows import named, visible_to
from gridward.work.inspections.rules.filings import DECISIONS, filing_rules, possible
from gridward.work.inspections.terms import FilingMove, FilingState
from gridward.work.workorders.queries.holders import posts_at

_LAST = {
    FilingState.GRANTED: FilingMove.GRANT,
    FilingState.REFUSED: FilingMove.REFUSE,
    FilingState.REVOKED: FilingMove.REVOKE,
}


@dataclass(frozen=True)
class FilingFilter:
    """Which filings: of a grid, an organisation, in a state."""

    grid_id: UUID | None = None
    organisation_id: UUID | None = None
    state: FilingState | None = None


def filings(actor: Actor, wanted: FilingFilter) -> QuerySet[Filing]:
    """Filings with their steps."""
    rows = visible_to(actor, Filing, wanted.grid_id)
    if wanted.organisation_id:
        rows = rows.filter(organisation=wanted.organisation_id)
    if wanted.state:
        rows = _in_state(rows, wanted.state)
    return named(rows, "organisation").prefetch_related("steps")


def open_filings(actor: Actor) -> int:
    """How many filings wait at the actor's grids."""
    return filings(actor, FilingFilter(state=FilingState.OPEN)).count()


def filing_of(actor: Actor, filing_id: UUID) -> Filing:
    """One filing with its steps; raises NotFound."""
    rows = named(visible_to(actor, Filing), "organisation").prefetch_related("steps")
    return found(rows, filing_id)


def filing_moves(actor: Actor, row: Filing) -> list[FilingMove]:
    """The steps that the actor may take now."""
    return [move for move in possible(row.state()) if may_move(actor, row, move)]


def may_move(actor: Actor, row: Filing, move: FilingMove) -> bool:
    """Whoever inspects writes replies down; decisions are for the posts that the list names, never the filer."""
    if move not in DECISIONS:
        return actor.may(Permission.INSPECTION_RECORD, row.grid_id)
    if not actor.may(Permission.FILING_REVIEW, row.grid_id) or actor.member_id is None:
        return False
    named_posts = filing_rules(clock.today()).reviewers
    held = posts_at(actor.member_id, row.grid)
    return bool(held & named_posts) and actor.member_id != row.member_id


def filing_number(row: Filing, step: FilingStep) -> str:
    """西湖街道复工〔2026〕3号, as it stands on the paper."""
    street = row.grid.street.name
    return say("inspections.number.filing", street=street, year=step.year, number=step.number)


def _in_state(rows: QuerySet[Filing], state: FilingState) -> QuerySet[Filing]:
    steps = FilingStep.objects.filter(filing=OuterRef("pk")).order_by("-serial")
    rows = rows.annotate(last=Subquery(steps.values("move")[:1]))
    if state is FilingState.OPEN:
        return rows.filter(Q(last=None) | Q(last=FilingMove.REPLY.value))
    return rows.filter(last=_LAST[state].value)
