"""Many rows at once: by PostgreSQL's COPY, or behind the wall in one statement with one value."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson
from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from gridward.kernel import clock


def settle() -> None:
    """After the transaction of a large load: what tables hold is known to the planner, and read from indexes alone."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def insert_rows(rows: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """Insert rows of one model that have their keys; with `unless_there` those that break a unique rule are left out.

    As `bulk_create`, in a fifth of the time: the rows are one JSON value, where a value for each column of each row
    costs Django and psycopg more than PostgreSQL needs to store them.
    """
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    read = ", ".join(_read(one) for one in fields)
    columns = ", ".join(f'"{one.column}"' for one in fields)
    statement = (
        f'INSERT INTO "{rows[0]._meta.db_table}" ({columns})'  # noqa: S608 - names of our own tables
        f" SELECT {read} FROM {_recordset(fields)}"
    )
    if unless_there:
        statement += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(statement, [_as_json(fields, rows, add=True)])


def update_rows(rows: Sequence[models.Model], *, unchanged: Collection[str] = ()) -> None:
    """Store rows of one model that are there already, in one statement; columns that are `unchanged` are left alone.

    As `bulk_update`, for the same reason as `insert_rows`. What became of each row stands in the row alone: it must be
    locked by whoever changes it.
    """
    if not rows:
        return
    key = rows[0]._meta.pk
    fields = [one for one in rows[0]._meta.concrete_fields if one.name not in unchanged]
    changes = ", ".join(f'"{one.column}" = {_read(one)}' for one in fields if one is not key)
    statement = (
        f'UPDATE "{rows[0]._meta.db_table}" t SET {changes}'  # noqa: S608 - names of our own tables
        f' FROM {_recordset(fields)} WHERE t."{key.column}" = n."{key.column}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_as_json(fields, rows, add=False)])


def _recordset(fields: "Sequence[models.Field[Any, Any]]") -> str:
    kinds = ", ".join(f'"{one.column}" {_told_as(one)}' for one in fields)
    return f"jsonb_to_recordset(%s::jsonb) AS n({kinds})"


def _read(field: "models.Field[Any, Any]") -> str:
    column = f'n."{field.column}"'
    return f"decode({column}, 'hex')" if _is_bytes(field) else column


def _as_json(
    fields: "Sequence[models.Field[Any, Any]]", rows: Sequence[models.Model], *, add: bool
) -> str:
    reading = [(one.column, one.pre_save, _is_bytes(one)) for one in fields]
    told = [
        {column: _told(read(row, add), hexed) for column, read, hexed in reading} for row in rows
    ]
    return orjson.dumps(told).decode()


def _told(value: Any, hexed: bool) -> Any:
    """The value that is stored, as JSON has it."""
    return bytes(value).hex() if hexed and value is not None else value


def _told_as(field: "models.Field[Any, Any]") -> str:
    return "text" if _is_bytes(field) else str(field.db_type(connection))


def _is_bytes(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.BinaryField)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Copy rows into a table in the current transaction; answers how many.

    PostgreSQL refuses COPY into a table behind the wall of rows for the application's role: copy into a
    temporary table and insert from there.
    """
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with connection.cursor() as cursor, cursor.cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def copy_model(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Copy rows of a model: values of the attributes `names` in order; all others get their defaults, times are now.

    Values of JSON columns are given as Python objects.
    """
    given = [_field(model, name) for name in names]
    rest = [field for field in model._meta.concrete_fields if field not in given]
    constants = tuple(_constant(field) for field in rest)
    json = [position for position, field in enumerate(given) if _is_json(field)]
    columns = [str(field.column) for field in (*given, *rest)]
    return copy_rows(
        model._meta.db_table, columns, ((*_with_json(row, json), *constants) for row in rows)
    )


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return next(
        field for field in model._meta.concrete_fields if name in (field.name, field.attname)
    )


def _constant(field: "models.Field[Any, Any]") -> object:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return clock.now()
    value = field.get_default()
    return Jsonb(value) if _is_json(field) and value is not None else value


def _is_json(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.JSONField)


def _with_json(row: Sequence[object], positions: list[int]) -> Sequence[object]:
    if not positions:
        return row
    values = list(row)
    for position in positions:
        if values[position] is not None:
            values[position] = Jsonb(values[position])
    return values
