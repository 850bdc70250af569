"""Pure rules: who signs, from when figures count, the order of sections, numbers in texts, the text of a bulletin."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.staff.terms import Post, PostLevel
from gridward.kernel.texts import catalogue, say
from gridward.work.meetings.queries.agenda import recounted
from gridward.work.meetings.rules.attending import expected
from gridward.work.meetings.rules.bulletins import (
    digest,
    figure_value,
    lines,
    numbers_in,
    possible_names,
)
from gridward.work.meetings.rules.holding import (
    agenda_on,
    counted_since,
    in_order,
    rule_of,
    signs_as,
)

DAY = date(2026, 3, 4)
POSTS = st.frozensets(st.sampled_from(Post))
CONVENERS = st.lists(st.sampled_from(Post), min_size=1, unique=True)


@given(CONVENERS, POSTS, POSTS)
def test_nobody_signs_over_a_convener_who_came(
    conveners: list[Post], mine: frozenset[Post], there: frozenset[Post]
) -> None:
    post = signs_as(conveners, mine, there)
    if post is None:
        before = next((one for one in conveners if one in there), None)
        assert before is not None or not mine & set(conveners)
        return
    assert post in mine
    assert not [one for one in conveners[: conveners.index(post)] if one in there or one in mine]


@given(CONVENERS, POSTS)
def test_the_convener_always_signs(conveners: list[Post], there: frozenset[Post]) -> None:
    assert signs_as(conveners, {conveners[0]}, there) is conveners[0]


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_figures_follow_the_last_meeting_without_a_gap(
    before: datetime, midnight: datetime
) -> None:
    rule = rule_of(PostLevel.COMMUNITY, DAY)
    assert counted_since(rule, before, midnight) == before
    if midnight.year > 1:
        assert midnight - counted_since(rule, None, midnight) == timedelta(days=rule.back_days)


def test_the_rules_name_their_sources_and_fit_the_service() -> None:
    for level in (PostLevel.COMMUNITY, PostLevel.STREET):
        rule = rule_of(level, DAY)
        assert rule.source.startswith("西街字〔2022〕6号")
        assert set(rule.conveners) <= rule.attend
    assert rule_of(PostLevel.COMMUNITY, DAY).conveners[0] is Post.FIRST_GRID_LEADER


def test_every_section_has_its_title() -> None:
    codes = [one.code for one in agenda_on(DAY)]
    assert len(set(codes)) == len(codes)
    assert {f"meeting.section.{one}" for one in codes} <= set(catalogue("zh-Hans"))


@given(st.sets(st.sampled_from(["orders", "survey", "gates", "lists", "other"])))
def test_sections_come_in_the_order_of_the_list_and_new_ones_last(codes: set[str]) -> None:
    found = in_order(codes, agenda_on(DAY))
    assert sorted(found) == sorted(codes)
    known = [one.code for one in agenda_on(DAY) if one.code in codes]
    assert found[: len(known)] == known


@given(st.text(alphabet="0123456789", min_size=11, max_size=18), st.text("请联系 。"))
def test_every_long_number_is_seen_and_not_told_in_full(number: str, around: str) -> None:
    assert numbers_in(f"{around}{number}{around}") == [f"{number[:3]}…{number[-2:]}"]


@pytest.mark.parametrize(
    "text", ["3月5日17:30前完成", "1栋1单元101、102、103室", "完成120/200（60%）", ""]
)
def test_days_doors_and_figures_are_no_numbers_of_people(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("请关注张三家", "张三"),
        ("3栋李小四，需送药", "李小四"),
        ("欧阳建国已联系", "欧阳建国"),
        ("已联系 阿依古丽·买买提江", "阿依古丽·买买提江"),
        ("𠮷田来访", "𠮷田"),
    ],
)
def test_a_name_is_among_the_pieces_of_a_text(text: str, name: str) -> None:
    assert name in possible_names(text)


def test_one_sign_letters_and_figures_are_no_names() -> None:
    assert possible_names("张 a1 120/200。") == []


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_whole_when_all_is_done_alone(value: int, total: int) -> None:
    value = min(value, total)
    told = figure_value({"value": value, "total": total}, say)
    assert ("100%" in told) == (value == total)


def a_figure(code: str, kind: str, value: int) -> dict[str, Any]:
    words = {"zh-Hans": code, "en": code}
    return {
        "code": code,
        "kind": kind,
        "value": value,
        "total": None,
        "title": words,
        "definition": words,
        "grids": [],
    }


FIGURES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["period", "state"]), st.integers(0, 9)),
    unique_by=lambda one: one[0],
)


@given(FIGURES, st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)))
def test_a_revision_counts_again_what_happened_and_leaves_how_it_stood(
    frozen: list[tuple[str, str, int]], late: dict[str, int]
) -> None:
    before = [{"section": "x", "figures": [a_figure(*one) for one in frozen]}]
    kinds = {code: kind for code, kind, _ in frozen}
    now = [
        {
            "section": "x",
            "figures": [a_figure(code, kinds.get(code, "period"), n) for code, n in late.items()],
        }
    ]
    told = {one["code"]: one["value"] for one in recounted(before, now)[0]["figures"]}
    for code, kind, value in frozen:
        assert told[code] == (late.get(code, value) if kind == "period" else value)


@given(st.lists(st.tuples(st.uuids(), st.sampled_from(["x", "y"]), st.just("甲"))))
def test_each_is_expected_once_with_all_posts(rows: list[tuple[Any, str, str]]) -> None:
    found = expected((member, "名", post, unit) for member, post, unit in rows)
    assert [one.member_id for one in found] == list(dict.fromkeys(one[0] for one in rows))
    assert sum(len(one.posts) for one in found) == len(rows)


CONTENT: dict[str, Any] = {
    "unit": "甲社区网格",
    "day": "2026年3月4日",
    "revision": 2,
    "reason": "补传",
    "held": {
        "at": "2026年3月4日17:30",
        "place": "—",
        "chair": "甲",
        "expected": 3,
        "present": 2,
        "excused": 1,
        "absent": 0,
    },
    "sections": [],
    "decisions": [],
    "remark": "",
    "since": "2026年3月3日17:30",
    "as_of": "2026年3月4日20:00",
}


def test_a_bulletin_without_sections_is_a_few_lines() -> None:
    told = lines(CONTENT, say)
    assert told[2] == "本通报为修订版，替代第1版；修订理由：补传。"
    assert len(told) == 5


def test_the_digest_covers_every_word() -> None:
    seen = {digest(CONTENT)}
    for name in CONTENT:
        seen.add(digest({**CONTENT, name: "改"}))
    assert len(seen) == len(CONTENT) + 1
