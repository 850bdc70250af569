"""Texts of kinds: what the program writes reads the same again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.texts import LANGUAGES, catalogue
from gridward.work.workorders.problems import KindFault, fault_sentence
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kind_texts import content_of, text_of
from gridward.work.workorders.rules.kinds import kind_from, read_kind

NAMES = st.text(min_size=1, max_size=8)
PLAIN = st.booleans() | st.integers(-1000, 1000) | st.text(max_size=12)
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("content", contents(), ids=lambda one: str(one["code"]))
def test_every_kind_reads_the_same_again(content: dict[str, Any]) -> None:
    read, faults = content_of(text_of(content))
    assert faults == []
    assert read == content
    assert kind_from(read) == kind_from(content)


@given(st.dictionaries(NAMES, DATA, max_size=4))
def test_whatever_is_written_reads_the_same_again(content: dict[str, Any]) -> None:
    assert content_of(text_of(content)) == (content, [])


def broken(**words: Any) -> list[KindFault]:
    own = next(one for one in contents() if one["code"] == "staff_conduct")
    return read_kind({**own, **words})[1]


def test_contradictions_are_all_told() -> None:
    field = {"code": "a", "text": {"zh-Hans": "甲", "en": "a"}, "answer": "choice"}
    faults = broken(
        confined=False, fields=[field, field], links={}, limits={}, needs={"open": ["text"]}
    )
    assert {one.why for one in faults} == {
        *("watchers_of_all", "choice_without_options", "twice", "route_without_member"),
        *("clock_missing", "need_of_no_move"),
    }
    assert len([one for one in faults if one.why == "clock_missing"]) == 5


def test_a_place_is_named_as_deep_as_it_lies() -> None:
    own = next(one for one in contents() if one["code"] == "violation")
    own["routes"][0]["ladder"][1]["limits"]["on_scene"]["minutes"] = 0
    own["fields"][1]["options"][2]["text"].pop("en")
    assert {one.where for one in read_kind(own)[1]} == {
        "routes[1].ladder[2].limits.on_scene.minutes",
        "fields[2].options[3].text",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_its_sentence(language: str) -> None:
    words = dict.fromkeys(("line", "column", "known", "given"), "x")
    whys = [key.rsplit(".", 1)[1] for key in catalogue(language) if key.startswith("order.fault.")]
    assert len(whys) > 15
    for why in whys:
        assert "{" not in fault_sentence(KindFault(why, "a.b", words), language)
