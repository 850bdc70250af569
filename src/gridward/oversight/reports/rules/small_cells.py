"""Small figures about persons are hidden from whoever does not look after them, and cannot be found by subtraction.

The rule is over a tree of sums (grids, communities, the street). What the reader may know exactly is taken out first:
`foreign` is what is left of each place. A place whose foreign part is from 1 to below the threshold is *small* and
hidden. Then the reader is played: from all that is shown, which numbers can each hidden place still have? While a small
one could have a single number only, another place is hidden beside it, the least that will do: a neighbour of the same
sum, else the sum itself. Two marks alone are shown, and both say no more than is assumed here of what the reader knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gridward.kernel.dated import begun, entries_of

FILE = Path(__file__).resolve().parents[1] / "dated" / "small_cells.toml"
WITHHELD = "*"
"""Shown for a hidden figure that is not small, and for every hidden sum."""
MOST = 1 << 40
"""More than any figure."""
Range = tuple[int, int]


@dataclass
class Cell:
    """A place in the tree of one figure: its number, whether its reader may know it exactly, what it sums up."""

    key: str
    value: int
    open_: bool = False
    parts: list["Cell"] = field(default_factory=list)

    @property
    def foreign(self) -> int:
        """What of it lies outside the places that the reader may know."""
        if self.parts:
            return sum(one.foreign for one in self.parts)
        return 0 if self.open_ else self.value

    def walk(self) -> Iterable["Cell"]:
        """Itself and everything below, from above to below."""
        yield self
        for one in self.parts:
            yield from one.walk()


def small_below(day: date) -> int:
    """The first number that is shown on a day."""
    return int(begun(entries_of(FILE)["rules"], day)[-1]["below"])


def mark(value: int, below: int, is_sum: bool = False) -> str:
    """What is shown instead of a hidden figure.

    A hidden sum does not say on which side of the threshold it is: who knows some of its parts could tell the others.
    """
    return f"<{below}" if value < below and not is_sum else WITHHELD


def hidden(root: Cell, below: int) -> frozenset[str]:
    """Keys of the places whose figure is hidden: small ones, and what protects them."""
    cells = [one for one in root.walk() if one.parts or not one.open_]
    small = [one for one in cells if 0 < one.foreign < below]
    found = {one.key for one in small}
    above = {part.key: one for one in root.walk() for part in one.parts}
    told = True
    while told:
        ranges = reader_knows(root, found, below)
        told = False
        for one in small:
            low, high = ranges[one.key]
            more = _beside(one, above, found) if low == high else ()
            if more:
                found.update(more)
                told = True
                break
    return frozenset(found)


def _beside(one: Cell, above: Mapping[str, Cell], found: set[str]) -> tuple[str, ...]:
    """What to hide next so that a place is not known: a neighbour with a way down, or the sum; at last nothing."""
    sum_ = above.get(one.key)
    if sum_ is None:
        return ()
    neighbours = [part for part in sum_.parts if part is not one and _hides(part, found)]
    if neighbours:
        return _way_down(min(neighbours, key=lambda part: part.foreign), found)
    if sum_.key not in found:
        return (sum_.key,)
    return _beside(sum_, above, found)


def _hides(part: Cell, found: set[str]) -> bool:
    """Whether anything in it can still be hidden."""
    if part.parts:
        return part.key not in found and any(_hides(one, found) for one in part.parts)
    return not part.open_ and part.key not in found


def _way_down(part: Cell, found: set[str]) -> tuple[str, ...]:
    """A place and, where it is a sum, the least part of it: a hidden sum of shown parts would be known."""
    hiding = [one for one in part.parts if _hides(one, found)]
    if not hiding:
        return (part.key,)
    return (part.key, *_way_down(min(hiding, key=lambda one: one.foreign), found))


def reader_knows(root: Cell, found: Iterable[str], below: int) -> dict[str, Range]:
    """The least and the greatest foreign number that each place may have, from everything that is shown.

    Exact: sums of ranges of whole numbers are ranges, and the sums form a tree.
    """
    covered = frozenset(found)
    ranges: dict[str, Range] = {}
    _upward(root, covered, below, ranges)
    _downward(root, ranges)
    return ranges


def _shown(one: Cell, covered: frozenset[str], below: int) -> Range:
    """What it shows itself: its number; hidden, a place on which side of the threshold it is, a sum nothing."""
    if one.key not in covered or (one.open_ and not one.parts):
        return one.foreign, one.foreign
    if one.parts:
        return 0, MOST
    return (0, below - 1) if one.value < below else (below, MOST)


def _upward(one: Cell, covered: frozenset[str], below: int, ranges: dict[str, Range]) -> Range:
    low, high = _shown(one, covered, below)
    if one.parts:
        parts = [_upward(part, covered, below, ranges) for part in one.parts]
        low = max(low, sum(part[0] for part in parts))
        high = min(high, sum(part[1] for part in parts))
    ranges[one.key] = low, high
    return low, high


def _downward(one: Cell, ranges: dict[str, Range]) -> None:
    low, high = ranges[one.key]
    lows = sum(ranges[part.key][0] for part in one.parts)
    highs = sum(ranges[part.key][1] for part in one.parts)
    for part in one.parts:
        least, most = ranges[part.key]
        narrowed = max(least, low - (highs - most)), min(most, high - (lows - least))
        ranges[part.key] = narrowed
    for part in one.parts:
        _downward(part, ranges)
