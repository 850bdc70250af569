"""Rules of rounds, without a database."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from gridward.work.rounds.rules.cycles import cycle_began
from gridward.work.rounds.rules.hours import WINDOWS, best_hours
from gridward.work.rounds.rules.outcomes import persons_met, settles
from gridward.work.rounds.rules.visits import Standing, after_visit, learned
from gridward.work.rounds.terms import (
    AnswerKind,
    Hours,
    Known,
    Question,
    QuestionAbout,
    Said,
    VisitOutcome,
)

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
WORKER = UUID(int=7)
outcomes = st.sampled_from(list(VisitOutcome))


def visit(outcome: VisitOutcome, minutes: int = 0, **given: object) -> Said:
    return Said(uuid4(), UUID(int=1), outcome, START + timedelta(minutes=minutes), **given)  # type: ignore[arg-type]


def after(visits: list[Said], most: int = 3) -> Standing:
    standing = Standing()
    for one in visits:
        standing = after_visit(
            standing, one, by=WORKER, persons=3, most=most, again=0, began=START.date()
        )
    return standing


@given(st.lists(outcomes, min_size=1, max_size=5))
def test_phones_may_bring_visits_in_any_order(made: list[VisitOutcome]) -> None:
    visits = [visit(outcome, minutes) for minutes, outcome in enumerate(made)]
    ends = {
        (one.outcome, one.at, one.persons_met, one.tries, one.settled)
        for one in (after(list(order)) for order in permutations(visits))
    }
    assert len(ends) == 1


@given(st.lists(outcomes, min_size=1, max_size=6), st.integers(1, 4))
def test_a_target_is_settled_by_any_end_or_by_enough_closed_doors(
    made: list[VisitOutcome], most: int
) -> None:
    closed = all(one is VisitOutcome.NO_ANSWER for one in made)
    standing = after([visit(one, place) for place, one in enumerate(made)], most)
    assert standing.settled is (not closed or len(made) >= most)


def test_a_visit_of_the_cycle_before_changes_nothing_in_this_one() -> None:
    old = visit(VisitOutcome.MET, -60 * 24)
    assert after([old]) == Standing(visits=1)


def test_who_is_known_not_to_be_there_is_accounted_for() -> None:
    assert persons_met(VisitOutcome.EMPTY, None, 3) == 3
    assert persons_met(VisitOutcome.AWAY, None, 3) == 3
    assert persons_met(VisitOutcome.REFUSED, None, 3) == 0
    assert persons_met(VisitOutcome.MET, 2, 3) == 2
    assert not settles(VisitOutcome.NO_ANSWER, 2, 3)


def test_the_hours_are_those_at_which_doors_opened() -> None:
    assert best_hours([]) is None
    assert best_hours([(9, False), (9, False), (19, True)]) == Hours(18, 21)
    assert best_hours([(9, True), (9, True), (9, False), (19, False)]) == Hours(8, 10)


def test_a_window_never_tried_beats_one_in_which_nobody_was() -> None:
    assert best_hours([(19, False)]) == Hours(16, 18)


@given(st.lists(st.tuples(st.integers(0, 23), st.booleans()), max_size=30))
def test_hours_are_a_window_by_day(tries: list[tuple[int, bool]]) -> None:
    found = best_hours(tries)
    assert found is None or found in WINDOWS


@given(st.integers(1, 30), st.integers(0, 400))
def test_a_cycle_begins_every_so_many_days(every: int, later: int) -> None:
    start = date(2026, 1, 1)
    today = start + timedelta(days=later)
    began = cycle_began(start, every, today)
    assert began <= today < began + timedelta(days=every)
    assert (began - start).days % every == 0
    assert cycle_began(start, 0, today) == start


PERSONS = {"a", "b"}
FEVER = Question("fever", "发热", QuestionAbout.PERSON, AnswerKind.YES_NO)
DAY = date(2026, 3, 2)


def test_answers_of_persons_who_were_not_asked_stay_with_their_day() -> None:
    before = {"fever": Known({"a": True, "b": False, "gone": True}, DAY - timedelta(days=5))}
    said = visit(VisitOutcome.MET, answers={"fever": {"a": False}})
    known = learned(before, said, {"fever": FEVER}, PERSONS, DAY)
    assert known["fever"] == Known({"a": False, "b": False}, DAY - timedelta(days=5))
    said = visit(VisitOutcome.MET, answers={"fever": {"a": True, "b": True}})
    assert learned(before, said, {"fever": FEVER}, PERSONS, DAY)["fever"].on == DAY


def test_an_answer_that_arrives_late_does_not_replace_a_later_one() -> None:
    before = {"fever": Known({"a": True, "b": True}, DAY)}
    said = visit(VisitOutcome.MET, answers={"fever": {"a": False, "b": False}})
    assert learned(before, said, {"fever": FEVER}, PERSONS, DAY - timedelta(days=1)) == before


def test_what_is_unchanged_was_answered_on_that_day() -> None:
    before = {"fever": Known({"a": True}, DAY - timedelta(days=5)), "other": Known(1, DAY)}
    known = learned(before, visit(VisitOutcome.MET, unchanged=True), {"fever": FEVER}, PERSONS, DAY)
    assert known["fever"].on == DAY
