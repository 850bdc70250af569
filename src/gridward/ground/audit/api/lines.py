"""Doors of the record."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Schema

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence, visible_to
from gridward.ground.audit.schemas import LineOut
from gridward.kernel.http import PageOut, actor_of, answers, door, language_of
from gridward.kernel.paging import page

router = door("audit")


class LineFilter(Schema):
    """Which lines: of an actor, about a row, of a kind of act (its beginning)."""

    account: UUID | None = None
    about: UUID | None = None
    act: str = ""
    after: str | None = None


@router.get("/lines", response=answers(PageOut[LineOut]))
def list_lines(request: HttpRequest, wanted: Query[LineFilter]) -> PageOut[LineOut]:
    """The newest lines first, of the actor's grids and street."""
    rows = visible_to(actor_of(request))
    if wanted.account:
        rows = rows.filter(account_id=wanted.account)
    if wanted.about:
        rows = rows.filter(Q(about_id=wanted.about) | Q(also_about__contains=[wanted.about]))
    if wanted.act:
        rows = rows.filter(act__startswith=wanted.act)
    found = page(rows, ["-seq"], wanted.after)
    language = language_of(request)
    return PageOut(items=[_line(row, language) for row in found.rows], next=found.next)


def _line(row: Line, language: str) -> LineOut:
    return LineOut(
        seq=row.seq,
        at=row.at,
        act=row.act,
        actor=row.actor_name,
        account_id=row.account_id,
        sentence=sentence(row, language),
        reason=row.reason,
        about_table=row.about_table,
        about_id=row.about_id,
    )
