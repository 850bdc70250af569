"""Which of many chosen rows a change touches, and why it passes over the others."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID


class PassedOver(StrEnum):
    """Why a chosen row stays as it is."""

    SAME = "same"
    BEYOND = "beyond"
    GONE = "gone"
    MERGED = "merged"
    LIVED_IN = "lived_in"
    NOBODY = "nobody"
    HAS_DOOR = "has_door"


@dataclass(frozen=True)
class Facts:
    """A chosen row: its values of the fields that may be set, and what speaks against a change."""

    id: UUID
    version: int
    grid: UUID
    values: Mapping[str, Hashable]
    people: int = 0
    door: bool = False
    gone: bool = False
    merged: bool = False


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class Judged(Generic[F]):
    """The rows that change, and each other one with its reason."""

    change: tuple[F, ...]
    passed: tuple[tuple[F, PassedOver], ...]


def judge(
    rows: Collection[F], wanted: Mapping[str, Hashable], *, may: Collection[UUID]
) -> Judged[F]:
    """Hold every row to the change; `may` are the grids where the actor may write."""
    verdicts = [(row, _verdict(row, wanted, may)) for row in rows]
    return Judged(
        tuple(row for row, why in verdicts if why is None),
        tuple((row, why) for row, why in verdicts if why is not None),
    )


def _verdict(
    row: Facts, wanted: Mapping[str, Hashable], may: Collection[UUID]
) -> PassedOver | None:
    if row.grid not in may:
        return PassedOver.BEYOND
    if row.gone or row.merged:
        return PassedOver.GONE if row.gone else PassedOver.MERGED
    if all(row.values.get(field) == value for field, value in wanted.items()):
        return PassedOver.SAME
    return _against(row, wanted)


def _against(row: Facts, wanted: Mapping[str, Hashable]) -> PassedOver | None:
    """A household keeps the grid of its door, and is empty exactly where nobody is registered."""
    if "grid_id" in wanted and row.door and row.values.get("grid_id") != wanted["grid_id"]:
        return PassedOver.HAS_DOOR
    if (state := wanted.get("state")) is None:
        return None
    if state == "living":
        return None if row.people else PassedOver.NOBODY
    return PassedOver.LIVED_IN if row.people else None
