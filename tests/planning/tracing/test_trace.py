"""Tracing: whom a case met, whom they met afterwards, with evidence; every answer as by looking at every pair."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from gridward.planning.tracing import Question, Refused
from gridward.planning.tracing.engines import Engine, engine_of
from gridward.planning.tracing.storing import index
from gridward.planning.tracing.tracing import trace, what_if
from tests.planning.tracing.worlds import Row, World, at, expected, rows_of, together

DAY = 24 * 60.0
CASE = ("ann", 0.0, DAY, DAY)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with engine_of("duckdb") as made:
        yield made


@pytest.fixture
def ask(engine: Engine, tmp_path: Path):  # type: ignore[no-untyped-def]
    def asked(world: World, degrees: int = 2, window: int = 10) -> list[Row]:
        question = Question(degrees, window)
        found = rows_of(trace(tmp_path, world.write(tmp_path), question, engine).rows)
        assert found == expected(world, question)
        return found

    return asked


def people(rows: list[Row]) -> list[tuple[str, int]]:
    return sorted({(row[1], row[2]) for row in rows})


# -- passages ------------------------------------------------------------------------------------


def test_the_window_holds_its_edges_before_and_after(ask) -> None:  # type: ignore[no-untyped-def]
    gate = [("ann", "gate", 100.0), ("before", "gate", 90.0), ("after", "gate", 110.0)]
    out = [("early", "gate", 89.99), ("late", "gate", 110.01), ("elsewhere", "other", 100.0)]
    rows = ask(World(passages=gate + out, cases=[CASE]), degrees=1)
    assert people(rows) == [("after", 1), ("before", 1)]
    assert {row[1]: row[7] for row in rows} == {"after": at(110), "before": at(100)}


def test_the_same_instant_counts_even_without_a_window(ask) -> None:  # type: ignore[no-untyped-def]
    world = World([("ann", "g", 5.0), ("bob", "g", 5.0), ("cat", "g", 5.01)], cases=[CASE])
    assert people(ask(world, window=0)) == [("bob", 1)]


def test_a_meeting_over_midnight_is_one_meeting(ask) -> None:  # type: ignore[no-untyped-def]
    rows = ask(World([("ann", "g", 719.0), ("bob", "g", 722.0)], cases=[CASE]))
    assert [(row[1], row[10]) for row in rows] == [("bob", 1)]
    assert (rows[0][7].day, rows[0][7].hour) == (2, 0)


def test_only_passages_of_the_case_within_its_window_count(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [("ann", "g", -1.0), ("old", "g", -2.0), ("ann", "h", 0.0), ("edge", "h", -9.0)]
    assert people(ask(World(passed, cases=[CASE]), degrees=1)) == [("edge", 1)]


def test_passages_of_the_case_are_counted_not_pairs(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [("ann", "g", 0.0), ("ann", "g", 0.0), ("ann", "g", 8.0)]
    passed += [("bob", "g", 1.0), ("bob", "g", 2.0), ("bob", "g", 3.0)]
    assert ask(World(passed, cases=[CASE]), degrees=1)[0][10] == 2


# -- stays and groups ----------------------------------------------------------------------------


def test_time_together_in_overlapping_stays_counts_once(ask) -> None:  # type: ignore[no-untyped-def]
    stays = [("ann", "inn", 0.0, 100.0), ("bob", "inn", 10.0, 40.0), ("bob", "inn", 30.0, 50.0)]
    rows = ask(World(stays=[*stays, ("bob", "inn", 70.0, 80.0)], cases=[CASE]))
    assert [(row[9], row[10]) for row in rows] == [(50, 2)]


def test_stays_that_touch_meet_for_no_time(ask) -> None:  # type: ignore[no-untyped-def]
    world = World(stays=[("ann", "inn", 0.0, 60.0), ("bob", "inn", 60.0, 90.0)], cases=[CASE])
    assert [(row[1], row[9], row[10]) for row in ask(world)] == [("bob", 0, 1)]


def test_a_group_without_ends_is_met_in_the_whole_window(ask) -> None:  # type: ignore[no-untyped-def]
    home = [("ann", "h1", "household", None, None), ("bob", "h1", "household", None, None)]
    shift = [("ann", "s1", "shift", 0.0, 600.0), ("cat", "s1", "shift", 500.0, 900.0)]
    other = [("dan", "h1", "company", None, None)]
    rows = ask(World(groups=home + shift + other, cases=[CASE]), degrees=1)
    assert [(row[1], row[5], row[9]) for row in rows] == [
        ("bob", "household", 1440),
        ("cat", "shift", 100),
    ]


def test_stays_of_weeks_meet_stays_of_minutes(ask) -> None:  # type: ignore[no-untyped-def]
    stays = [("ann", "inn", -9 * DAY, 9 * DAY), ("bob", "inn", 700.0, 703.0)]
    stays += [("cat", "inn", -30 * DAY, 1.0), ("dan", "inn", -30 * DAY, -1.0)]
    assert people(ask(World(stays=stays, cases=[CASE]))) == [("bob", 1), ("cat", 1)]


# -- degrees -------------------------------------------------------------------------------------


def test_the_second_degree_counts_from_the_first_meeting_on(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [("bob", "shop", 90.0), ("early", "shop", 91.0), ("ann", "gate", 100.0)]
    passed += [("bob", "gate", 105.0), ("bob", "shop", 200.0), ("late", "shop", 201.0)]
    rows = ask(World(passed, cases=[CASE]))
    assert people(rows) == [("bob", 1), ("late", 2)]
    assert rows[-1][3] == "bob"


def test_the_second_degree_ends_when_contacts_no_longer_count(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [("ann", "gate", 0.0), ("bob", "gate", 0.0), ("bob", "x", 60.0), ("cat", "x", 60.0)]
    passed += [("bob", "x", 90.0), ("dan", "x", 90.0)]
    world = World(passed, cases=[("ann", 0.0, 10.0, 60.0)])
    assert people(ask(world)) == [("bob", 1), ("cat", 2)]


def test_nobody_is_their_own_contact_nor_of_both_degrees(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [(one, "gate", t) for t in (0.0, 5.0, 50.0) for one in ("ann", "bob", "cat")]
    rows = ask(World(passed, cases=[CASE]))
    assert people(rows) == [("bob", 1), ("cat", 1)]


def test_two_cases_that_meet_are_contacts_of_each_other(ask) -> None:  # type: ignore[no-untyped-def]
    passed = [("ann", "g", 0.0), ("bob", "g", 1.0), ("bob", "h", 30.0), ("cat", "h", 31.0)]
    rows = ask(World(passed, cases=[CASE, ("bob", 0.0, DAY, DAY)]))
    told = {(row[0], row[1], row[2], row[3]) for row in rows}
    assert told == {
        ("ann", "bob", 1, None),
        ("bob", "ann", 1, None),
        ("bob", "cat", 1, None),
        ("ann", "cat", 2, "bob"),
    }


# -- all of it -----------------------------------------------------------------------------------

PEOPLE = st.sampled_from(["a", "b", "c", "d", "e", "f"])
PLACES = st.sampled_from(["p", "q"])
MINUTES = st.integers(-40, 60).map(lambda tens: tens * 15.0) | st.integers(680, 760).map(float)
ENDS = st.tuples(MINUTES, MINUTES | st.none()).map(
    lambda ends: ends if ends[1] is None else (min(ends), max(ends))  # type: ignore[type-var]
)
CASES = st.lists(
    st.tuples(PEOPLE, st.tuples(MINUTES, MINUTES, MINUTES).map(sorted)),
    min_size=1,
    max_size=2,
    unique_by=lambda one: one[0],
).map(lambda cases: [(person, *ends) for person, ends in cases])
WORLDS = st.builds(
    World,
    st.lists(st.tuples(PEOPLE, PLACES, MINUTES), max_size=14),
    st.lists(st.tuples(PEOPLE, PLACES, ENDS).map(lambda one: (*one[:2], *one[2])), max_size=6),
    st.lists(
        st.tuples(PEOPLE, PLACES, st.sampled_from(["家", "shift"]), ENDS).map(
            lambda one: (*one[:3], *one[3])
        ),
        max_size=6,
    ),
    CASES,  # type: ignore[arg-type]
)


@bounded(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORLDS, min_size=15, max_size=30), st.sampled_from([0, 7, 10, 45]))
def test_every_answer_is_that_of_looking_at_every_pair(
    engine: Engine, worlds: list[World], window: int
) -> None:
    world, question = together(worlds), Question(2, window)
    with TemporaryDirectory() as folder:
        cases = world.write(Path(folder))
        found = rows_of(trace(Path(folder), cases, question, engine).rows)
    assert found == expected(world, question)


def test_empty_tables_answer_nothing_and_tell_whom_nobody_knows(
    engine: Engine, tmp_path: Path
) -> None:
    cases = World(cases=[CASE]).write(tmp_path)
    found = trace(tmp_path, cases, Question(), engine)
    assert (found.rows.num_rows, found.cases, found.unknown) == (0, 0, ("ann",))


def test_an_index_answers_as_the_tables_do(engine: Engine, tmp_path: Path) -> None:
    passed = [("ann", "g", 0.0), ("bob", "g", 1.0), ("bob", "h", 30.0), ("cat", "h", 31.0)]
    world = World(passed, [("ann", "i", 0.0, None), ("dan", "i", 9.0, 12.0)], cases=[CASE])
    cases = world.write(tmp_path)
    before = trace(tmp_path, cases, Question(), engine).rows
    assert index(tmp_path)[1] is True
    assert index(tmp_path)[1] is False
    assert trace(tmp_path, cases, Question(), engine).rows.equals(before)


def test_an_index_of_other_tables_is_not_asked(engine: Engine, tmp_path: Path) -> None:
    cases = World([("ann", "g", 0.0)], cases=[CASE]).write(tmp_path)
    index(tmp_path)
    World([("ann", "g", 0.0), ("bob", "g", 1.0)], cases=[CASE]).write(tmp_path)
    with pytest.raises(Refused) as refused:
        trace(tmp_path, cases, Question(), engine)
    assert refused.value.finding.code == "index_old"
    assert index(tmp_path)[1] is True
    assert people(rows_of(trace(tmp_path, cases, Question(), engine).rows)) == [("bob", 1)]


def test_an_index_that_cannot_be_written_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    World([("ann", "g", 0.0)]).write(tmp_path)
    (tmp_path / f"index.{os.getpid()}").write_text("in the way")
    with pytest.raises(Refused) as refused:
        index(tmp_path)
    assert refused.value.finding.code == "index_unwritable"
    assert not (tmp_path / "index").exists()


def test_what_if_somebody_is_a_case_answers_as_if_they_were(engine: Engine, tmp_path: Path) -> None:
    world = World([("ann", "g", 0.0), ("bob", "g", 1.0)], cases=[CASE])
    asked = trace(tmp_path, world.write(tmp_path), Question(), engine).rows
    start, stop = (int(at(one).timestamp() * 1e6) for one in (0.0, DAY))
    assert what_if(tmp_path, "ann", (start, stop), Question(), engine).rows.equals(asked)
