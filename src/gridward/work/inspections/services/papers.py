"""Notices and decisions on paper, as PDF or Word: official papers that are handed to the organisation.

What is printed is what was issued. Each file leaves through the guard of exports, which records it; its mark stands at
the foot alone, since the paper goes out of the house. Paper is Chinese whoever prints it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.kernel.texts import say
from gridward.work.inspections.models import Filing, FilingStep, RectificationNotice
from gridward.work.inspections.problems import FilingUndecided
from gridward.work.inspections.queries.filings import filing_number, filing_of
from gridward.work.inspections.queries.notices import demands_of, notice_of, number_of, until
from gridward.work.inspections.queries.rows import unsealed
from gridward.work.inspections.rules.filings import DECISIONS
from gridward.work.inspections.rules.forms import (
    Delivered,
    FilingFacts,
    NoticeFacts,
    filing_form,
    notice_form,
)
from gridward.work.inspections.terms import FilingMove

PAPER = Path(__file__).resolve().parents[1] / "paper"
NOTICE, FILING = "rectification_notice", "filing_decision"


@transaction.atomic
def notice_file(actor: Actor, *, notice_id: UUID, format_: PaperFormat) -> Printed:
    """责令整改通知书 with its receipt. Raises NotFound, NotAllowed and what the guard raises."""
    notice = notice_of(actor, notice_id)
    form = notice_form(_notice_facts(notice))
    return _let_go(actor, format_, NOTICE, notice.grid_id, form)


@transaction.atomic
def filing_file(actor: Actor, *, filing_id: UUID, format_: PaperFormat) -> Printed:
    """The paper of the last decision on a filing. Raises FilingUndecided, NotFound, NotAllowed, those of the guard."""
    row = filing_of(actor, filing_id)
    actor.require(Permission.INSPECTION_RECORD, row.grid_id)
    decisions = [one for one in row.steps.all() if one.move in DECISIONS]
    if not decisions:
        raise FilingUndecided
    form = filing_form(_filing_facts(row, decisions[-1]))
    return _let_go(actor, format_, FILING, row.grid_id, form)


def _let_go(
    actor: Actor, format_: PaperFormat, kind: str, grid_id: UUID, form: Mapping[str, Any]
) -> Printed:
    export = draft(
        actor,
        kind=kind,
        format=format_.value,
        masked=True,
        grid_ids={grid_id},
        rows=1,
        right=Permission.INSPECTION_RECORD,
    )
    data = {"form": form, "mark": export.watermark()}
    content = paper(PAPER / kind, format_, data)
    let_go(actor, export, size=len(content))
    name = say("inspections.file", title=form["title"], number=form["number"])
    return Printed.named(name, format_, content)


def _notice_facts(notice: RectificationNotice) -> NoticeFacts:
    seen = notice.inspection
    return NoticeFacts(
        number=number_of(notice),
        street=notice.grid.street.name,
        organisation=notice.organisation.name,
        address=seen.place,
        inspected_on=clock.local_date(seen.at),
        inspector=seen.account_name,
        demands=demands_of(notice),
        until=until(notice),
        issued_on=clock.local_date(notice.issued_at),
        delivered=_delivered(notice),
    )


def _delivered(notice: RectificationNotice) -> Delivered | None:
    row = getattr(notice, "delivery", None)
    if row is None:
        return None
    return Delivered(
        way=say(f"word.inspections.way.{row.way}"),
        receipt=say(f"word.inspections.receipt.{row.receipt}"),
        at=row.at.astimezone(clock.LOCAL),
        by=row.account_name,
        **unsealed(row),
    )


def _filing_facts(row: Filing, step: FilingStep) -> FilingFacts:
    return FilingFacts(
        number=filing_number(row, step),
        street=row.grid.street.name,
        organisation=row.organisation.name,
        address=row.organisation.address_text,
        move=FilingMove(step.move),
        filed_on=clock.local_date(row.filed_at),
        resumes_on=row.resumes_on,
        persons=row.persons,
        text=unsealed(step)["text"],
        decided_on=clock.local_date(step.at),
        decided_by=step.account_name,
    )
