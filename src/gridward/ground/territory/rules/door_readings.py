"""Which number of an address is the building, the unit, the floor, the room: all sensible readings, best first.

The shape of an address (what stands before each number, its unit word, its size) decides, not the numbers
themselves; there are few shapes, so each is weighed once. Levels rise from the street to the door. A row of
`_PRICES` says what a reading costs; prices were set by hand after counting `train.txt` of address_ncap.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from gridward.ground.territory.terms.addresses import Level

Levels: TypeAlias = tuple[Level | None, ...]

MOST_NUMBERS = 7  # of one address; what follows is not understood
MOST_READINGS = 6
WORTH_ASKING = 3.0  # a reading dearer than the best by more than this is nonsense
_H, _B, _U, _F, _R = Level


class _Price(NamedTuple):
    """One row: atoms of these kinds, sizes, neighbours; "" matches all; the first row that fits holds."""

    kinds: str
    sizes: str = ""
    before: str = ""
    after: str = ""  # levels already read: "." none yet, else h b u f r
    joined: bool | None = None  # whether another number follows directly
    costs: tuple[tuple[Level, float], ...] = ()


_PRICES = (
    _Price("B", costs=((_B, 0),)),
    _Price("U", costs=((_U, 0),)),
    _Price("F", costs=((_F, 0),)),
    _Price("RX", costs=((_R, 0),)),
    _Price("L", costs=((_H, 0),)),
    _Price("E", costs=((_R, 0), (_B, 2))),
    _Price("S", "a", costs=((_B, 0), (_F, 3))),
    _Price("S", costs=((_F, 0), (_B, 1.5))),
    _Price("N", "", "r", ".", costs=((_H, 0), (_B, 2.5), (_R, 3))),
    _Price("N", "", "v", ".", costs=((_H, 0.3), (_B, 1.5), (_R, 2.5))),
    _Price("N", "", "sn^", ".", joined=True, costs=((_B, 0.4), (_H, 0.6), (_R, 2.5))),
    _Price("N", "", "s", ".", costs=((_B, 0.4), (_H, 1), (_R, 1.2))),
    _Price("N", "", "m", ".h", costs=((_R, 0.4), (_H, 0.8), (_B, 1.6))),
    _Price("N", "", "n^", ".", costs=((_H, 0.4), (_B, 0.9), (_R, 2.2))),
    _Price("N", "", "-", "h", costs=((_B, 0.2), (_H, 1), (_R, 2))),
    _Price("N", "", "", "h", costs=((_B, 0.4), (_R, 1), (_U, 2.5))),
    _Price("N", "l", "", "b", costs=((_R, 0.2), (_U, 1))),
    _Price("N", "", "-", "b", costs=((_R, 0.5), (_U, 0.8))),
    _Price("N", "", "", "b", costs=((_U, 0.4), (_R, 0.9))),
    _Price("N", costs=((_R, 0.1),)),
    _Price("0", "sl", "r", ".", costs=((_H, 0.3), (_B, 1.5), (_R, 2.5))),
    _Price("0", "a", "", ".h", joined=True, costs=((_B, 0.3),)),
    _Price("0", "a", "", ".h", costs=((_B, 2.2),)),
    _Price("0", "", "", ".", joined=True, costs=((_B, 0.2), (_U, 1.7), (_H, 2.2))),
    _Price("0", "s", "", ".", costs=((_B, 0.4), (_R, 2.4))),
    _Price("0", "l", "m", ".h", costs=((_R, 0.3), (_B, 1.7))),
    _Price("0", "l", "s", ".", costs=((_B, 0.4), (_R, 1.1), (_H, 2.5))),
    _Price("0", "l", "", ".", costs=((_H, 0.9), (_R, 1), (_B, 1))),
    _Price("0", "l", "", "h", joined=True, costs=((_B, 0.3), (_R, 1.2))),
    _Price("0", "l", "", "h", costs=((_R, 0.4), (_B, 1.0))),
    _Price("0", "", "-", "h", joined=False, costs=((_B, 0.4), (_H, 1.4), (_R, 2))),
    _Price("0", "", "", "h", costs=((_B, 0.3), (_U, 1.8), (_R, 2))),
    _Price("0", "l", "", "b", costs=((_R, 0), (_U, 2.5))),
    _Price("0", "", "", "b", costs=((_U, 0.3), (_R, 1.2))),
    _Price("0", costs=((_R, 0),)),
)
_PASSED_OVER = {"0": 1.8, "N": 3.5}  # a number that is not part of the door
_PASSED_OVER_OTHERS = 5.0
_PASSED_OVER_LETTER = 1.2
_INTERRUPTED = 1.0  # words stand between the door's numbers
_WORDS_BEFORE = "nrvsm"
_LETTERS = ".hbufr"


@lru_cache(maxsize=4096)
def readings_of(shapes: tuple[str, ...]) -> tuple[Levels, ...]:
    """The sensible readings of numbers with these shapes: a level, or None, for each number.

    Only the best one may pass over a number: a known building must not win by what it ignores.
    """
    priced = sorted(_walk(shapes[:MOST_NUMBERS]), key=lambda found: found[0])
    limit = priced[0][0] + WORTH_ASKING
    best, *others = (levels for cost, levels in priced[:MOST_READINGS] if cost <= limit)
    return best, *(levels for levels in others if None not in levels)


def _walk(shapes: tuple[str, ...], reached: Level | None = None) -> Iterator[tuple[float, Levels]]:
    """Every way to give rising levels to the numbers, with its price."""
    if not shapes:
        yield 0.0, ()
        return
    for cost, level in _choices(shapes, reached):
        now = reached if level is None else level
        for rest, levels in _walk(shapes[1:], now):
            yield cost + rest, (level, *levels)


def _choices(
    shapes: tuple[str, ...], reached: Level | None
) -> Iterator[tuple[float, Level | None]]:
    before, kind, size = tuple(shapes[0])
    over = _PASSED_OVER.get(kind, _PASSED_OVER_OTHERS)
    yield (_PASSED_OVER_LETTER if kind + size == "0a" else over), None
    extra = _INTERRUPTED if before in _WORDS_BEFORE and reached not in (None, _H) else 0.0
    for level, cost in _price(shapes, reached):
        if reached is None or level > reached or level == reached == _H:
            yield cost + extra, level


def _price(shapes: tuple[str, ...], reached: Level | None) -> tuple[tuple[Level, float], ...]:
    before, kind, size = tuple(shapes[0])
    after = "." if reached is None else _LETTERS[reached + 1]
    joined = len(shapes) > 1 and shapes[1][0] in "-j"
    for row in _PRICES:
        fits = (
            kind in row.kinds and size in (row.sizes or size) and before in (row.before or before)
        )
        if fits and after in (row.after or after) and row.joined in (None, joined):
            return row.costs
    return ()
