"""What is lacking at a gate follows from the shifts, from what was handed over, and from the time."""

from datetime import datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gridward.work.handovers.rules.figures import figures_on
from gridward.work.handovers.rules.lacking import is_open, lacking, wants
from gridward.work.handovers.terms import Duty, Hours, LackKind
from tests.work.handovers.acts import MORNING, hour

FIGURES = figures_on(MORNING.date())
ALWAYS, DAYTIME = Hours(), Hours(time(6), time(22))
MINUTE = timedelta(minutes=1)


def duty(who: int, begins: float, ends: float) -> Duty:
    return Duty(UUID(int=who), hour(begins), hour(ends))


def told(
    *duties: Duty, handed: tuple[datetime, ...] = (), hours: Hours = ALWAYS, at: datetime
) -> list[tuple[LackKind, datetime]]:
    return [(one.kind, one.at) for one in lacking(duties, handed, hours, FIGURES, at)]


CHANGE = (duty(1, 6, 14), duty(2, 14, 22))


def test_end_of_a_shift_is_lacking_once_its_minutes_are_over() -> None:
    late = hour(14) + FIGURES.after
    assert told(*CHANGE, at=late - MINUTE) == []
    assert told(*CHANGE, at=late) == [(LackKind.MISSING, hour(14))]


def test_handover_shortly_before_or_after_answers_it() -> None:
    now = hour(15)
    for at in (hour(13.5), hour(14), hour(14.9)):
        assert told(*CHANGE, handed=(at,), at=now) == []
    assert told(*CHANGE, handed=(hour(13.4),), at=now) == [(LackKind.MISSING, hour(14))]


def test_whoever_goes_on_hands_over_to_nobody() -> None:
    assert told(duty(1, 6, 14), duty(1, 14, 22), at=hour(15)) == []


def test_gap_is_told_ahead_where_the_gate_is_open() -> None:
    alone = duty(1, 6, 14)
    assert told(alone, at=hour(14) - FIGURES.gap_ahead - MINUTE) == []
    assert told(alone, at=hour(14) - FIGURES.gap_ahead) == [(LackKind.GAP, hour(14))]
    assert told(alone, duty(2, 16, 22), at=hour(14)) == [(LackKind.GAP, hour(14))]
    assert told(alone, handed=(hour(13.9),), at=hour(14)) == []


def test_whoever_comes_some_minutes_later_is_no_gap() -> None:
    assert told(duty(1, 6, 14), duty(2, 14.2, 22), at=hour(14)) == []


def test_last_of_the_day_closes_the_gate() -> None:
    last = duty(1, 14, 22)
    assert told(last, hours=DAYTIME, at=hour(22)) == []
    assert told(last, hours=DAYTIME, at=hour(22.25)) == [(LackKind.MISSING, hour(22))]
    assert told(last, hours=DAYTIME, handed=(hour(22),), at=hour(23)) == []


def test_overlap_is_answered_from_when_on_both_are_there() -> None:
    both = (duty(1, 6, 14), duty(2, 12, 20))
    assert told(*both, at=hour(14.25)) == [(LackKind.OVERLAP, hour(14))]
    assert told(*both, handed=(hour(12),), at=hour(15)) == []
    assert told(*both, handed=(hour(11.9),), at=hour(15)) == [(LackKind.OVERLAP, hour(14))]


def test_one_handover_answers_one_end() -> None:
    three = (duty(1, 6, 8), duty(2, 8, 9), duty(3, 9, 12))
    assert told(*three, handed=(hour(8.2),), at=hour(9.5)) == [(LackKind.MISSING, hour(9))]
    assert told(*three, handed=(hour(8.2), hour(9)), at=hour(9.5)) == []


def test_several_who_leave_at_once_hand_over_once() -> None:
    pairs = (duty(1, 6, 14), duty(2, 6, 14), duty(3, 14, 22), duty(4, 14, 22))
    assert told(*pairs, at=hour(15)) == [(LackKind.MISSING, hour(14))]
    assert told(*pairs, handed=(hour(14),), at=hour(15)) == []


def test_shift_over_midnight() -> None:
    night = (duty(1, 22, 30), duty(2, 30, 38))
    assert told(*night, at=hour(30.5)) == [(LackKind.MISSING, hour(30))]


def test_hours_may_reach_over_midnight() -> None:
    late = Hours(time(20), time(4))
    assert [is_open(late, hour(at)) for at in (19, 20, 26, 28)] == [False, True, True, False]


duties = st.lists(
    st.builds(
        lambda who, begins, long: duty(who, begins / 4, (begins + long) / 4),
        st.integers(1, 4),
        st.integers(0, 120),
        st.integers(1, 48),
    ),
    max_size=8,
)
instants = st.integers(0, 160).map(lambda at: hour(at / 4))


@given(duties, st.lists(instants, max_size=6), instants, instants)
def test_more_handovers_leave_no_more_lacking(
    shifts: list[Duty], handed: list[datetime], more: datetime, now: datetime
) -> None:
    before = lacking(shifts, handed, ALWAYS, FIGURES, now)
    assert len(lacking(shifts, [*handed, more], ALWAYS, FIGURES, now)) <= len(before)


@given(duties, st.lists(instants, max_size=6), instants)
def test_handover_at_each_end_leaves_nothing_lacking(
    shifts: list[Duty], handed: list[datetime], now: datetime
) -> None:
    ends = [one.at for one in wants(shifts, ALWAYS, FIGURES)]
    assert lacking(shifts, [*handed, *ends], ALWAYS, FIGURES, now) == []


@given(duties)
def test_each_end_is_wanted_in_a_time_around_it(shifts: list[Duty]) -> None:
    for one in wants(shifts, ALWAYS, FIGURES):
        assert one.since <= one.at < one.until
        assert any(shift.ends_at == one.at for shift in shifts)


@given(duties, instants, instants)
def test_what_is_lacking_stays_so_while_nobody_hands_over(
    shifts: list[Duty], now: datetime, later: datetime
) -> None:
    first, last = sorted((now, later))
    before = lacking(shifts, [], ALWAYS, FIGURES, first)
    assert set(before) <= set(lacking(shifts, [], ALWAYS, FIGURES, last))
