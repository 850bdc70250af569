"""Where shifts are short of what is demanded, or more than it."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.rota.rules.covering import cover, needs_within
from gridward.ground.rota.rules.spans import DAY, day_span
from gridward.ground.rota.terms import (
    CoverKind,
    CoverSpan,
    DemandHours,
    Held,
    Need,
    ShiftRole,
    Span,
)
from tests.ground.rota.acts import moment, span

KEEPER, LEAD = ShiftRole.KEEPER, ShiftRole.LEAD
WEDNESDAY = moment().date()
TODAY = day_span(WEDNESDAY)


def hours(since: int, until: int, number: int = 1, weekday: int = 3) -> DemandHours:
    return DemandHours(weekday, time(since), time(until), KEEPER, number)


def told(found: list[CoverSpan]) -> list[tuple[str, int, int, int, int]]:
    """Kind, first and last hour of today, wanted, there."""
    return [
        (
            one.kind.value,
            *(
                int((at - moment()) / timedelta(hours=1))
                for at in (one.span.begins_at, one.span.ends_at)
            ),
            *(one.wanted, one.there),
        )
        for one in found
    ]


def test_exact_cover_leaves_nothing_to_tell() -> None:
    needs = [Need(KEEPER, 1, span(8, 8))]
    assert cover(needs, [Held(KEEPER, span(8, 4)), Held(KEEPER, span(12, 4))], TODAY) == []


def test_a_gap_between_two_shifts_and_an_overlap_are_told() -> None:
    needs = [Need(KEEPER, 1, span(8, 8))]
    held = [Held(KEEPER, span(8, 3)), Held(KEEPER, span(12, 5)), Held(KEEPER, span(15, 1))]
    assert told(cover(needs, held, TODAY)) == [
        ("gap", 11, 12, 1, 0),
        ("overlap", 15, 16, 1, 2),
        ("overlap", 16, 17, 0, 1),
    ]


def test_one_role_does_not_stand_for_another() -> None:
    found = cover([Need(LEAD, 1, span(8, 4))], [Held(KEEPER, span(8, 4))], TODAY)
    assert {(one.kind, one.role) for one in found} == {
        (CoverKind.GAP, LEAD),
        (CoverKind.OVERLAP, KEEPER),
    }


def test_a_night_is_demanded_past_midnight_and_cut_at_the_question() -> None:
    versions = {date(2026, 1, 1): [hours(20, 8, weekday=2), hours(20, 8)]}
    assert [(one.span, one.number) for one in needs_within(versions, TODAY)] == [
        (span(0, 8), 1),
        (span(20, 4), 1),
    ]


def test_each_day_is_demanded_by_the_version_that_holds_on_it() -> None:
    versions = {
        date(2026, 1, 1): [hours(8, 9, 1), hours(8, 9, 1, weekday=4)],
        WEDNESDAY + DAY: [hours(8, 9, 3, weekday=4)],
    }
    found = needs_within(versions, day_span(WEDNESDAY, WEDNESDAY + DAY))
    assert [one.number for one in found] == [1, 3]
    assert needs_within({WEDNESDAY + DAY: [hours(8, 9)]}, TODAY) == []


def test_the_last_night_of_a_month_reaches_into_the_next() -> None:
    versions = {date(2026, 1, 1): [hours(20, 8, weekday=6)]}
    [need] = needs_within(versions, day_span(date(2026, 2, 28), date(2026, 3, 1)))
    assert need.span.ends_at == datetime(2026, 3, 1, 8, tzinfo=need.span.begins_at.tzinfo)
    assert need.span.minutes == 12 * 60


PIECE = st.builds(span, st.integers(0, 30), st.integers(1, 20))


def numbers(needs: list[Need], held: list[Held], at: datetime) -> tuple[int, int]:
    wanted = sum(one.number for one in needs if one.span.begins_at <= at < one.span.ends_at)
    return wanted, sum(one.span.begins_at <= at < one.span.ends_at for one in held)


@given(st.lists(st.tuples(PIECE, st.integers(1, 3)), max_size=4), st.lists(PIECE, max_size=6))
def test_each_hour_is_told_exactly_when_it_differs(
    wanted: list[tuple[Span, int]], there: list[Span]
) -> None:
    needs = [Need(KEEPER, number, piece) for piece, number in wanted]
    held = [Held(KEEPER, piece) for piece in there]
    found = cover(needs, held, TODAY)
    for hour in range(24):
        at = moment(hour)
        here = [one for one in found if one.span.begins_at <= at < one.span.ends_at]
        want, have = numbers(needs, held, at)
        assert [(one.wanted, one.there) for one in here] == ([(want, have)] if want != have else [])
