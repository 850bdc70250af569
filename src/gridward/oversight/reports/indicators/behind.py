"""The rows behind a figure, at the grids where the reader may see them."""

from datetime import datetime
from uuid import UUID

from gridward.ground.territory.models import Division, Grid
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.oversight.reports.indicators.catalogue import figure_named
from gridward.oversight.reports.problems import NoRowsBehind
from gridward.oversight.reports.queries.behind import Behind, rows_behind, tally_of
from gridward.oversight.reports.queries.health import ROWS, health_rows
from gridward.oversight.reports.terms import ELSEWHERE, RowKind

_PLACES = frozenset({RowKind.BUILDING, RowKind.DWELLING})


def behind_figure(
    actor: Actor,
    *,
    street: Division,
    figure: str,
    community: Division | None = None,
    grid_id: UUID | None = None,
    moment: datetime | None = None,
    after: str | None = None,
) -> tuple[list[Behind], str | None]:
    """A page of rows and the next cursor, now or as they were.

    Places need TERRITORY_READ, the register REGISTER_READ, what an epidemic adds SITUATION_READ too, lists and measures
    the right to see them. Raises NotFound
    for a grid beyond the reader's, NotAllowed, NoSuchFigure, NoRowsBehind.
    """
    one = figure_named(figure)
    if one.behind is None:
        raise NoRowsBehind
    rows = Grid.objects.filter(street=street)
    rows = rows.filter(community=community) if community else rows
    rows = rows.filter(pk=grid_id) if grid_id else rows
    scope = frozenset(rows.values_list("id", flat=True)) & actor.grids(Permission.REPORT_READ)
    if not scope:
        raise NotFound
    if one.behind in ELSEWHERE:
        return _rows_elsewhere(actor, figure, one.behind, scope, moment, after)
    return rows_behind(
        figure, one.behind, _readable(actor, figure, one.behind, scope), moment, after
    )


def _rows_elsewhere(
    actor: Actor,
    figure: str,
    kind: RowKind,
    scope: Grids,
    moment: datetime | None,
    after: str | None,
) -> tuple[list[Behind], str | None]:
    """Rows of lists and measures, for whoever sees those there; the past keeps none."""
    right = ROWS[kind].right
    scope &= actor.grids(right)
    if not scope:
        raise NotAllowed(permission=right.value)
    return ([], None) if moment else health_rows(actor, figure, kind, scope, after)


def _readable(actor: Actor, figure: str, kind: RowKind, scope: Grids) -> Grids:
    tally = tally_of(figure)
    needs = [Permission.TERRITORY_READ if kind in _PLACES else Permission.REGISTER_READ]
    if tally is not None and tally.table.endswith("situation"):
        needs.append(Permission.SITUATION_READ)
    for permission in needs:
        scope &= actor.grids(permission)
        if not scope:
            raise NotAllowed(permission=permission.value)
    return scope
