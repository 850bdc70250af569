"""Pure rules: which level counts, what a decision may say, what a switch changes."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.terms import Post
from gridward.kernel.ids import new_id
from gridward.work.response.problems import (
    ResponseBackDated,
    ResponseBasisUnfit,
    ResponseDocumentMissing,
    ResponseLevelUnfit,
    ResponseShortened,
    ResponseTimesUnfit,
    ResponseTooLong,
)
from gridward.work.response.rules.dated import (
    authority_on,
    bases_on,
    cadence,
    cadences_on,
    modules_on,
    rule_of,
)
from gridward.work.response.rules.deciding import (
    check_bases,
    check_end,
    check_first_day,
    check_level,
    check_prolonged,
    digest,
    signs_by,
)
from gridward.work.response.rules.levels import covers, highest, in_force, level_among, rank
from gridward.work.response.rules.plans import differences
from gridward.work.response.terms import (
    BasisSaid,
    PlanLine,
    ResponseLevel,
    ResponsePlanKind,
    Span,
    Times,
)

DAY = date(2026, 3, 4)
ONE = timedelta(days=1)
ORDINARY, ALERT, EMERGENCY = ResponseLevel
STREET, A, B = UUID(int=1), UUID(int=2), UUID(int=3)
A1 = UUID(int=4)


def span(level: ResponseLevel = ALERT, grid: UUID | None = None, **given: object) -> Span:
    values = {"community": None, "since": DAY, "until": DAY + ONE, **given}
    return Span(id=new_id(), street=STREET, grid=grid, level=level, **values)  # type: ignore[arg-type]


def test_the_last_day_counts_whole_and_the_next_one_no_more() -> None:
    one = span()
    days = [in_force(one, DAY + timedelta(days=number)) for number in (-1, 0, 1, 2)]
    assert days == [False, True, True, False]
    assert in_force(span(until=None), DAY + timedelta(days=900))


def test_what_never_began_holds_on_no_day() -> None:
    assert not in_force(span(until=DAY - ONE), DAY)


def test_a_unit_covers_what_lies_within_it() -> None:
    assert covers(span(), STREET, A1, A)
    assert not covers(span(), UUID(int=9), A1, A)
    community = span(grid=UUID(int=7), community=A)
    assert covers(community, STREET, A1, A)
    assert not covers(community, STREET, A1, B)
    assert covers(span(grid=A1), STREET, A1, B)
    assert not covers(span(grid=A1), STREET, UUID(int=8), A)


@given(st.lists(st.sampled_from([ALERT, EMERGENCY]), max_size=6))
def test_the_higher_level_counts_and_nothing_is_left_out(levels: list[ResponseLevel]) -> None:
    spans = [span(level) for level in levels]
    held = level_among(spans)
    assert held.level is highest(levels)
    assert {one.id for one in held.because} == {one.id for one in spans if one.level is held.level}
    assert {one.id for one in (*held.because, *held.outweighed)} == {one.id for one in spans}
    assert all(rank(one.level) < rank(held.level) for one in held.outweighed)


def test_without_spans_times_are_ordinary() -> None:
    assert level_among([]).level is ORDINARY
    assert rank(ORDINARY) < rank(ALERT) < rank(EMERGENCY)


def test_nothing_is_back_dated() -> None:
    assert check_first_day(DAY, DAY) == DAY
    with pytest.raises(ResponseBackDated):
        check_first_day(DAY - ONE, DAY)
    with pytest.raises(ResponseTimesUnfit):
        check_first_day(None, DAY)


@pytest.mark.parametrize(
    ("until", "review", "refusal"),
    [
        (None, None, ResponseTimesUnfit),
        (DAY, DAY, ResponseTimesUnfit),
        (DAY - ONE, None, ResponseTimesUnfit),
        (DAY + timedelta(days=15), None, ResponseTooLong),
        (None, DAY + timedelta(days=15), ResponseTooLong),
    ],
)
def test_an_end_or_a_review_soon_enough(
    until: date | None, review: date | None, refusal: type[Exception]
) -> None:
    rule = rule_of(EMERGENCY, DAY)
    assert rule
    assert rule.review_days == 14
    check_end(Times(DAY, DAY + timedelta(days=14)), DAY, rule)
    check_end(Times(DAY, None, DAY), DAY, rule)
    with pytest.raises(refusal):
        check_end(Times(DAY, until, review), DAY, rule)


def test_prolonging_reaches_further() -> None:
    check_prolonged(Times(None, DAY + ONE), DAY, None)
    check_prolonged(Times(None, None, DAY + ONE), DAY, None)
    for times in (Times(None, DAY), Times(None, None, DAY - ONE)):
        with pytest.raises(ResponseShortened):
            check_prolonged(times, None, DAY)


def test_ordinary_is_not_declared_and_a_change_changes() -> None:
    assert check_level(ALERT) is ALERT
    for level, before in ((None, set()), (ORDINARY, set()), (ALERT, {ALERT})):
        with pytest.raises(ResponseLevelUnfit):
            check_level(level, before)


def test_a_basis_is_in_force_and_an_order_has_its_number() -> None:
    known = bases_on(DAY)
    [(basis, document)] = check_bases([BasisSaid("superior_order", " 1号 文 ")], known, {ALERT})
    assert (basis.code, document) == ("superior_order", "1号 文")
    with pytest.raises(ResponseDocumentMissing):
        check_bases([BasisSaid("street_plan")], known, {ALERT})
    for said in ([], [BasisSaid("hearsay")]):
        with pytest.raises(ResponseBasisUnfit):
            check_bases(said, known, {ALERT})


def test_laws_are_dated() -> None:
    def law(day: date) -> str:
        return next(one.source for one in bases_on(day) if one.code == "infectious_diseases_law")

    assert "2013年修正" in law(date(2025, 8, 31))
    assert "2025年9月1日起施行" in law(date(2025, 9, 1))


def test_who_signs() -> None:
    authority = authority_on(DAY)
    assert signs_by(authority, {Post.STREET_GRID_CHIEF}) is Post.STREET_GRID_CHIEF
    both = {Post.STREET_GRID_CHIEF, Post.STREET_COMMAND}
    assert signs_by(authority, both) is Post.STREET_COMMAND
    assert signs_by(authority, {Post.COMMUNITY_GRID_LEADER}) is None


def test_paces_of_the_levels() -> None:
    assert [cadence("daily_meeting", level, DAY) for level in ResponseLevel] == [7, 1, 1]
    assert "leader_patrol" not in cadences_on(ORDINARY, DAY)
    assert [modules_on(level, DAY)["filings"][0] for level in ResponseLevel] == [False, True, True]


def line(code: str, told: str) -> PlanLine:
    texts = {"zh-Hans": told, "en": told}
    return PlanLine(ResponsePlanKind.DUTY, code, texts, texts, "local")


def test_a_switch_turns_on_off_and_changes_paces() -> None:
    before = [line("goes", "x"), line("stays", "x"), line("changes", "weekly")]
    after = [line("stays", "x"), line("changes", "daily"), line("comes", "x")]
    found = {one.code: (bool(one.before), bool(one.after)) for one in differences(before, after)}
    assert found == {"goes": (True, False), "changes": (True, True), "comes": (False, True)}
    assert differences(before, before) == []


def test_the_digest_covers_every_value_in_any_order() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1}) != digest({"a": 1, "b": [3]})
