"""Figures of rules are dated data: each entry of a file holds from `since` (until `until`) and names its source."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Entry = Mapping[str, Any]


@cache
def entries_of(file: Path) -> Mapping[str, list[Entry]]:
    """The lists of entries in a TOML file beside the program."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def values_on(entries: Iterable[Entry], day: date) -> dict[str, Any]:
    """The `value` of each `name` that holds on a day."""
    return {entry["name"]: entry["value"] for entry in begun(entries, day)}


def begun(entries: Iterable[Entry], day: date) -> list[Entry]:
    """The entries that hold on a day, the latest last so that it wins; the oldest also hold before they began."""
    lasting = [entry for entry in entries if entry.get("until") is None or day < entry["until"]]
    first = min((entry["since"] for entry in lasting), default=day)
    return sorted(
        (entry for entry in lasting if entry["since"] <= max(day, first)),
        key=lambda entry: entry["since"],
    )
