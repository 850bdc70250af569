"""Targets: frozen when a round opens, added and marked when found later (补登), following where their subject goes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from gridward.work.rounds.models import Round
from gridward.work.rounds.terms import TargetKind

_INSERT = """
INSERT INTO rounds_target (id, version, created_at, updated_at, street_id, grid_id, round_id, kind, {kind}_id,
    late_added, persons, persons_met, outcome, settled, tries, visits, asked_again)
SELECT gen_random_uuid(), 1, now(), now(), c.street_id, c.grid_id, %(round)s, '{kind}', c.id,
    %(late)s, {persons}, 0, '', false, 0, 0, 0
FROM register_{kind} c WHERE c.grid_id = ANY (%(grids)s) AND {stands}
ON CONFLICT (round_id, {kind}_id) DO NOTHING
"""
_PERSONS = (
    "(SELECT count(*) FROM register_resident r WHERE r.household_id = c.id AND r.left_on IS NULL)"
)
_SQL = {
    TargetKind.HOUSEHOLD: _INSERT.format(
        kind="household",
        persons=_PERSONS,
        stands="c.merged_into_id IS NULL AND c.state <> 'moved_out'",
    ),
    TargetKind.ORGANISATION: _INSERT.format(
        kind="organisation", persons="0", stands="c.closed_on IS NULL"
    ),
}
_FOLLOW = """
UPDATE rounds_{table} t SET grid_id = c.grid_id, street_id = c.street_id,
    version = t.version + 1, updated_at = now()
FROM register_{subject} c
WHERE c.id = t.{subject}_id AND c.grid_id <> t.grid_id AND t.{condition}
"""


@transaction.atomic
def freeze(row: Round, grids: Sequence[UUID], *, late: bool = False) -> int:
    """Whoever stands in the grids and is no target of the round yet becomes one; answers how many."""
    return sum(_freeze(row, TargetKind(kind), grids, late) for kind in row.kinds)


def _freeze(row: Round, kind: TargetKind, grids: Sequence[UUID], late: bool) -> int:
    values: dict[str, Any] = {"round": row.pk, "late": late, "grids": list(grids)}
    with connection.cursor() as cursor:
        cursor.execute(_SQL[kind], values)
        return int(cursor.rowcount)


def follow(condition: str, value: UUID) -> int:
    """Bring targets and what is known to the grid of their household or organisation; answers how many moved.

    `condition` names the column that `value` is of: the old grid, a household, an organisation.
    """
    moved = 0
    subjects = ("household", "organisation")
    for subject in subjects:
        if condition in (f"{one}_id" for one in subjects if one != subject):
            continue
        for table in ("target", "knownanswers"):
            statement = _FOLLOW.format(table=table, subject=subject, condition=f"{condition} = %s")
            with connection.cursor() as cursor:
                cursor.execute(statement, [value])
                moved += cursor.rowcount
    return moved
