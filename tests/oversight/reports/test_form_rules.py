"""What stands where on Annex 3 and Annex 4, as pure decisions."""

from datetime import date

import pytest

from gridward.oversight.reports.rules.forms import (
    EmployeeFacts,
    HouseholdFacts,
    OrganisationFacts,
    Place,
    ResidentFacts,
    household_form,
    is_child,
    natural,
    organisation_form,
    stem_and_word,
)

HERE = Place("西湖街道", "朱紫巷社区", "朱紫巷社区第1网格", "360103005002001")


@pytest.mark.parametrize(
    ("name", "word", "parts"),
    [
        ("西湖街道", "街道", ("西湖", "街道")),
        ("桃花镇", "街道", ("桃花镇", "")),
        ("朱紫巷社区", "社区", ("朱紫巷", "社区")),
        ("", "社区", ("", "社区")),
    ],
)
def test_the_name_stands_on_the_blank_and_its_word_is_printed(
    name: str, word: str, parts: tuple[str, str]
) -> None:
    assert stem_and_word(name, word) == parts


def test_the_form_of_nobody_has_the_four_empty_rows_of_the_printed_one() -> None:
    form = household_form(HouseholdFacts(HERE))
    assert [one["name"] for one in form["people"]] == [""] * 4
    assert form["tenure"] == {"owner": "□", "rented": "□", "lent": "□"}
    assert form["people"][0]["tested"] == {"yes": "□", "no": "□"}


@pytest.mark.parametrize("said", [True, False, None])
def test_a_question_nobody_answered_has_no_tick(said: bool | None) -> None:
    form = household_form(HouseholdFacts(HERE, residents=[ResidentFacts("张三", tested=said)]))
    ticks = form["people"][0]["tested"]
    assert ticks == {"yes": "☑" if said else "□", "no": "☑" if said is False else "□"}


@pytest.mark.parametrize(
    ("away", "ticked"), [("district", 0), ("city", 1), ("province", 2), ("none", None)]
)
def test_where_somebody_is_away_has_one_tick_or_none(away: str, ticked: int | None) -> None:
    form = household_form(HouseholdFacts(HERE, residents=[ResidentFacts("张三", away=away)]))
    boxes = list(form["people"][0]["away"].values())
    assert [place for place, box in enumerate(boxes) if box == "☑"] == (
        [] if ticked is None else [ticked]
    )


def test_measures_are_ticked_one_by_one() -> None:
    facts = OrganisationFacts(HERE, measures=["duty24", "masks"], trading="suspended")
    form = organisation_form(facts)
    assert {name for name, box in form["measures"].items() if box == "☑"} == {"duty24", "masks"}
    assert len(form["measures"]) == 8
    assert form["trading"] == {"open": "□", "suspended": "☑"}


def test_more_people_than_rows_all_stand_on_the_form() -> None:
    people = [EmployeeFacts(f"员工{number}") for number in range(20)]
    assert len(organisation_form(OrganisationFacts(HERE, employees=people))["people"]) == 20


@pytest.mark.parametrize(
    ("birth", "child"),
    [
        (date(2008, 11, 26), True),
        (date(2012, 11, 26), True),
        (date(2012, 11, 25), False),
        (None, False),
    ],
)
def test_a_child_is_younger_than_fourteen(birth: date | None, child: bool) -> None:
    today = date(2026, 11, 25) if birth != date(2008, 11, 26) else date(2022, 11, 25)
    assert is_child(birth, today) is child


def test_doors_are_in_the_order_of_people_not_of_letters() -> None:
    doors = ["翠竹小区10栋1单元101室", "翠竹小区2栋1单元101室", "翠竹小区2栋1单元1101室"]
    assert sorted(doors, key=natural) == [doors[1], doors[2], doors[0]]
