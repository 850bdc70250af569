"""Checklists are whole, figures have their source; what follows of answers is decided by plain rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gridward.ground.register.terms.people import Measure, OrganisationKind
from gridward.kernel.calendar import calendar
from gridward.kernel.dated import entries_of
from gridward.work.inspections.problems import (
    InspectionAnswersUnfit,
    InspectionDaysUnfit,
    InspectionFindingEmpty,
)
from gridward.work.inspections.rules.answers import (
    check_answers,
    demands,
    measures_after,
    still_open,
    working_day,
)
from gridward.work.inspections.rules.checklists import (
    FILE,
    checklist_for,
    checklists,
    checklists_from,
    figures,
)
from gridward.work.inspections.terms import InspectionAnswer, InspectionSubject, ItemSaid
from tests.work.workorders.cases import kinds

DAY = date(2026, 3, 2)
LISTS = checklists(DAY)
ANSWERS = some.sampled_from(InspectionAnswer)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (OrganisationKind.SCHOOL, "school"),
        (OrganisationKind.MARKET, "market"),
        (OrganisationKind.CONSTRUCTION_SITE, "construction_site"),
        (OrganisationKind.ENTERPRISE, "office_building"),
        (OrganisationKind.STREET_SHOP, "street_shop"),
        (OrganisationKind.HOTEL, "general"),
    ],
)
def test_each_kind_has_its_checklist(kind: OrganisationKind, code: str) -> None:
    assert checklist_for(kind, DAY).code == code


def test_no_kind_has_two() -> None:
    for kind in OrganisationKind:
        assert sum(kind in one.kinds for one in LISTS.values()) <= 1


def test_texts_basis_and_source_are_there_in_both_languages() -> None:
    for listed in LISTS.values():
        assert set(listed.title) == {"zh-Hans", "en"}
        for item in listed.items:
            assert set(item.text) == set(item.remedy) == {"zh-Hans", "en"}
            assert item.basis
            assert item.days_source
            assert 0 <= item.days <= figures(DAY).most_days


def test_every_measure_of_annex_4_is_on_the_general_checklist() -> None:
    found = {item.measure for item in LISTS["general"].items} - {None}
    assert found == set(Measure)
    assert LISTS["facility"].subject is InspectionSubject.FACILITY


def test_a_notice_gives_no_more_days_than_the_clock_of_its_order() -> None:
    """A working day has 450 minutes: with more the order would rise before the notice is over."""
    limit = kinds()["organisation_duty"].limits
    minutes = next(one.minutes for clock, one in limit.items() if clock == "handle")
    assert figures(DAY).most_days * 450 <= minutes


def test_a_later_entry_takes_the_place_of_the_earlier_and_the_past_keeps_its_own() -> None:
    file = dict(entries_of(FILE))
    old = next(one for one in file["item"] if one["code"] == "masks")
    file["item"] = [*file["item"], {**old, "days": 3, "since": date(2026, 6, 1)}]
    before, after = (checklists_from(file, day) for day in (DAY, date(2026, 6, 1)))
    assert (before["school"].item("masks").days, after["school"].item("masks").days) == (1, 3)


def test_each_item_has_one_answer_and_findings_have_words() -> None:
    items = LISTS["street_shop"].items
    fine = [ItemSaid(one.code, InspectionAnswer.FINE) for one in items]
    check_answers(items, fine, 3)
    for wrong in (
        fine[1:],
        [*fine, fine[0]],
        [ItemSaid("other", InspectionAnswer.FINE), *fine[1:]],
    ):
        with pytest.raises(InspectionAnswersUnfit):
            check_answers(items, wrong, 3)
    silent = [ItemSaid(items[0].code, InspectionAnswer.WANTING, text=" "), *fine[1:]]
    with pytest.raises(InspectionFindingEmpty):
        check_answers(items, silent, 3)
    late = [ItemSaid(items[0].code, InspectionAnswer.WANTING, text="无", days=4), *fine[1:]]
    with pytest.raises(InspectionDaysUnfit):
        check_answers(items, late, 3)


@given(some.sets(some.sampled_from(Measure)), some.data())
def test_measures_follow_the_answers_and_nothing_else(
    known: set[Measure], data: some.DataObject
) -> None:
    items = LISTS["general"].items
    said = [
        ItemSaid(one.code, data.draw(ANSWERS), text="见", on_the_spot=data.draw(some.booleans()))
        for one in items
    ]
    after = measures_after(known, items, said)
    assert len(after) == len(set(after))
    for item, one in zip(items, said, strict=True):
        if item.measure is None:
            continue
        if one.answer is InspectionAnswer.NOT_APPLICABLE:
            assert (item.measure in after) is (item.measure in known)
        else:
            fine = one.answer is InspectionAnswer.FINE or one.on_the_spot
            assert (item.measure in after) is fine
    assert measures_after(after, items, said) == after


@given(some.data())
def test_a_notice_demands_what_is_open_and_nothing_else(data: some.DataObject) -> None:
    listed = LISTS["market"]
    said = [
        ItemSaid(
            one.code,
            data.draw(ANSWERS),
            text="见",
            on_the_spot=data.draw(some.booleans()),
            days=data.draw(some.none() | some.integers(0, 3)),
        )
        for one in listed.items
    ]
    made = demands(listed, said, DAY, calendar().works)
    assert [one.item for one in made] == [one.code for one in still_open(said)]
    assert all(one.deadline >= DAY for one in made)


@given(some.dates(date(2026, 1, 1), date(2026, 12, 1)), some.integers(0, 10))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    works = calendar().works
    end = working_day(day, count, works)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(works(one) for one in between) == count
    assert count == 0 or works(end)


def test_a_friday_gives_until_monday() -> None:
    assert working_day(date(2026, 3, 6), 1, calendar().works) == date(2026, 3, 9)
