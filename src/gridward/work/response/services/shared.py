"""What the writes share."""

from typing import Any

from gridward.work.response.models import ResponseStanding


def store_next(standing: ResponseStanding, **values: Any) -> None:
    """The standing with these values, as its next version."""
    for name, value in values.items():
        setattr(standing, name, value)
    standing.version += 1
    standing.save(update_fields=[*values, "version", "updated_at"])
