"""The ladder of each founding kind: whose it is, on whose desk, when silence sends it higher."""

from dataclasses import replace
from datetime import datetime

from gridward.ground.staff.terms import Post
from gridward.kernel.calendar import calendar
from gridward.work.workorders.rules.ladder import (
    Holders,
    advanced,
    alarm,
    desks,
    given_to,
    higher,
    passed,
    with_dues,
)
from gridward.work.workorders.rules.machine import apply, opened
from gridward.work.workorders.rules.standing import Named, Party, relations
from gridward.work.workorders.terms import (
    Done,
    Facts,
    Kind,
    OrderClock,
    OrderMove,
    OrderState,
    Relation,
)
from tests.work.workorders.cases import (
    FIRST,
    HOLDERS,
    LEADER,
    POLICE,
    START,
    WORKER,
    kinds,
    minutes,
    opening,
)


def begun(kind: Kind, at: datetime = START) -> Facts:
    done = opening(kind, at)
    bare = opened(done)
    return opened(with_dues(kind, calendar(), None, done, bare))


def rise(kind: Kind, facts: Facts, at: datetime, held: Holders = HOLDERS) -> Facts:
    """What the sweep does at an instant."""
    above = higher(kind, facts, held)
    assert above
    number, post = above
    done = Done(OrderMove.ESCALATE, at, rung=number, post=post)
    return advanced(kind, calendar(), facts, done)[1]


def test_a_violation_goes_to_the_chiefs_then_to_the_police() -> None:
    kind = kinds()["violation"]
    facts = begun(kind)
    assert desks(kind, facts, HOLDERS) == [WORKER]
    assert alarm(kind, calendar(), facts) == START + minutes(15)
    chiefs = rise(kind, facts, START + minutes(15))
    assert (chiefs.post, chiefs.state) == (Post.GRID_MANAGER, OrderState.DISPATCHED)
    assert desks(kind, chiefs, HOLDERS) == [
        *(WORKER, Post.COMMUNITY_GRID_LEADER, Post.FIRST_GRID_LEADER)
    ]
    police = rise(kind, chiefs, START + minutes(30))
    assert (police.post, police.rung, police.read_at) == (Post.GRID_POLICE, 2, None)
    assert police.dues[OrderClock.ON_SCENE] == START + minutes(60)


def test_each_step_has_as_long_as_the_first_and_the_top_is_the_end() -> None:
    kind = kinds()["gate_emergency"]
    facts = begun(kind)
    first = alarm(kind, calendar(), facts)
    assert first == START + minutes(10)
    raised = rise(kind, facts, START + minutes(11))
    assert alarm(kind, calendar(), raised) == START + minutes(21)
    assert passed(raised, START + minutes(12)) == [OrderClock.ACKNOWLEDGE]
    top = rise(kind, raised, START + minutes(21))
    assert alarm(kind, calendar(), top) is None
    assert higher(kind, top, HOLDERS) is None


def test_acknowledged_in_time_the_next_clock_counts() -> None:
    kind = kinds()["fever"]
    facts = begun(kind)
    taken = apply(facts, Done(OrderMove.ACKNOWLEDGE, START + minutes(5), by=WORKER))
    assert alarm(kind, calendar(), taken) == START + minutes(30)
    there = apply(taken, Done(OrderMove.ARRIVE, START + minutes(20), by=WORKER))
    assert alarm(kind, calendar(), there) == START + minutes(240)


def test_a_rung_without_anybody_is_passed_by() -> None:
    kind = kinds()["violation"]
    held = {Post.GRID_MANAGER: [WORKER], Post.GRID_POLICE: [POLICE]}
    assert higher(kind, begun(kind), held) == (2, Post.GRID_POLICE)
    assert higher(kind, begun(kind), {Post.GRID_MANAGER: [WORKER]}) is None


def test_work_of_a_vacant_post_is_that_of_the_first_filled_rung() -> None:
    kind = kinds()["facility_broken"]
    facts = begun(kind)
    held = {post: who for post, who in HOLDERS.items() if post is not Post.GRID_MANAGER}
    assert given_to(kind, facts, held, Post.GRID_MANAGER) == (
        *(1, Post.COMMUNITY_GRID_LEADER, LEADER),
    )
    assert given_to(kind, facts, {}, Post.GRID_MANAGER) == (0, Post.GRID_MANAGER, None)


def test_a_report_waits_for_the_desk() -> None:
    kind = kinds()["resident_need"]
    facts = begun(kind)
    assert (facts.state, facts.post) == (OrderState.REPORTED, None)
    assert desks(kind, facts, HOLDERS) == [Post.COMMUNITY_GRID_LEADER]
    assert desks(kind, facts, {Post.FIRST_GRID_LEADER: [FIRST]}) == [Post.FIRST_GRID_LEADER]
    assert alarm(kind, calendar(), facts) == START + minutes(240)


def test_whoever_handled_is_not_asked_to_verify() -> None:
    kind = kinds()["organisation_duty"]
    facts = replace(begun(kind), state=OrderState.DISPATCHED, post=Post.COMMUNITY_GRID_LEADER)
    handled = apply(facts, Done(OrderMove.HANDLE, START, by=LEADER))
    assert desks(kind, handled, HOLDERS) == [Post.FIRST_GRID_LEADER]
    named = Named(WORKER, None)
    leader = Party(LEADER, frozenset({Post.COMMUNITY_GRID_LEADER}))
    first = Party(FIRST, frozenset({Post.FIRST_GRID_LEADER}))
    assert Relation.VERIFIER not in relations(kind, handled, named, leader)
    assert Relation.VERIFIER in relations(kind, handled, named, first)


def test_whose_conduct_it_is_about_may_reply_and_no_more() -> None:
    kind = kinds()["staff_conduct"]
    party = Party(WORKER, frozenset({Post.GRID_MANAGER}))
    assert relations(kind, begun(kind), Named(LEADER, WORKER), party) == {Relation.CONCERNED}


def test_a_colleague_of_the_same_post_handles_until_somebody_has_taken_it() -> None:
    kind = kinds()["violation"]
    open_to_all = replace(begun(kind), handler=None)
    both = Party(LEADER, frozenset({Post.GRID_MANAGER}))
    assert Relation.HANDLER in relations(kind, open_to_all, Named(None, None), both)
    taken = apply(open_to_all, Done(OrderMove.ACKNOWLEDGE, START, by=WORKER))
    assert taken.handler == WORKER
    assert Relation.HANDLER not in relations(kind, taken, Named(None, None), both)


def test_work_let_go_is_looked_at_in_the_next_sweep() -> None:
    kind = kinds()["violation"]
    gone = apply(begun(kind), Done(OrderMove.LET_GO, START + minutes(3)))
    assert alarm(kind, calendar(), gone) == START + minutes(3)
    assert higher(kind, gone, HOLDERS, take_over=True) == (1, Post.COMMUNITY_GRID_LEADER)
    done = Done(OrderMove.HAND_ON, START + minutes(4), post=Post.GRID_MANAGER, handler=FIRST)
    taken = advanced(kind, calendar(), gone, done)[1]
    assert alarm(kind, calendar(), taken) == START + minutes(19)


def test_a_clock_set_back_sends_nothing_higher_twice() -> None:
    kind = kinds()["violation"]
    raised = rise(kind, begun(kind), START + minutes(15))
    again = rise(kind, raised, START + minutes(1))
    assert (again.at, again.raised_at) == (raised.at, raised.raised_at)
