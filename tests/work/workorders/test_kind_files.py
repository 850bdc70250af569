"""The kinds of the repository, and data that are no kind."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.terms import Employer, Post
from gridward.work.workorders.problems import (
    OrderDuplicateCircle,
    OrderFieldMissing,
    OrderFieldUnfit,
    OrderKindBroken,
)
from gridward.work.workorders.rules.answers import check_answers
from gridward.work.workorders.rules.duplicates import followed
from gridward.work.workorders.rules.files import classes, contents
from gridward.work.workorders.rules.kinds import digest_of, kind_from
from gridward.work.workorders.terms import OrderClock
from tests.work.workorders.cases import kinds

FOUNDING = {"violation", "organisation_duty", "staff_conduct", "gate_emergency", "resident_need"}
FOUNDING |= {"facility_broken", "person_lead", "fever", "medical_need", "disinfection", "weakness"}
FOUNDING |= {"gate_watch", "gate_code", "missing_resident"}
FOUNDING |= {"meeting_task", "care_contact", "supplies_request", "supplies_from_street"}
FOUNDING |= {"gate_aftercare"}
FOUNDING |= {"handover_missing", "list_check", "list_check_urgent", "list_desk"}
FOUNDING |= {"measure_alarm", "measure_missed"}


def test_the_ladders_of_the_founding_document_are_there() -> None:
    assert set(kinds()) == FOUNDING
    assert {code[:2] for code in classes()} == {f"{number:02}" for number in range(1, 11)}


def test_every_figure_names_its_source() -> None:
    limits = [one for kind in kinds().values() for one in kind.limits.values()]
    assert limits
    assert all(one.source for one in limits)


@pytest.mark.parametrize("code", ["person_lead", "fever", "gate_watch", "gate_code"])
def test_a_lead_is_acknowledged_in_15_minutes_and_held_in_30(code: str) -> None:
    limits, kind = kinds()[code].limits, kinds()[code]
    assert limits[OrderClock.ACKNOWLEDGE].minutes == 15
    assert limits[OrderClock.ON_SCENE].minutes == 30
    assert kind.urgent


def test_conduct_goes_by_who_employs_the_person() -> None:
    kind = kinds()["staff_conduct"]
    ways = {
        employer: next(
            one.code for one in kind.routes if not one.employers or employer in one.employers
        )
        for employer in Employer
    }
    assert ways[Employer.DISTRICT] == ways[Employer.POLICE] == "district"
    assert ways[Employer.COMMUNITY] == ways[Employer.STREET_OFFICE] == "street"
    assert kind.confined
    assert Post.GRID_MANAGER not in kind.opens


def changed(**words: Any) -> dict[str, Any]:
    content = next(one for one in contents() if one["code"] == "violation")
    return {**content, **words}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in changed().items() if key != name}


BROKEN = {
    "no title": without("title"),
    "a title in one language": changed(title={"en": "Violation"}),
    "an unknown word": changed(colour="red"),
    "an unknown post": changed(opens=["mayor"]),
    "a post that is no list": changed(opens="grid_manager"),
    "no such class": changed(category="9999"),
    "half a class": changed(category="04"),
    "no clock for the desk": changed(limits={"handle": changed()["limits"]["handle"]}),
    "no minutes": changed(limits={**changed()["limits"], "handle": {"minutes": 0}}),
    "no ladder": changed(routes=[{"handler": "grid_manager", "ladder": []}]),
    "a rung without posts": changed(
        routes=[{"handler": "grid_manager", "ladder": [{"posts": []}]}]
    ),
    "two routes for everybody": changed(routes=[*changed()["routes"], *changed()["routes"]]),
    "a route by employer without a person": changed(
        routes=[
            {**changed()["routes"][0], "code": "d", "employers": ["district"]},
            *changed()["routes"],
        ]
    ),
    "a choice without options": changed(
        fields=[{"code": "a", "text": {"zh-Hans": "甲", "en": "a"}, "answer": "choice"}]
    ),
    "two fields of one code": changed(fields=changed()["fields"] * 2),
    "needs of no move": changed(needs={"open": ["text"]}),
    "watchers of what all read": changed(watchers=["discipline_officer"]),
    "nothing": {},
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_kind_is_refused(what: str) -> None:
    with pytest.raises(OrderKindBroken):
        kind_from(BROKEN[what])


@given(
    st.dictionaries(
        st.sampled_from(sorted(changed())),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=5,
        ),
        min_size=1,
    )
)
def test_whatever_is_put_in_is_a_kind_or_refused(words: dict[str, Any]) -> None:
    try:
        kind_from(changed(**words))
    except OrderKindBroken:
        return


def test_the_digest_does_not_hang_on_the_order_of_names() -> None:
    content = changed()
    turned = dict(reversed(content.items()))
    assert digest_of(content) == digest_of(turned)
    assert digest_of(content) != digest_of(changed(urgent=False))


WHOLE = {"what": "聚餐", "dissuaded": "ignored"}


def test_answers_that_fit() -> None:
    check_answers(kinds()["violation"], WHOLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": 5},
        {"dissuaded": "perhaps"},
        {"colour": "red"},
        {"what": "长" * 501},
        {"what": None},
    ],
)
def test_answers_that_do_not_fit(wrong: dict[str, Any]) -> None:
    with pytest.raises(OrderFieldUnfit):
        check_answers(kinds()["violation"], {**WHOLE, **wrong})


def test_an_answer_that_is_missing() -> None:
    with pytest.raises(OrderFieldMissing):
        check_answers(kinds()["violation"], {"what": "聚餐"})


@pytest.mark.parametrize(
    ("answer", "fits"), [("2026-03-02", True), ("2026-13-02", False), (20260302, False)]
)
def test_a_day_is_a_day(answer: object, fits: bool) -> None:
    given_answers = {"need": "food", "by_when": answer}
    if fits:
        check_answers(kinds()["resident_need"], given_answers)
        return
    with pytest.raises(OrderFieldUnfit):
        check_answers(kinds()["resident_need"], given_answers)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15))
def test_duplicates_never_make_a_circle(pairs: list[tuple[int, int]]) -> None:
    pointing: dict[Any, Any] = {}
    for order, other in pairs:
        if order in pointing:
            continue
        try:
            pointing[order] = followed(pointing, order, other)  # type: ignore[arg-type]
        except OrderDuplicateCircle:
            assert order == other or end_of(pointing, other) == order
        for one in pointing:
            assert end_of(pointing, one) not in pointing


def end_of(pointing: dict[Any, Any], order: Any) -> Any:
    for _ in range(len(pointing) + 1):
        if order not in pointing:
            return order
        order = pointing[order]
    raise AssertionError("a circle")
