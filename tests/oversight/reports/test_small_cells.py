"""Small figures are hidden, and nobody finds them by subtraction: an own search over all numbers says so."""

from datetime import date
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gridward.oversight.reports.rules.small_cells import (
    WITHHELD,
    Cell,
    hidden,
    mark,
    reader_knows,
    small_below,
)

BELOW = 5
NUMBERS = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 4, 5, 6, 9])


def summed(key: str, parts: list[Cell]) -> Cell:
    return Cell(key, sum(one.value for one in parts), parts=parts)


@st.composite
def streets(draw: st.DrawFn, most: int = 4) -> Cell:
    communities = []
    for number in range(draw(st.integers(1, 3))):
        grids = [
            Cell(f"{number}.{place}", draw(NUMBERS), draw(st.integers(0, 5)) == 0)
            for place in range(draw(st.integers(1, most)))
        ]
        communities.append(summed(str(number), grids))
    return summed("street", communities)


def told(root: Cell, covered: frozenset[str]) -> dict[str, str]:
    return {
        one.key: mark(one.value, BELOW, bool(one.parts)) if one.key in covered else str(one.value)
        for one in root.walk()
    }


def small(root: Cell) -> list[Cell]:
    cells = (one for one in root.walk() if one.parts or not one.open_)
    return [one for one in cells if 0 < one.foreign < BELOW]


@given(streets())
@settings(max_examples=150, deadline=None)
def test_every_small_figure_is_hidden_and_could_be_another(root: Cell) -> None:
    covered = hidden(root, BELOW)
    knows = reader_knows(root, covered, BELOW)
    for one in small(root):
        assert one.key in covered
        low, high = knows[one.key]
        assert low < high
        assert low <= one.foreign <= high
    for one in root.walk():
        if not one.parts and one.open_:
            assert one.key not in covered


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=2), min_size=1, max_size=2))
@settings(max_examples=20, deadline=None)
def test_a_search_over_all_numbers_finds_two_worlds_for_each_small_figure(
    numbers: list[list[int]],
) -> None:
    def street(values: list[int]) -> Cell:
        left = iter(values)
        communities = [
            summed(str(n), [Cell(f"{n}.{place}", next(left)) for place in range(len(grids))])
            for n, grids in enumerate(numbers)
        ]
        return summed("street", communities)

    root = street([one for grids in numbers for one in grids])
    covered = hidden(root, BELOW)
    assume(covered)
    shown = told(root, covered)
    count = sum(len(grids) for grids in numbers)
    worlds = [
        {cell.key: cell.value for cell in other.walk()}
        for values in product(range(9), repeat=count)
        if told(other := street(list(values)), covered) == shown
    ]
    for one in small(root):
        assert len({world[one.key] for world in worlds}) > 1


def test_a_single_small_grid_takes_a_neighbour_with_it_and_the_sums_stay() -> None:
    grids = [Cell("a1", 2), Cell("a2", 0), Cell("a3", 7)]
    root = summed("street", [summed("a", grids), summed("b", [Cell("b1", 9)])])
    assert hidden(root, BELOW) == {"a1", "a2"}


def test_two_of_the_greatest_small_number_would_be_known_by_their_sum() -> None:
    root = summed("street", [Cell("a1", 4), Cell("a2", 4), Cell("a3", 9)])
    assert hidden(root, BELOW) == {"a1", "a2", "a3"}


def test_a_grid_alone_in_its_sum_takes_the_sum_along() -> None:
    root = summed("street", [summed("a", [Cell("a1", 3)]), summed("b", [Cell("b1", 8)])])
    assert hidden(root, BELOW) == {"a1", "a", "b1", "b"}


def test_what_a_reader_looks_after_does_not_give_the_neighbours_away() -> None:
    root = summed("a", [Cell("a1", 6, open_=True), Cell("a2", 3)])
    covered = hidden(root, BELOW)
    assert covered == {"a2", "a"}
    assert mark(root.value, BELOW, is_sum=True) == WITHHELD


def test_a_hidden_sum_does_not_say_that_it_reaches_the_threshold() -> None:
    root = summed("street", [summed("a", [Cell("a1", 4), Cell("a2", 1, open_=True)])])
    covered = hidden(root, BELOW)
    assert covered == {"a1", "a", "street"}
    assert (mark(5, BELOW, is_sum=True), mark(4, BELOW, is_sum=True)) == (WITHHELD, WITHHELD)
    assert reader_knows(root, covered, BELOW)["a1"] == (0, 4)


def test_nobody_is_no_secret_and_no_small_figure_hides_nothing() -> None:
    root = summed("a", [Cell("a1", 0), Cell("a2", 12)])
    assert hidden(root, BELOW) == frozenset()


def test_the_threshold_is_dated_data() -> None:
    assert small_below(date(2022, 4, 1)) == 5
    assert (mark(4, 5), mark(0, 5), mark(5, 5)) == ("<5", "<5", "*")
