"""What an inspection begins with: the checklist of a subject, and what is known of it already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gridward.ground.register.models import Organisation
from gridward.ground.register.queries.rows import visible_to as register_visible_to
from gridward.ground.register.terms.people import Measure, OrganisationKind
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.inspections.models import Facility, RectificationNotice
from gridward.work.inspections.problems import InspectionSubjectUnfit
from gridward.work.inspections.queries.notices import notice_of, outstanding
from gridward.work.inspections.queries.rows import named, visible_to
from gridward.work.inspections.rules.checklists import (
    CHIEF,
    FACILITY,
    checklist,
    checklist_for,
)
from gridward.work.inspections.terms import (
    Checklist,
    ChecklistItem,
    InspectionSaid,
    InspectionSubject,
)


@dataclass(frozen=True)
class Looked:
    """What is looked at: where it stands, by which checklist, which items, what the register knows of it."""

    subject: InspectionSubject
    grid: Grid
    checklist: Checklist
    items: Sequence[ChecklistItem]
    place: str
    organisation: Organisation | None = None
    facility: Facility | None = None
    notice: RectificationNotice | None = None
    known: Sequence[Measure] = ()


def looked_at(actor: Actor, said: InspectionSaid) -> Looked:
    """The subject of an inspection; raises NotFound, NotAllowed, InspectionSubjectUnfit."""
    day = clock.today()
    ids = (said.organisation_id, said.facility_id, said.grid_id, said.notice_id)
    if sum(one is not None for one in ids) != 1:
        raise InspectionSubjectUnfit
    if said.notice_id:
        return of_notice(actor, said.notice_id)
    if said.organisation_id:
        return of_organisation(actor, said.organisation_id, day)
    if said.facility_id:
        return of_facility(actor, said.facility_id, day)
    if said.grid_id:
        return of_grid(actor, said.grid_id, day)
    raise InspectionSubjectUnfit


def of_organisation(actor: Actor, organisation_id: UUID, day: date) -> Looked:
    """An organisation that is still there, by the checklist of its kind; raises NotFound."""
    rows = register_visible_to(actor, Organisation).filter(closed_on=None)
    row = found(named(rows, "situation"), organisation_id)
    listed = checklist_for(OrganisationKind(row.kind), day)
    return _of_row(row, listed, listed.items)


def of_notice(actor: Actor, notice_id: UUID) -> Looked:
    """What is outstanding of a notice, by the checklist as it was; raises NotFound."""
    notice = notice_of(actor, notice_id)
    row = found(
        named(register_visible_to(actor, Organisation), "situation"), notice.organisation_id
    )
    seen = notice.inspection
    listed = checklist(seen.checklist, seen.day)
    items = [listed.item(code) for code in outstanding(notice)]
    return _of_row(row, listed, items, notice)


def of_facility(actor: Actor, facility_id: UUID, day: date) -> Looked:
    """A facility that stands; raises NotFound."""
    row = found(named(visible_to(actor, Facility).exclude(state="removed")), facility_id)
    listed = checklist(FACILITY, day)
    return Looked(
        InspectionSubject.FACILITY, row.grid, listed, listed.items, row.place, facility=row
    )


def of_grid(actor: Actor, grid_id: UUID, day: date) -> Looked:
    """The work of a grid, as the first chief looks at it; raises NotFound."""
    listed = checklist(CHIEF, day)
    return Looked(InspectionSubject.GRID, grid_of(actor, grid_id), listed, listed.items, "")


def _of_row(
    row: Organisation,
    listed: Checklist,
    items: Sequence[ChecklistItem],
    notice: RectificationNotice | None = None,
) -> Looked:
    situation = getattr(row, "situation", None)
    known = [Measure(one) for one in situation.measures] if situation else []
    return Looked(
        InspectionSubject.ORGANISATION,
        row.grid,
        listed,
        items,
        row.address_text,
        organisation=row,
        notice=notice,
        known=known,
    )
