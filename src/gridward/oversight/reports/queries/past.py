"""Rows of a street as they were recorded at a moment, put together from the rows of now and their history."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from gridward.ground.territory.models import Division

Recorded = dict[str, Any]


def recorded_at(
    model: type[Model], street: Division, moment: datetime | None, columns: tuple[str, ...]
) -> list[Recorded]:
    """Columns of the rows that a street had at a moment, or has now, in no order; at most two queries.

    The columns have `id` and `street_id` among them: a row may have been another street's then.
    """
    rows: Any = model._default_manager.filter(street=street)
    if moment is None:
        return list(rows.values(*columns))
    found = {row["id"]: row for row in rows.filter(created_at__lte=moment).values(*columns)}
    for row in _former(model, moment, columns):
        found.pop(row["id"], None)
        if row["street_id"] == street.pk:
            found[row["id"]] = row
    return list(found.values())


def _former(model: type[Model], moment: datetime, columns: tuple[str, ...]) -> list[Recorded]:
    """States that ended after the moment, of rows of any street: the earliest kept of each row."""
    kept: Any = model._meta.get_field("events").related_model
    events = kept.objects.filter(pgh_created_at__gt=moment, created_at__lte=moment)
    former: dict[Any, Recorded] = {}
    for row in events.order_by("pgh_id").values(*columns):
        former.setdefault(row["id"], row)
    return list(former.values())
