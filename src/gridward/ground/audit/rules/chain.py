"""How a line is written down before it is hashed: one canonical text for equal content."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime


def canonical(fields: Mapping[str, object], previous: bytes) -> bytes:
    """The bytes that a line's keyed hash covers; instants in UTC with microseconds, keys sorted."""
    plain = {name: _plain(value) for name, value in fields.items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return previous + text.encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return (
        value if value is None or isinstance(value, str | int | float | dict | list) else str(value)
    )
