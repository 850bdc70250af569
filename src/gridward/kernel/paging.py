"""Keyset paging: a page begins after the last row seen, so that it costs the same at the end of a long list."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from django.db.models import Model, Q, QuerySet

from gridward.kernel.problems import Problem

R = TypeVar("R")
M = TypeVar("M", bound=Model)
DEFAULT_SIZE = 50
LARGEST = 200


class BadCursor(Problem):
    """The cursor of a page was not made by this list."""

    code = "bad_cursor"


@dataclass(frozen=True)
class Page(Generic[R]):
    """Rows of one page and the cursor of the next, None at the end."""

    rows: Sequence[R]
    next: str | None


def page(
    rows: QuerySet[M], keys: Sequence[str], after: str | None, size: int = DEFAULT_SIZE
) -> Page[M]:
    """The page after a cursor, ordered by `keys` (field names; "-" turns one round; the last must be unique)."""
    size = max(1, min(size, LARGEST))
    if after:
        rows = rows.filter(_beyond(keys, decode_cursor(after, len(keys))))
    found = list(rows.order_by(*keys)[: size + 1])
    if len(found) <= size:
        return Page(found, None)
    return Page(found[:size], encode_cursor([_value(found[size - 1], key) for key in keys]))


def _beyond(keys: Sequence[str], values: Sequence[Any]) -> Q:
    condition = Q()
    for position, key in enumerate(keys):
        step = Q(
            **{f"{key.lstrip('-')}__{'lt' if key.startswith('-') else 'gt'}": values[position]}
        )
        for earlier in range(position):
            step &= Q(**{keys[earlier].lstrip("-"): values[earlier]})
        condition |= step
    return condition


def _value(row: Model, key: str) -> object:
    found: object = row
    for name in key.lstrip("-").split("__"):
        found = getattr(found, name)
    return found if isinstance(found, int) else str(found)


def encode_cursor(values: list[Any]) -> str:
    """The cursor that stands for the sort values of a row."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")


def decode_cursor(text: str, count: int) -> list[Any]:
    """The sort values in a cursor; raises BadCursor unless it holds `count` of them."""
    try:
        values = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        raise BadCursor from None
    if not isinstance(values, list) or len(values) != count:
        raise BadCursor
    return values
