"""Many doors in one line: what people write for a floor, a unit, a whole building."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.territory.problems import PatternTooLarge, PatternUnread
from gridward.ground.territory.rules.door_patterns import MOST_DOORS, doors_in


def said(text: str, unit: str = "") -> list[str]:
    return [f"{door.unit}/{door.floor}/{door.room}" for door in doors_in(text, unit)]


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        ("1-2层每层2户 01 02", ["/1/101", "/1/102", "/2/201", "/2/202"]),
        ("1-2层每层2户", ["/1/101", "/1/102", "/2/201", "/2/202"]),
        ("1至2层，每层两户", ["/1/101", "/1/102", "/2/201", "/2/202"]),
        ("三层 01、02、03", ["/3/301", "/3/302", "/3/303"]),
        ("12楼 1 2", ["/12/1201", "/12/1202"]),
        ("501-503", ["/5/501", "/5/502", "/5/503"]),
        ("501室、502室", ["/5/501", "/5/502"]),
        ("1201", ["/12/1201"]),
        ("2单元1层 01", ["2/1/101"]),
        ("1-2单元1层每层1户", ["1/1/101", "2/1/101"]),
        ("东单元3层 01", ["东/3/301"]),
        ("1-5层（不含4层）01", ["/1/101", "/2/201", "/3/301", "/5/501"]),
        ("1-4层除2、3层外 01", ["/1/101", "/4/401"]),
        ("负一层 车库1 储藏室", ["/-1/车库1", "/-1/储藏室"]),
        ("地下1层 01", ["/-1/-101"]),
        ("１－２层每层１户", ["/1/101", "/2/201"]),
        ("1层 附1 附2", ["/1/附1", "/1/附2"]),
        ("1层 01 01 1", ["/1/101"]),
    ],
)
def test_a_line_names_its_doors(text: str, doors: list[str]) -> None:
    assert said(text) == doors


def test_the_unit_at_hand_is_taken_where_the_line_names_none() -> None:
    assert said("1层 01", "3") == ["3/1/101"]
    assert said("2单元1层 01", "3") == ["2/1/101"]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "你好", "3-1层每层2户", "0层 01", "300层 01", "1-6层每层2户 01", "1-6层", "504-501"],
)
def test_what_names_no_doors_is_refused(text: str) -> None:
    with pytest.raises(PatternUnread):
        doors_in(text)


def test_a_line_makes_no_more_doors_than_a_building_has() -> None:
    with pytest.raises(PatternTooLarge):
        doors_in("1-9单元1-99层每层9户")


@given(st.text(alphabet="0123456789-一二三十层楼每户室单元至、 （）不含除负东A附车库", max_size=40))
def test_any_line_gives_distinct_doors_or_a_sentence(text: str) -> None:
    try:
        doors = doors_in(text)
    except (PatternUnread, PatternTooLarge):
        return
    assert 0 < len(doors) == len(set(doors)) <= MOST_DOORS
    assert all(door.room and door.floor != 0 for door in doors)


@given(
    st.integers(1, 40),
    st.integers(0, 12),
    st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True),
)
def test_floors_times_rooms(first: int, more: int, rooms: list[int]) -> None:
    text = f"{first}-{first + more}层每层{len(rooms)}户 " + " ".join(
        f"{room:02d}" for room in rooms
    )
    wanted = {f"{floor}{room:02d}" for floor in range(first, first + more + 1) for room in rooms}
    assert {door.room for door in doors_in(text)} == wanted
