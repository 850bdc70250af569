"""Sealing anew: after a rotation every sealed value, in history too, is opened and sealed with the key in use."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from gridward.kernel import clock
from gridward.kernel.crypto.fields import SealedField
from gridward.kernel.crypto.vault import Place, vault
from gridward.kernel.models import DataKey

BATCH = 2000
KEEP_RETIRED = timedelta(days=1)


def sealed_models() -> Iterator[tuple[type[models.Model], list[SealedField]]]:
    """Every model that has sealed columns, with them."""
    for model in apps.get_models():
        fields = [one for one in model._meta.concrete_fields if isinstance(one, SealedField)]
        if fields:
            yield model, fields


def reseal_all() -> int:
    """Seal all values with the keys in use, table by table; answers how many values.

    Runs as the owner of the tables. A value's history keeps no trace of it: what it says has not changed.
    """
    return sum(
        _reseal_column(model, column) for model, fields in sealed_models() for column in fields
    )


def destroy_unneeded() -> int:
    """Destroy keys retired for longer than `KEEP_RETIRED`; call after `reseal_all`. Answers how many.

    The wait lets every running process notice the rotation before its old key is gone for good.
    """
    return DataKey.objects.filter(
        kind=DataKey.Kind.SEAL,
        state=DataKey.State.RETIRED,
        retired_at__lt=clock.now() - KEEP_RETIRED,
    ).update(state=DataKey.State.DESTROYED, wrapped=b"")


def _reseal_column(model: type[models.Model], column: SealedField) -> int:
    owner, row_column = _bound(model)
    count = 0
    with transaction.atomic(), pgtrigger.ignore():
        for batch in _batches(model, column.attname, row_column):
            pairs = []
            for key, row, sealed in batch:
                place = Place(owner, column.attname, row)
                plain = vault.open_bytes(bytes(sealed), place)
                pairs.append((key, vault.seal_bytes(column.purpose, plain, place)))
            _write(model, column.attname, pairs)
            count += len(pairs)
    return count


def _bound(model: type[models.Model]) -> tuple[str, str]:
    """The table and the row column that values of this model are bound to: history is bound to what it is of."""
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return tracked._meta.db_table, "pgh_obj_id"
    return model._meta.db_table, "id"


def _key(model: type[models.Model]) -> str:
    return model._meta.pk.attname if model._meta.pk else "id"


def _batches(
    model: type[models.Model], column: str, row_column: str
) -> Iterator[list[tuple[Any, ...]]]:
    key = _key(model)
    query = sql.SQL("SELECT {key}, {row}, {column} FROM {table} WHERE {column} IS NOT NULL").format(
        key=sql.Identifier(key),
        row=sql.Identifier(row_column),
        column=sql.Identifier(column),
        table=sql.Identifier(model._meta.db_table),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def _write(model: type[models.Model], column: str, pairs: list[tuple[Any, bytes]]) -> None:
    key = _key(model)
    update = sql.SQL(
        "UPDATE {table} SET {column} = fresh.sealed"
        " FROM unnest(%s::{type}[], %s::bytea[]) AS fresh(key, sealed) WHERE {table}.{key} = fresh.key"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        column=sql.Identifier(column),
        key=sql.Identifier(key),
        type=sql.SQL("uuid" if key == "id" else "bigint"),
    )
    with connection.cursor() as cursor:
        cursor.execute(update, [[key for key, _ in pairs], [sealed for _, sealed in pairs]])
