"""What a snapshot's digest covers, and how two snapshots differ."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gridward.oversight.reports.terms import Row


@dataclass(frozen=True)
class Cell:
    """A value that differs between two snapshots, at a row and figure."""

    name: str
    code: str
    figure: str
    before: Any
    after: Any


def digest(head: Mapping[str, object], rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over one canonical text of the head and the rows in their order, as hexadecimal digits."""
    text = json.dumps(
        {"head": {name: _plain(value) for name, value in head.items()}, "rows": list(rows)},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, str | int | float | dict | list | None) else str(value)


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[Cell]:
    """Every value that is not the same at the same place; a place that only one has differs in all it tells."""
    old = {_place(row): row for row in before}
    new = {_place(row): row for row in after}
    cells = []
    for place in dict.fromkeys([*old, *new]):
        left, right = old.get(place), new.get(place)
        shown = right or left
        said, says = (dict(one.values) if one else {} for one in (left, right))
        for figure in dict.fromkeys([*said, *says]):
            if figure != "seq" and _same(said.get(figure)) != _same(says.get(figure)):
                name = (shown.name if shown else "") or place[0]
                cells.append(Cell(name, place[1], figure, said.get(figure), says.get(figure)))
    return cells


def _place(row: Row) -> tuple[str, str]:
    return row.kind.value, row.code


def _same(value: Any) -> Any:
    """Names are pairs before they are stored and lists afterwards."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
