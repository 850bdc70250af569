"""A book as plain values of JSON, as a form fills them, and as the YAML that is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

_DAYS = ("since", "until")
_ORDER = (
    *("code", "title", "layer", "area", "since", "until", "status", "source", "note"),
    *("ends", "categories"),
)


def written(plain: Mapping[str, Any]) -> str:
    """The YAML of plain values; whether they are a book is for `reading` to say. What is empty is left out."""
    known = [name for name in _ORDER if name in plain]
    told = {
        name: _day(plain[name]) if name in _DAYS else plain[name]
        for name in (*known, *sorted(set(plain) - set(known)))
        if plain[name] is not None and plain[name] != ""
    }
    told.setdefault("area", "")
    return yaml.safe_dump(
        told, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )


def plain_of(text: str) -> dict[str, Any]:
    """The plain values of a book that was read: days as text. Comments are lost."""
    found: dict[str, Any] = yaml.safe_load(text)
    return {name: str(one) if isinstance(one, date) else one for name, one in found.items()}


def _day(given: object) -> object:
    """A day of the calendar; whatever is none stays as it is and is refused by the reader."""
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return given
