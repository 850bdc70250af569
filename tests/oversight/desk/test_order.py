"""Worst first: a person with a fever before everything, then what is late, then what the reader may do."""

from hypothesis import given
from hypothesis import strategies as st

from gridward.oversight.desk.rules.order import worst_first
from gridward.oversight.desk.terms import DeskItem, Waiting

WAITING = st.builds(
    Waiting,
    item=st.sampled_from(DeskItem),
    count=st.integers(0, 3),
    late=st.integers(0, 2),
    mine=st.booleans(),
)


def test_fever_late_mine_others_and_what_is_quiet() -> None:
    fever = Waiting(DeskItem.FEVER, 1)
    late = Waiting(DeskItem.NOTICES, 2, late=1)
    mine = Waiting(DeskItem.TOMORROW, 4)
    others = Waiting(DeskItem.APPEALS, 9, mine=False)
    quiet = Waiting(DeskItem.LISTS, 0)
    assert worst_first([quiet, others, mine, late, fever]) == [fever, late, mine, others, quiet]


@given(st.lists(WAITING))
def test_nothing_is_lost_and_what_is_late_never_stands_behind_what_is_not(
    found: list[Waiting],
) -> None:
    told = worst_first(found)
    assert sorted(map(repr, told)) == sorted(map(repr, found))
    places = [n for n, one in enumerate(told) if one.count and one.item is not DeskItem.FEVER]
    late = [bool(told[n].late) for n in places]
    assert late == sorted(late, reverse=True)
