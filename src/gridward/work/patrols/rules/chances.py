"""Whether lots fell as equal chances would have them: Pearson's test, with the numbers that are exactly expected.

Several hours of one week are drawn without putting back, so they repel each other and the sum of squares is smaller
than for independent draws by the factor (n - k) / (n - 1), for k of n hours; without it, lots that somebody bent would
look more harmless than they are.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from gridward.work.patrols.rules.drawing import Cell, cells, mondays
from gridward.work.patrols.terms import Chance, Fairness, Lots, Slot

PRECISION = 1e-12


def hours_fairness(lots: Lots, slots: Sequence[Slot], until: date) -> Fairness:
    """How often each hour of the day was drawn in the weeks that were over on a day."""
    return _fairness(lots, slots, until, lambda cell: f"{cell[1]:02d}")


def days_fairness(lots: Lots, slots: Sequence[Slot], until: date) -> Fairness:
    """How often each day of the week was drawn; "1" is Monday."""
    return _fairness(lots, slots, until, lambda cell: str(cell[0].isoweekday()))


def points_fairness(lots: Lots, slots: Sequence[Slot], until: date) -> Fairness:
    """How often each point was drawn; each draw stands alone."""
    counted = Counter(str(one.point) for one in slots if one.day <= until)
    share = sum(counted.values()) / len(lots.points)
    return _tested({str(one): Chance(counted[str(one)], share) for one in lots.points}, 1.0)


def _fairness(
    lots: Lots, slots: Sequence[Slot], until: date, of: Callable[[Cell], str]
) -> Fairness:
    weeks = _weeks_over(lots, until)
    expected: dict[str, float] = defaultdict(float)
    spread = drawn = 0.0
    for week in weeks:
        take = min(lots.per_week, len(week))
        for cell in week:
            expected[of(cell)] += take / len(week)
        spread += take * (len(week) - take) / max(1, len(week) - 1)
        drawn += take
    days = {day for week in weeks for day, _ in week}
    counted = Counter(of((one.day, one.at.hour)) for one in slots if one.day in days)
    chances = {key: Chance(counted[key], share) for key, share in sorted(expected.items())}
    return _tested(chances, spread / drawn if drawn else 0.0)


def _weeks_over(lots: Lots, until: date) -> list[list[Cell]]:
    """The hours of each week that is over: of another too little is known, its draws may still be ahead."""
    weeks = (cells(lots, monday) for monday in mondays(lots))
    return [week for week in weeks if week and week[-1][0] <= until]


def _tested(chances: Mapping[str, Chance], spread: float) -> Fairness:
    squares = sum(
        (one.drawn - one.expected) ** 2 / one.expected for one in chances.values() if one.expected
    )
    freedom = len(chances) - 1
    if freedom < 1 or spread <= 0 or not sum(one.drawn for one in chances.values()):
        return Fairness(chances)
    statistic = squares / spread
    return Fairness(chances, statistic, freedom, surprise(statistic, freedom))


def surprise(statistic: float, freedom: int) -> float:
    """The chance that chi-square with so many degrees of freedom is at least so large: Q(freedom/2, statistic/2)."""
    if statistic <= 0:
        return 1.0
    shape, place = freedom / 2, statistic / 2
    if place < shape + 1:
        return 1.0 - _lower_series(shape, place)
    return _upper_fraction(shape, place)


def _lower_series(shape: float, place: float) -> float:
    """The regularised lower gamma function by its series."""
    term = total = 1.0 / shape
    step = shape
    while term > total * PRECISION:
        step += 1
        term *= place / step
        total += term
    return total * _front(shape, place)


def _upper_fraction(shape: float, place: float) -> float:
    """The regularised upper gamma function by Lentz's continued fraction."""
    lead = place + 1 - shape
    value = ratio = 1 / lead
    grown = math.inf
    for number in range(1, 10_000):
        factor = -number * (number - shape)
        lead += 2
        ratio = 1 / (factor * ratio + lead)
        grown = lead + factor / grown
        change = grown * ratio
        value *= change
        if abs(change - 1) < PRECISION:
            break
    return value * _front(shape, place)


def _front(shape: float, place: float) -> float:
    return math.exp(shape * math.log(place) - place - math.lgamma(shape))
