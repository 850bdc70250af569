"""Names are sorted by their pinyin and found by characters, pinyin, syllables and initials."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.chinese import (
    LONGEST_GRAM,
    LONGEST_KEY,
    query_grams,
    search_grams,
    sort_key,
    syllables,
)


def answers(name: str, query: str) -> bool:
    wanted = query_grams(query)
    return wanted is not None and set(wanted) <= set(search_grams(name))


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单小明", "shan xiao ming"),
        ("仇英", "qiu ying"),
        ("曾国", "zeng guo"),
        ("解放", "xie fang"),
        ("区海", "ou hai"),
        ("查良", "zha liang"),
        ("朴顺", "piao shun"),
        ("盖天", "ge tian"),
        ("任平", "ren ping"),
        ("华安", "hua an"),
        ("尉迟恭", "yu chi gong"),
        ("万俟雪", "mo qi xue"),
        ("欧阳娜", "ou yang na"),
        ("吕方", "lv fang"),
        ("吐尔逊", "tu er xun"),
    ],
)
def test_a_name_sorts_by_its_pinyin_with_the_surname_read_as_a_surname(
    name: str, pinyin: str
) -> None:
    assert sort_key(name).split("\t")[0] == pinyin


def test_a_text_is_read_character_by_character() -> None:
    assert syllables("绿色家园2期A") == ["lv", "se", "jia", "yuan", "2", "qi", "A"]


def test_short_syllables_come_before_longer_ones_and_equal_sounds_stay_together() -> None:
    names = ["林一", "李新", "章威", "张伟", "章威", "张伟", "张伟华"]
    ordered = sorted(names, key=sort_key)
    assert ordered == ["李新", "林一", "张伟", "张伟", "章威", "章威", "张伟华"]


@pytest.mark.parametrize(
    "query", ["张", "张晓", "晓梅", "张晓梅", "zhang", "zhangxm", "zxm", "zhangxiaomei", "zhangx"]
)
def test_a_name_is_found_by_characters_pinyin_and_initials(query: str) -> None:
    assert answers("张晓梅", query)


@pytest.mark.parametrize("query", ["Zhang Xiao Mei", "ZXM", "张xm", "張曉", "xiaomei", "ｚｘｍ"])
def test_case_width_spaces_and_traditional_characters_do_not_matter(query: str) -> None:
    assert answers("张晓梅", query)


@pytest.mark.parametrize("query", ["李", "张梅", "梅晓", "zhangwei", "mxz", "angx"])
def test_other_names_are_not_found(query: str) -> None:
    assert not answers("张晓梅", query)


@pytest.mark.parametrize("query", ["shanx", "danx", "单小", "sxm"])
def test_all_plausible_readings_find_a_name(query: str) -> None:
    assert answers("单小明", query)


@pytest.mark.parametrize("query", ["lv", "lu", "lvb", "吕布", "呂布"])
def test_u_with_two_dots_is_read_as_v_and_as_u(query: str) -> None:
    assert answers("吕布", query)


@pytest.mark.parametrize(
    "query", ["阿里木", "买买提", "阿里木·买买提", "阿里木•买", "alimu", "maimaiti"]
)
def test_a_dot_parts_a_name(query: str) -> None:
    assert answers("阿里木·买买提", query)


@pytest.mark.parametrize("query", ["smith", "Tom", "tomsmith", "ts"])
def test_latin_names_are_found_by_their_words(query: str) -> None:
    assert answers("Tom Smith", query)


@pytest.mark.parametrize("query", ["𠮷", "𠮷野"])
def test_characters_outside_the_basic_plane_are_found(query: str) -> None:
    assert answers("𠮷野", query)


@pytest.mark.parametrize("query", ["翠竹便利", "便利店", "bianlidian", "bld", "cuizhu"])
def test_a_long_title_is_found_by_any_part_of_it(query: str) -> None:
    assert answers("朱紫巷社区翠竹便利店", query)


@pytest.mark.parametrize("query", ["", "  ", "13800138000", "3-2-501", "·"])
def test_a_query_without_letters_names_nobody(query: str) -> None:
    assert query_grams(query) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_pieces_and_keys_that_fit_their_columns(text: str) -> None:
    grams = search_grams(text)
    assert all(0 < len(gram) <= LONGEST_GRAM for gram in grams)
    assert len(grams) == len(set(grams))
    assert len(sort_key(text)) <= LONGEST_KEY


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="张王李单仇曾欧阳伟芳娜小明华乐行长", min_size=1, max_size=4))
def test_every_name_is_found_by_itself(name: str) -> None:
    assert answers(name, name)
