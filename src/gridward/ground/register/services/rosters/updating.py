"""What a file adds to residents who are known: set-based updates, whose former rows the history keeps."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection
from psycopg import sql

from gridward.ground.register.rules.roster.matching import Known
from gridward.kernel.crypto.vault import vault

_VALUES: Final = (
    "sex",
    "birth_date",
    "document_kind",
    "document_missing",
    "relation",
    "employer",
    "note",
)
_SITUATION: Final = ("tested", "from_key_area", "away")
_TYPES: Final = {
    "birth_date": "date",
    "document": "bytea",
    "document_index": "bytea",
    "tested": "boolean",
    "from_key_area": "boolean",
}
_CHUNK = 2_000

Change = tuple[Known, Mapping[str, Any]]


def update_residents(changes: Sequence[Change], batch: UUID) -> None:
    """Write changed columns of residents and situations; new phones and plates raise the resident's version too."""
    residents = [
        (known.resident, _resident_values(known, change))
        for known, change in changes
        if change.keys() - set(_SITUATION)
    ]
    situations = [
        (known.resident, values)
        for known, change in changes
        if known.has_situation and (values := _only(change, _SITUATION))
    ]
    _update("register_resident", "id", (*_VALUES, "document", "document_index"), residents, batch)
    _update("register_residentsituation", "resident_id", _SITUATION, situations, batch)


def _resident_values(known: Known, change: Mapping[str, Any]) -> dict[str, Any]:
    values = _only(change, _VALUES)
    if "document" in change:
        seal = vault.sealer("identity", "register_resident", "document")
        values["document"] = seal(change["document"], known.resident)
        values["document_index"] = vault.index("document", change["document"])
    return values


def _only(change: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: change[name] for name in names if name in change}


def _update(
    table: str,
    key: str,
    columns: Sequence[str],
    rows: Sequence[tuple[UUID, dict[str, Any]]],
    batch: UUID,
) -> None:
    """One statement for some thousand rows; a column that does not change is given as NULL and kept."""
    statement = _statement(table, key, columns)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            given = [[values.get(name) for _, values in part] for name in columns]
            cursor.execute(statement, [batch, [row for row, _ in part], *given])


def _statement(table: str, key: str, columns: Sequence[str]) -> sql.Composed:
    sets = [
        sql.SQL("{0} = coalesce(new.{0}, old.{0})").format(sql.Identifier(one)) for one in columns
    ]
    arrays = [sql.SQL("%s::{}[]").format(sql.SQL(_TYPES.get(one, "text"))) for one in columns]
    return sql.SQL(
        "UPDATE {table} old SET version = version + 1, updated_at = now(), batch_id = %s, {sets}"
        " FROM unnest(%s::uuid[], {arrays}) AS new (row_id, {names}) WHERE old.{key} = new.row_id"
    ).format(
        table=sql.Identifier(table),
        sets=sql.SQL(", ").join(sets),
        arrays=sql.SQL(", ").join(arrays),
        names=sql.SQL(", ").join(map(sql.Identifier, columns)),
        key=sql.Identifier(key),
    )
