"""Seeded chance: one independent stream per concern, so that one concern never moves another."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


def stream(seed: int, *concern: object) -> Random:
    """The stream of a concern, such as ``stream(7, "people", code)``; equal for equal arguments."""
    return Random("/".join(map(str, (seed, *concern))))


class Weighted(Generic[Item]):
    """A bag of items drawn in proportion to their weights."""

    def __init__(self, weights: dict[Item, float]) -> None:
        self._items: Sequence[Item] = tuple(weights)
        self._cumulated = tuple(accumulate(weights.values()))

    def draw(self, rng: Random) -> Item:
        """One item."""
        return rng.choices(self._items, cum_weights=self._cumulated)[0]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that sum to `total` (largest remainders)."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    shares = [int(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares
