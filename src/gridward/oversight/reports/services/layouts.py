"""Layouts of Annex 5: a new version stands beside the former ones."""

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division
from gridward.kernel.access import Actor, Permission
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.models import LayoutVersion
from gridward.oversight.reports.problems import LayoutChanged
from gridward.oversight.reports.queries.layouts import versions
from gridward.oversight.reports.rules.layouts import check_layout, trimmed, written
from gridward.oversight.reports.terms import Layout, ReportAct


@transaction.atomic
def save_layout(
    actor: Actor, *, street: Division, layout: Layout, based_on: int, note: str = ""
) -> LayoutVersion:
    """Save a layout over the version that was read.

    Raises NotAllowed without REPORT_LAYOUT, LayoutWrong, LayoutChanged when somebody saved another one meanwhile.
    """
    actor.require(Permission.REPORT_LAYOUT)
    layout = trimmed(layout)
    check_layout(layout, FIGURES)
    last = versions(street).first()
    number = last.number if last else 0
    if number != based_on:
        raise LayoutChanged(by=last.account_name if last else "—")
    row = LayoutVersion(
        street=street,
        number=number + 1,
        content=written(layout),
        note=note.strip(),
        account_id=actor.account_id,
        account_name=actor.name,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise LayoutChanged(by="—") from None
    about = About("reports_layoutversion", row.pk)
    record(
        actor, ReportAct.LAYOUT_CHANGED, about, street=street.pk, number=row.number, note=row.note
    )
    return row
