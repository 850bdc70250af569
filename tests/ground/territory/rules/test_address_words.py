import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.territory.rules.address_words import (
    door_label,
    house_number_key,
    number_key,
    plain_number,
    tidy,
    unit_key,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", "3"),
        ("03", "3"),
        ("0", "0"),
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十一", "21"),
        ("一百零二", "102"),
        ("五零一", "501"),
        ("五〇一", "501"),
        ("A", "A"),
        ("东", "东"),
    ],
)
def test_a_number_is_the_same_however_written(written: str, number: str) -> None:
    assert plain_number(written) == number


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("3栋", "3"),
        ("三号楼", "3"),
        ("第０３幢", "3"),
        ("A座", "A"),
        ("a座", "A"),
        ("12#", "12"),
        ("主楼", "主楼"),
        ("综合楼", "综合楼"),
        ("楼", "楼"),
    ],
)
def test_buildings_of_one_number_have_one_key(name: str, key: str) -> None:
    assert number_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"), [("二单元", "2"), ("2梯", "2"), ("东单元", "东"), ("2", "2")]
)
def test_units_of_one_number_have_one_key(name: str, key: str) -> None:
    assert unit_key(name) == key


@pytest.mark.parametrize("text", ["18号附2号", "18-2号", "18号之二", "１８附２", "18号-2"])
def test_sub_numbers_of_a_house_have_one_key(text: str) -> None:
    assert house_number_key(text) == "18-2"


@pytest.mark.parametrize(
    ("unit", "room", "label"),
    [
        ("2", "501", "2单元501室"),
        ("", "501", "501室"),
        ("", "地下室", "地下室"),
        ("", "附2", "附2号"),
        ("2", "", "2单元"),
    ],
)
def test_a_door_is_labelled_as_people_write_it(unit: str, room: str, label: str) -> None:
    assert door_label(unit, room) == label


@given(st.text(alphabet="３栋（）—＃，Ａa5一 号楼", max_size=30))
def test_tidying_keeps_every_position_and_is_done_once(text: str) -> None:
    once = tidy(text)
    assert len(once) == len(text)
    assert tidy(once) == once


def test_a_stroke_between_digits_is_a_dash_and_not_the_number_one() -> None:
    assert tidy("3一2一501") == "3-2-501"
    assert tidy("3栋一单元") == "3栋一单元"
