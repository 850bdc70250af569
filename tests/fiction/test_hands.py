"""How hands type: nothing is lost but where a spreadsheet loses it."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gridward.fiction.numbers import Clerk
from gridward.fiction.rosters import hands
from gridward.fiction.rosters.terms import Door
from gridward.kernel.codes import identity_number, phone
from tests.fiction.conftest import TODAY

DOOR = Door("d", "g", "朱紫巷社区", "春禾苑", "柳岸路", "18", "3栋", "3", "2", "501")
SEEDS = some.integers(0, 10_000)


@given(some.dates(date(1905, 1, 1), date(2022, 3, 1)), some.sampled_from(["male", "female"]), SEEDS)
def test_a_disguised_number_is_still_whole(birth: date, sex: str, seed: int) -> None:
    _, number = Clerk(7).identity_number(birth, sex)
    typed = hands.disguised(number, Random(seed))
    assert identity_number.parse(typed, today=TODAY).number == number


@given(some.dates(date(1905, 1, 1), date(2022, 3, 1)))
def test_a_number_kept_as_a_number_has_lost_its_end(birth: date) -> None:
    _, number = Clerk(3).identity_number(birth, "male")
    if number.isdigit():
        for typed in (hands.as_number(number), hands.scientific(number)):
            assert isinstance(typed, float | str)
            with pytest.raises(identity_number.LostDigits):
                identity_number.parse(typed, today=TODAY)


def test_a_phone_kept_as_a_number_is_whole() -> None:
    assert hands.as_number("16012345678") == 16012345678


@given(SEEDS)
def test_two_phones_in_a_cell_are_both_there(seed: int) -> None:
    typed = hands.phones(("16012345678", "16187654321"), Random(seed))
    digits = "".join(character for character in typed.replace("+86", "") if character.isdigit())
    assert digits == "1601234567816187654321"
    assert phone.parse(hands.phones(("16012345678",), Random(seed))).e164 == "+8616012345678"


def test_short_addresses_are_the_forms_of_the_field() -> None:
    typed = {hands.short_address(DOOR, Random(seed)) for seed in range(50)}
    assert typed == {"3-2-501", "3#2-501", "3－2－501", "三栋二单元五零一室", "3栋2-501"}


def test_long_addresses_name_compound_house_unit_and_room() -> None:
    typed = {hands.any_address(DOOR, Random(seed)) for seed in range(60)}
    assert {"朱紫巷社区春禾苑3栋2单元501室", "南昌市西湖区柳岸路18号春禾苑3栋2单元501室"} < typed
    assert all("春禾苑" in one and one.find("3") < one.find("501") for one in typed)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (33, "三十三")]
)
def test_house_numbers_are_said_in_chinese(number: int, said: str) -> None:
    assert hands.chinese_number(number) == said


@given(SEEDS)
def test_a_slip_changes_one_character_or_none(seed: int) -> None:
    typed = hands.slip("春禾苑", Random(seed))
    assert sum(one != other for one, other in zip(typed, "春禾苑", strict=True)) == 1
    assert hands.slip("东里", Random(seed)) == "东里"
