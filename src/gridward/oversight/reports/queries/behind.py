"""The rows that a figure counts: now, or as they were recorded at a past moment; masked, page by page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from gridward.kernel.counting import Tally, condition
from gridward.kernel.masking import mask_name
from gridward.kernel.paging import DEFAULT_SIZE, BadCursor, decode_cursor, encode_cursor
from gridward.oversight.reports.queries.tallies import TALLIES
from gridward.oversight.reports.terms import RowKind


@dataclass(frozen=True)
class Behind:
    """A counted row as it is shown: a masked name or a place, where, and two plain words about it."""

    id: UUID
    kind: RowKind
    title: str
    place: str
    grid_id: UUID
    words: Mapping[str, str]
    """Keys of words by their vocabulary: {"sex": "female"}, those of other parts with its name."""
    born: int | None
    page_id: UUID | None
    """The household, organisation or building whose page shows more."""


@dataclass(frozen=True)
class _Shape:
    """How a kind of row is read: its table, what its title, place and words are, what is joined for that."""

    table: str
    title: str
    place: str
    page: str
    words: Mapping[str, str]
    joins: str = ""
    joined: tuple[str, ...] = ()
    sort: str = "{s}.id"
    born: str = "NULL::date"
    person: bool = False


SHAPES: Final = {
    RowKind.BUILDING: _Shape(
        "territory_building",
        "{s}.name",
        "site.name",
        "{s}.id",
        {},
        "JOIN territory_site site ON site.id = {s}.site_id",
        sort="{s}.name",
    ),
    RowKind.DWELLING: _Shape(
        "territory_dwelling",
        "{s}.label",
        "site.name || b.name",
        "b.id",
        {},
        "JOIN territory_building b ON b.id = {s}.building_id"
        " JOIN territory_site site ON site.id = b.site_id",
        sort="{s}.label",
    ),
    RowKind.HOUSEHOLD: _Shape(
        "register_household",
        "{s}.address_text",
        "''",
        "{s}.id",
        {"tenure": "{s}.tenure", "household_state": "{s}.state"},
        sort="{s}.address_text",
    ),
    RowKind.RESIDENT: _Shape(
        "register_resident",
        "{s}.name",
        "home.address_text",
        "home.id",
        {"sex": "{s}.sex"},
        "JOIN {register_household} home ON home.id = {s}.household_id",
        ("register_household",),
        sort="{s}.sort_key",
        born="{s}.birth_date",
        person=True,
    ),
    RowKind.ORGANISATION: _Shape(
        "register_organisation",
        "{s}.name",
        "{s}.address_text",
        "{s}.id",
        {"organisation_kind": "{s}.kind", "trading": "{s}.trading"},
        sort="{s}.sort_key",
    ),
    RowKind.EMPLOYEE: _Shape(
        "register_employee",
        "{s}.name",
        "work.name",
        "work.id",
        {"sex": "{s}.sex"},
        "JOIN {register_organisation} work ON work.id = {s}.organisation_id",
        ("register_organisation",),
        sort="{s}.sort_key",
        born="{s}.birth_date",
        person=True,
    ),
}
"""{s} is the row; a table in braces is read at the same moment as the counted rows."""


def tally_of(figure: str) -> Tally | None:
    """The tally that counts the figure's rows."""
    return next((one for one in TALLIES if figure in one.figures), None)


def rows_behind(
    figure: str,
    kind: RowKind,
    grids: Collection[UUID],
    moment: datetime | None,
    after: str | None,
    size: int = DEFAULT_SIZE,
) -> tuple[list[Behind], str | None]:
    """A page of the rows that the figure counts at these grids, and the cursor of the next; one query.

    At one grid they stand by name or address, at several by id. Raises BadCursor.
    """
    shape, tally = SHAPES[kind], tally_of(figure)
    if tally is None:
        return [], None
    sort = shape.sort if len(grids) == 1 else "{s}.id"
    seen = _seen(after)
    values: dict[str, Any] = {
        "grids": list(grids),
        "moment": moment,
        "sort": seen[0] if seen else None,
        "id": seen[1] if seen else None,
        "size": size + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(tally, figure, shape, sort, moment is not None, bool(seen)), values
        )
        found = cursor.fetchall()
    cursor_after = (
        encode_cursor([str(found[size - 1][0]), str(found[size - 1][1])])
        if len(found) > size
        else None
    )
    return [_told(kind, shape, row) for row in found[:size]], cursor_after


def _seen(after: str | None) -> tuple[str, UUID] | None:
    if not after:
        return None
    sort, row = decode_cursor(after, 2)
    try:
        return str(sort), UUID(str(row))
    except ValueError:
        raise BadCursor from None


def _statement(
    tally: Tally, figure: str, shape: _Shape, sort: str, past: bool, beyond: bool
) -> str:
    def source(table: str) -> str:
        return f"{table}_at(%(moment)s, %(grids)s)" if past else table

    names = ["r", *(f"a{position}" for position in range(1, len(tally.above) + 1))]
    tables = [tally.table, *(one.table for one in tally.above)]
    shown = names[tables.index(shape.table)]
    above = [
        f"JOIN {source(one.table)} {name} ON {name}.id = {below}.{one.column}"
        f" AND {condition(one.present, name)}"
        for one, below, name in zip(tally.above, names, names[1:], strict=False)
    ]
    told = [sort, "{s}.id", shape.title, shape.place, "{s}.grid_id", shape.page, shape.born]
    key = f"AND ({sort}, {{s}}.id) > (%(sort)s, %(id)s::uuid)" if beyond else ""
    head, more, key = (
        text.format(s=shown, **{table: source(table) for table in shape.joined})
        for text in (", ".join([*told, *shape.words.values()]), shape.joins, key)
    )
    return f"""
        SELECT {head} FROM {source(tally.table)} r {" ".join(above)} {more}
        WHERE {condition(tally.figures[figure], "r")} AND r.grid_id = ANY (%(grids)s) {key}
        ORDER BY 1, 2 LIMIT %(size)s
    """  # noqa: S608 - declarations of the program


def _told(kind: RowKind, shape: _Shape, row: tuple[Any, ...]) -> Behind:
    _, row_id, title, place, grid, page, born, *words = row
    return Behind(
        id=row_id,
        kind=kind,
        title=mask_name(title) if shape.person else title,
        place=place or "",
        grid_id=grid,
        words=dict(zip(shape.words, words, strict=True)),
        born=born.year if isinstance(born, date) else None,
        page_id=page,
    )
