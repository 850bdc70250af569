"""The work log proposes itself from what was recorded."""

from dataclasses import replace
from functools import partial
from itertools import product

from gridward.kernel.texts import say
from gridward.work.patrols.rules.proposing import propose
from gridward.work.patrols.terms import DayFacts, EntryKind
from tests.work.patrols.days import FULL, finding, patrol, visit

chinese = partial(say, language="zh-Hans")


def test_a_full_day_tells_itself() -> None:
    told = propose(FULL, chinese)
    assert told.work.split("\n") == [
        "入户走访5户：无人应答1户、拒绝1户、外出1户、发现新住户1户、见到1户。",
        "走访单位1家。",
        "09:00至09:40开展网格巡查，到东门、配电房共2个点位。",
        "登记信息：新增住户1户、新增人员2人、迁出人员1人、更新信息1条。",
    ]
    assert told.handling.split("\n") == [
        "东门发现卡口问题：问题1。已处置：当场更换。",
        "东门发现卡口问题：问题2。尚待处置。",
        "对无人应答的1户留存记录，另择时间上门。",
        "对拒绝配合的1户做好解释，并报告网格长。",
        "对新发现的1户补登信息。",
    ]
    assert told.result.split("\n") == [
        "发现问题2件，已处置1件，1件继续跟进。",
        "无人应答的1户列入复访。",
    ]


def test_an_empty_day_says_so() -> None:
    told = propose(DayFacts(), chinese)
    assert told.work == "这段时间没有在系统中记录工作。"
    assert told.handling == "未发现异常情况。"
    assert told.result == "无待处置问题。"


def test_all_handled_is_another_sentence() -> None:
    told = propose(DayFacts(patrols=(patrol(finding(1, "已劝离", place="")),)), chinese)
    assert told.handling == "巡查途中发现卡口问题：问题1。已处置：已劝离。"
    assert told.result == "发现问题1件，已处置1件，剩余0件。"


def test_many_stops_are_counted_after_the_first_six() -> None:
    names = tuple(f"点{number}" for number in range(8))
    told = propose(DayFacts(patrols=(patrol(stops=(*names, "点0")),)), chinese)
    assert told.work == ("09:00至09:40开展网格巡查，到点0、点1、点2、点3、点4、点5等8个点位。")
    assert propose(DayFacts(patrols=(patrol(stops=()),)), chinese).work == (
        "09:00至09:40开展网格巡查。"
    )


def test_names_of_residents_never_come_into_it() -> None:
    facts = replace(FULL, visits=(visit(1, "met", label="欧阳娜娜 翠竹小区1栋101室"),))
    told = propose(facts, chinese)
    assert not any("欧阳" in one or "101" in one for one in vars(told).values())


def test_every_outcome_entry_and_category_has_its_words_in_both_languages() -> None:
    outcomes = ("met", "no_answer", "refused", "away", "moved_out", "empty", "wrong_address")
    for language, outcome in product(("zh-Hans", "en"), (*outcomes, "new_people")):
        facts = DayFacts(visits=(visit(1, outcome),))
        assert "1" in propose(facts, partial(say, language=language)).work
    for kind in EntryKind:
        assert say(f"log.entry.{kind}", count=1)
