"""What a signature under a log covers."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime


def digest(log: Mapping[str, object]) -> str:
    """SHA-256 over one canonical text of the log, as hexadecimal digits."""
    text = json.dumps(
        {name: _plain(value) for name, value in log.items()},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int) or value is None else str(value)
