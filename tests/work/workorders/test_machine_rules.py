"""The table of moves: nothing but what it declares, and a history tells the state again."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.terms import Post
from gridward.kernel.calendar import calendar
from gridward.work.workorders.problems import OrderMoveNotNow, OrderMoveNotYours
from gridward.work.workorders.rules.ladder import advanced, alarm, desks, given_to, higher
from gridward.work.workorders.rules.machine import (
    BY_OTHERS,
    TABLE,
    apply,
    check,
    opened,
    possible,
    replay,
    running,
)
from gridward.work.workorders.terms import (
    OVER,
    WITH_HANDLER,
    Done,
    Facts,
    Kind,
    OrderMove,
    OrderState,
    Relation,
)
from tests.work.workorders.cases import HOLDERS, START, WORKER, kinds, minutes, opening

members = st.sampled_from([member for held in HOLDERS.values() for member in held])
EVERYBODY = frozenset(Relation)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Kind, list[Done], Facts]:
    """A kind, the moves of an order as they can come, and what it is after them."""
    kind = draw(st.sampled_from(list(kinds().values())))
    first = opening(kind)
    facts = opened(first)
    made = [first]
    for _ in range(draw(st.integers(0, 12))):
        moves = [move for move in TABLE[facts.state] if is_open(facts, move)]
        done, facts = advanced(
            kind, calendar(), facts, drawn(draw, kind, facts, draw(st.sampled_from(moves)))
        )
        made.append(done)
    return kind, made, facts


def is_open(facts: Facts, move: OrderMove) -> bool:
    try:
        check(facts, move, EVERYBODY - {Relation.HANDLER})
    except OrderMoveNotNow:
        return False
    except OrderMoveNotYours:
        return True
    return True


def drawn(draw: st.DrawFn, kind: Kind, facts: Facts, move: OrderMove) -> Done:
    """A move with what it brings along; its clock may be set back."""
    at = facts.at + timedelta(seconds=draw(st.integers(-3_000, 90_000)))
    done = Done(move, at, by=draw(members))
    if move in (OrderMove.DISPATCH, OrderMove.REASSIGN, OrderMove.HAND_ON):
        post = draw(st.sampled_from(list(HOLDERS)))
        rung, post, handler = given_to(kind, facts, HOLDERS, post)
        return replace(done, rung=rung, post=post, handler=handler)
    if move in (OrderMove.ESCALATE, OrderMove.RAISE):
        above = higher(kind, facts, HOLDERS)
        return replace(done, rung=above[0], post=above[1]) if above else done
    if move is OrderMove.ASK:
        return replace(done, until=at + timedelta(days=1))
    if move is OrderMove.DUPLICATE:
        return replace(done, other=UUID(int=99))
    return done


@given(history=histories())
def test_a_history_tells_the_state_again(history: tuple[Kind, list[Done], Facts]) -> None:
    _, made, facts = history
    assert replay(made) == facts


@given(history=histories(), move=st.sampled_from(OrderMove))
def test_from_every_state_only_declared_moves(
    history: tuple[Kind, list[Done], Facts], move: OrderMove
) -> None:
    _, _, facts = history
    if move in TABLE[facts.state]:
        return
    with pytest.raises(OrderMoveNotNow):
        apply(facts, Done(move, facts.at))
    with pytest.raises(OrderMoveNotNow):
        check(facts, move, EVERYBODY)


@given(history=histories(), who=st.sets(st.sampled_from(Relation)))
def test_whoever_is_offered_a_move_may_make_it_and_nobody_else(
    history: tuple[Kind, list[Done], Facts], who: set[Relation]
) -> None:
    _, _, facts = history
    offered = possible(facts, frozenset(who))
    for move in set(OrderMove) - BY_OTHERS:
        if move in offered:
            check(facts, move, frozenset(who))
        else:
            with pytest.raises((OrderMoveNotNow, OrderMoveNotYours)):
                check(facts, move, frozenset(who))


@given(history=histories())
def test_time_never_runs_backwards_and_the_ladder_only_up(
    history: tuple[Kind, list[Done], Facts],
) -> None:
    kind, made, _ = history
    before = opened(made[0])
    for done in made[1:]:
        after = apply(before, done)
        assert after.at >= before.at
        assert before.rung <= after.rung <= len(kind.route(after.route).ladder)
        before = after


@given(history=histories())
def test_what_is_over_awaits_nobody(history: tuple[Kind, list[Done], Facts]) -> None:
    kind, _, facts = history
    over = facts.state in OVER
    assert bool(desks(kind, facts, HOLDERS)) is not over
    if over:
        assert running(facts) == ()
        assert alarm(kind, calendar(), facts) is None


@given(history=histories())
def test_whatever_is_under_way_has_a_clock_or_stands_on_the_top(
    history: tuple[Kind, list[Done], Facts],
) -> None:
    kind, made, facts = history
    if len(made) == 1 or facts.state in OVER:
        return
    top = facts.rung == len(kind.route(facts.route).ladder)
    assert top or alarm(kind, calendar(), facts) is not None or not facts.dues


def test_every_state_leads_to_an_end() -> None:
    for state in OrderState:
        reached, waiting = {state}, [state]
        while waiting:
            new = {step.to for step in TABLE[waiting.pop()].values() if step.to} - reached
            reached |= new
            waiting += new
        assert reached & OVER


def test_nobody_verifies_what_they_handled() -> None:
    for moves in TABLE.values():
        for move in (OrderMove.VERIFY,):
            if move in moves:
                assert moves[move].by == {Relation.VERIFIER}


def test_reading_is_not_acknowledging() -> None:
    facts = dispatched()
    read = apply(facts, Done(OrderMove.READ, START + minutes(2), by=WORKER))
    assert (read.state, read.read_at) == (OrderState.DISPATCHED, START + minutes(2))
    assert running(read) == running(facts)
    taken = apply(read, Done(OrderMove.ACKNOWLEDGE, START + minutes(5), by=WORKER))
    assert (taken.state, taken.read_at) == (OrderState.ACKNOWLEDGED, START + minutes(2))


def test_who_asks_for_more_time_does_not_grant_it() -> None:
    facts = replace(
        dispatched(), state=OrderState.ACKNOWLEDGED, asked_until=START + timedelta(days=1)
    )
    both = frozenset({Relation.DESK, Relation.HANDLER})
    with pytest.raises(OrderMoveNotYours):
        check(facts, OrderMove.GRANT, both)
    check(facts, OrderMove.GRANT, frozenset({Relation.DESK}))


def test_an_extension_moves_the_clock_to_what_was_asked() -> None:
    kind = kinds()["violation"]
    until = START + timedelta(days=1)
    asked = apply(
        replace(dispatched(), state=OrderState.ACKNOWLEDGED),
        Done(OrderMove.ASK, START, by=WORKER, until=until),
    )
    done, granted = advanced(kind, calendar(), asked, Done(OrderMove.GRANT, START))
    assert granted.dues["handle"] == until == done.dues["handle"]
    assert granted.asked_until is None


def test_work_given_to_somebody_else_is_unread() -> None:
    facts = apply(dispatched(), Done(OrderMove.HANDLE, START, by=WORKER))
    back = apply(facts, Done(OrderMove.REOPEN, START))
    given_on = apply(back, Done(OrderMove.REASSIGN, START, post=Post.GRID_POLICE))
    assert given_on.state in WITH_HANDLER
    assert (given_on.read_at, given_on.acknowledged_at, given_on.handler) == (None, None, None)
    assert given_on.reworks == 1


def dispatched() -> Facts:
    return opened(opening(kinds()["violation"]))
