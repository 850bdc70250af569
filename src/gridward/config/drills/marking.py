"""The two marks of a drill agree, or nothing is served."""

from django.db import connection

from gridward.config.drills.problems import DrillMarkDiffers
from gridward.kernel.drill import DrillMark, drill


def hold_mark() -> None:
    """Mark the empty database of a new drill; of any other, raise DrillMarkDiffers where home and database differ.

    So a drill whose file was taken away is not served as a real street, and a real database not as a drill.
    """
    said, stored = drill(), stored_mark()
    if said is not None and stored is None and _is_empty():
        _store(said)
    elif (said.name if said else None) != stored:
        raise DrillMarkDiffers(home=said.name if said else "-", database=stored or "-")


def stored_mark() -> str | None:
    """The name of the drill that the database is of, None for a real one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM kernel_drill")
        found = cursor.fetchone()
    return str(found[0]) if found else None


def _is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM territory_grid) AND NOT EXISTS (SELECT FROM staff_account)"
        )
        return bool(cursor.fetchone()[0])


def _store(mark: DrillMark) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_drill (name, began) VALUES (%s, %s)", [mark.name, mark.began]
        )
