"""Member lists as they are pasted: lines, names, who is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.notices.rules.nicknames import called, nicknames, person_meant


def test_a_list_is_read_line_by_line_without_numbers_and_roles() -> None:
    text = "1. 3-2-501 张\n\n2、【群主】1栋2单元301李姐\r\n@3-2-502王先生\n3-2-501 张"
    assert [one.text for one in nicknames(text)] == [
        "3-2-501 张",
        "1栋2单元301李姐",
        "3-2-502王先生",
    ]


def test_a_door_is_no_list_number() -> None:
    assert nicknames("3-2-501 张")[0].text == "3-2-501 张"
    assert nicknames("301室")[0].text == "301室"


@given(st.text(max_size=200))
def test_any_text_gives_lines_that_are_distinct_and_not_empty(text: str) -> None:
    found = [one.text for one in nicknames(text)]
    assert len(found) == len(set(found))
    assert all(one.strip() for one in found)


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        ("张", "张"),
        ("张阿姨", "张"),
        ("王小明妈妈", "王小明"),
        ("李女士 13800138000", "李"),
        ("Lucky", ""),
        ("", ""),
        ("欧阳先生", "欧阳"),
    ],
)
def test_what_a_nickname_calls_somebody(rest: str, name: str) -> None:
    assert called(rest) == name


@pytest.mark.parametrize(
    ("name", "names", "who"),
    [
        ("张", ["张三", "李四"], 0),
        ("张", ["张三", "张小三"], None),
        ("张三", ["张小三", "张三"], 1),
        ("王", ["张三"], None),
        ("", ["张三"], None),
        ("张三", ["张三", "张三"], None),
        ("欧阳", ["欧阳修", "李四"], 0),
        ("王小明", ["王小明明"], None),
    ],
)
def test_who_is_meant_is_said_only_where_it_is_clear(
    name: str, names: list[str], who: int | None
) -> None:
    assert person_meant(name, names) == who


@given(st.lists(st.text("张王李三四小", min_size=2, max_size=3), max_size=5), st.text("张王李三"))
def test_whoever_is_meant_is_called_so(names: list[str], name: str) -> None:
    place = person_meant(name, names)
    assert place is None or names[place].startswith(name)
