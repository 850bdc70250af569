"""The daily sheet: its figures now, the rows under each, what was confirmed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.staff.models import Member
from gridward.ground.staff.queries import visible_to as members_visible_to
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.patrols.models import DailySheet
from gridward.work.patrols.problems import NoSheetConfirmed, NoSuchSheetFigure
from gridward.work.patrols.queries.facts import facts_of_day
from gridward.work.patrols.queries.rows import WorkFilter, named, visible_to
from gridward.work.patrols.rules.figures import FIGURES, figures, rows_under
from gridward.work.patrols.terms import Under


@dataclass(frozen=True)
class Sheet:
    """The sheet of a member's day as the records have it now, and each version that was confirmed."""

    grid: Grid
    member: Member
    day: date
    figures: Mapping[str, int]
    confirmed: Sequence[DailySheet]

    @property
    def changed(self) -> list[str]:
        """Figures that are not what was confirmed last; none where nothing was."""
        if not self.confirmed:
            return []
        last = self.confirmed[-1].figures
        return [name for name, value in self.figures.items() if last.get(name) != value]


def sheet_of(actor: Actor, grid_id: UUID, member_id: UUID, day: date) -> Sheet:
    """Compute a sheet; raises NotFound, NotAllowed."""
    return Sheet(
        grid_of(actor, grid_id),
        colleague(actor, member_id),
        day,
        figures(facts_of_day(actor, grid_id, member_id, day)),
        versions(actor, grid_id, member_id, day),
    )


def rows_of(actor: Actor, grid_id: UUID, member_id: UUID, day: date, figure: str) -> list[Under]:
    """The rows under a figure of a sheet; raises NoSuchSheetFigure, NotFound, NotAllowed."""
    actor.require(Permission.WORK_READ, grid_id)
    colleague(actor, member_id)
    if figure not in FIGURES:
        raise NoSuchSheetFigure(figure=figure)
    return rows_under(figure, facts_of_day(actor, grid_id, member_id, day))


def versions(actor: Actor, grid_id: UUID, member_id: UUID, day: date) -> list[DailySheet]:
    """What was confirmed, the first first."""
    rows = visible_to(actor, DailySheet, grid_id).filter(member_id=member_id, day=day)
    return list(rows.order_by("revision"))


def sheets(actor: Actor, wanted: WorkFilter) -> QuerySet[DailySheet]:
    """Confirmed sheets, every version."""
    rows = visible_to(actor, DailySheet, wanted.grid_id)
    if wanted.member_id:
        rows = rows.filter(member_id=wanted.member_id)
    if wanted.day:
        rows = rows.filter(day=wanted.day)
    return named(rows)


def latest_sheets(actor: Actor, day: date, grid_id: UUID | None = None) -> list[DailySheet]:
    """What was confirmed last of each worker of a day, by grid and name.

    Raises NotFound, NotAllowed, NoSheetConfirmed.
    """
    actor.require(Permission.WORK_READ, grid_id)
    last: dict[tuple[UUID, UUID], DailySheet] = {}
    for row in sheets(actor, WorkFilter(grid_id, day)).order_by("revision"):
        last[row.grid_id, row.member_id] = row
    if not last:
        raise NoSheetConfirmed(day=day.isoformat())
    return sorted(last.values(), key=lambda row: (row.grid.code, row.account_name, str(row.pk)))


def colleague(actor: Actor, member_id: UUID) -> Member:
    """A member of the actor's street; raises NotFound."""
    found = members_visible_to(actor).filter(pk=member_id).first()
    if found is None:
        raise NotFound
    return found
