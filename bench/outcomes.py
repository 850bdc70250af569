"""What a way of matching made of a list, and how right that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

Truth = Mapping[str, str | None]
"""Of each row the person it means; None where it means nobody of the register."""
Scored = Iterable[tuple[str, str, float]]
"""Row, person, probability."""


@dataclass(frozen=True)
class Outcome:
    """`sure`: row to person, assigned without a look; `best`: the same and the first of the doubtful candidates."""

    sure: Mapping[str, str]
    best: Mapping[str, str]

    @classmethod
    def of(cls, answers: pa.Table) -> "Outcome":
        """From answers of the engine."""
        rows = answers.to_pylist()
        sure = {one["row"]: one["person"] for one in rows if one["person"]}
        best = {one["row"]: one["candidates"][0]["person"] for one in rows if one["candidates"]}
        return cls(sure, best)


@dataclass(frozen=True)
class Quality:
    """Shares from 0 to 1; of nothing they are 1."""

    precision: float
    recall: float


def first_of(scored: Scored, sure: float) -> Outcome:
    """The most probable person of each row; sure from that probability on, unless two are equally probable."""
    ranked: dict[str, list[tuple[float, str]]] = {}
    for row, person, score in scored:
        ranked.setdefault(row, []).append((-score, person))
    tops = {row: sorted(found)[:2] for row, found in ranked.items()}
    return Outcome(
        {
            row: top[0][1]
            for row, top in tops.items()
            if -top[0][0] >= sure and (len(top) == 1 or top[0][0] < top[1][0])
        },
        {row: top[0][1] for row, top in tops.items()},
    )


def quality(found: Mapping[str, str], truth: Truth) -> Quality:
    """How many of the found are right, and how many of those who are in the register are found."""
    right = sum(truth[row] == person for row, person in found.items())
    there = sum(person is not None for person in truth.values())
    return Quality(right / len(found) if found else 1.0, right / there if there else 1.0)


def header(title: str) -> str:
    """The line above those of `line`."""
    return (
        f"{title:34} {'sure: precision':>15} {'recall':>7}   {'best: precision':>15} {'recall':>7}"
    )


def line(name: str, outcome: Outcome, truth: Truth) -> str:
    """One way of matching in a line."""
    sure, best = quality(outcome.sure, truth), quality(outcome.best, truth)
    return (
        f"  {name:32} {sure.precision:15.5f} {sure.recall:7.3f}"
        f"   {best.precision:15.5f} {best.recall:7.3f}"
    )
