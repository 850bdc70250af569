"""The decision of a three-way merge, on any states."""

from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.register.rules.merging import Merged, State, merge

FIELDS = ("name", "note", "phones", "plates")
TEXTS = st.sampled_from(["", "甲", "乙", "丙"])
SETS = st.lists(st.sampled_from("abcd"), unique=True, max_size=4).map(tuple)
STATES = st.fixed_dictionaries({"name": TEXTS, "note": TEXTS, "phones": SETS, "plates": SETS})


def outcome(merged: Merged, theirs: State) -> dict[str, object]:
    """The state after the merge, lists as sets; a clash stays theirs until somebody decides."""
    after = {**theirs, **merged.values}
    return {
        name: set(value) if isinstance(value, tuple) else value for name, value in after.items()
    }


@given(STATES, STATES)
def test_who_changed_nothing_changes_nothing(before: State, theirs: State) -> None:
    assert merge(before, before, theirs) == Merged({}, ())


@given(STATES, STATES)
def test_where_the_other_changed_nothing_mine_holds(before: State, mine: State) -> None:
    merged = merge(before, mine, before)
    assert not merged.clashes
    assert outcome(merged, before) == outcome(Merged({}, ()), mine)


@given(STATES, STATES)
def test_two_who_say_the_same_agree(before: State, mine: State) -> None:
    assert merge(before, mine, mine) == Merged({}, ())


@given(STATES, STATES, STATES)
def test_only_what_both_changed_differently_is_asked(
    before: State, mine: State, theirs: State
) -> None:
    asked = {clash.field for clash in merge(before, mine, theirs).clashes}
    expected = {
        name
        for name in ("name", "note")
        if mine[name] != before[name] != theirs[name] and mine[name] != theirs[name]
    }
    assert asked == expected


@given(STATES, STATES, STATES)
def test_who_is_first_makes_no_difference(before: State, mine: State, theirs: State) -> None:
    one, other = merge(before, mine, theirs), merge(before, theirs, mine)
    clashing = {clash.field for clash in one.clashes}
    first, second = outcome(one, theirs), outcome(other, mine)
    assert clashing == {clash.field for clash in other.clashes}
    assert {k: v for k, v in first.items() if k not in clashing} == {
        k: v for k, v in second.items() if k not in clashing
    }


@given(STATES, STATES, STATES)
def test_of_lists_each_addition_and_each_removal_holds(
    before: State, mine: State, theirs: State
) -> None:
    after = outcome(merge(before, mine, theirs), theirs)
    for name in ("phones", "plates"):
        was, here, there = (set(state[name]) for state in (before, mine, theirs))  # type: ignore[call-overload]
        assert after[name] == (was & here & there) | (here - was) | (there - was)
