"""Words of matching: a row of a list, a person of the register, verdicts with candidates and reasons."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What is said of a row: one person surely, some perhaps, nobody."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    `document` and `phones` are opaque tokens already made alike (a keyed index in production): equal means equal.
    `name` and `address` are as written, empty where nothing was; `sex` is any word that the register uses too.
    """

    key: str
    document: str | None = None
    phones: tuple[str, ...] = ()
    name: str = ""
    birth_year: int | None = None
    sex: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One resident of the register; `grid` is carried along, nothing is decided by it."""

    key: str
    document: str | None = None
    phones: tuple[str, ...] = ()
    name: str = ""
    birth_year: int | None = None
    sex: str | None = None
    address: str = ""
    grid: str = ""
    former_phones: tuple[str, ...] = ()


class Reason(NamedTuple):
    """How far one field agrees; `weight` in bits: +1 doubles the odds that it is one person, -1 halves them."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom a row may mean, with the probability of it; fields that one side lacks give no reason."""

    person: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to one row: `person` where the verdict is sure; candidates, the best first."""

    row: str
    verdict: Verdict
    person: str | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where verdicts change.

    `sure`: the least probability of a sure match by name and address; `doubtful`: the least probability of a candidate;
    `candidates`: how many a desk is shown; `crowd`: a key (a phone, a door with a surname) that more persons share
    finds nobody, which also bounds the work that rubbish can make.
    """

    sure: float = 0.999
    doubtful: float = 0.05
    candidates: int = 5
    crowd: int = 200


DEFAULT = Thresholds()


class DoubleKey(ValueError):
    """Two rows, or two persons, have one key: answers could not be told apart."""
