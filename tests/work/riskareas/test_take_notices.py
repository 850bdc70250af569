"""Notices open and close areas, a day at a time; nothing is overwritten and the same is not taken twice."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from gridward.ground.audit.models import Line
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound, Problem, Stale
from gridward.work.riskareas.models import RiskArea, RiskNotice
from gridward.work.riskareas.problems import (
    RiskAreaEnded,
    RiskAreaThere,
    RiskEndUnfit,
    RiskIdTaken,
    RiskNoticeAhead,
    RiskNoticeEmpty,
    RiskNoticeOlder,
    RiskNoticeSame,
    RiskNoticeUnnamed,
    RiskPlaceMissing,
    RiskStayUnfit,
)
from gridward.work.riskareas.queries.areas import area_of, areas_like, areas_on
from gridward.work.riskareas.queries.asking import asked
from gridward.work.riskareas.services.taking import (
    add_area,
    end_area,
    preview_notice,
    take_notice,
)
from gridward.work.riskareas.terms import AreaLevel, RiskNoticeSaid, Spot, Stay
from gridward.work.rulebooks.terms import PersonCategory
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST = "高风险地区（2个）：\n黑龙江省哈尔滨市（2个）：南岗区甲小区，巴彦县乙镇。"
SECOND = "高风险地区（2个）：\n黑龙江省哈尔滨市（2个）：巴彦县乙镇，香坊区丙小区。"


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with time_machine.travel("2022-04-03 10:00+08:00", tick=True):
        yield


@pytest.fixture
def officer(world: World) -> Actor:
    return world.actor("health_a")


def said(text: str = FIRST, day: int = 1, **given: object) -> RiskNoticeSaid:
    values = {
        "id": uuid4(),
        "publisher": "国务院客户端",
        "title": f"4月{day}日全国中高风险地区",
        "day": date(2022, 4, day),
        "text": text,
        "whole": True,
    }
    return RiskNoticeSaid(**{**values, **given})


def days(detail: str) -> list[tuple[int, int | None]]:
    rows = RiskArea.objects.filter(detail=detail).order_by("since")
    return [(one.since.day, one.until.day if one.until else None) for one in rows]


def test_what_a_whole_list_lacks_ends_the_day_before(officer: Actor) -> None:
    take_notice(officer, said=said())
    notice = take_notice(officer, said=said(SECOND, 2))
    assert (notice.began, notice.ended) == (1, 1)
    assert days("甲小区") == [(1, 1)]
    assert days("乙镇") == [(1, None)]
    assert days("丙小区") == [(2, None)]
    assert {one.detail for one in areas_on(officer, date(2022, 4, 1))} == {"甲小区", "乙镇"}
    assert Line.objects.filter(act="riskareas.taken").count() == 2


def test_two_whole_lists_of_one_day_leave_no_day_of_what_the_later_lacks(officer: Actor) -> None:
    take_notice(officer, said=said())
    take_notice(officer, said=said(SECOND))
    assert "甲小区" not in {one.detail for one in areas_on(officer, date(2022, 4, 1))}


def test_a_list_of_additions_ends_nothing(officer: Actor) -> None:
    take_notice(officer, said=said())
    assert take_notice(officer, said=said(SECOND, 2, whole=False)).ended == 0


def test_a_list_of_one_level_leaves_the_others(officer: Actor) -> None:
    take_notice(officer, said=said())
    medium = "中风险地区（1个）：\n上海市（1个）：静安区丁路1号。"
    assert take_notice(officer, said=said(medium, 2)).ended == 0


def test_a_place_that_comes_back_begins_anew(officer: Actor) -> None:
    for day, text in ((1, FIRST), (2, SECOND), (3, FIRST)):
        take_notice(officer, said=said(text, day))
    assert days("甲小区") == [(1, 1), (3, None)]


def test_previewing_stores_nothing(officer: Actor) -> None:
    read, change = preview_notice(officer, said=said())
    assert (len(read.regions), len(change.begins)) == (1, 2)
    assert not RiskNotice.objects.exists()


def test_the_same_command_again_answers_the_same(officer: Actor) -> None:
    given = said()
    assert take_notice(officer, said=given).pk == take_notice(officer, said=given).pk
    assert RiskNotice.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (said(text="没有名单"), RiskNoticeEmpty),
        (said(publisher=" "), RiskNoticeUnnamed),
        (said(day=4), RiskNoticeAhead),
        (said(), RiskNoticeSame),
    ],
)
def test_what_is_refused_leaves_nothing(
    officer: Actor, given: RiskNoticeSaid, problem: type[Problem]
) -> None:
    take_notice(officer, said=said())
    with pytest.raises(problem):
        take_notice(officer, said=given)
    assert RiskNotice.objects.count() == 1


def test_an_older_whole_list_does_not_rewrite_what_came_later(officer: Actor) -> None:
    take_notice(officer, said=said(SECOND, 2))
    with pytest.raises(RiskNoticeOlder):
        take_notice(officer, said=said(FIRST, 1))


def test_an_id_names_one_notice(officer: Actor) -> None:
    known = take_notice(officer, said=said())
    with pytest.raises(RiskIdTaken):
        take_notice(officer, said=said(SECOND, 2, id=known.pk))


def test_a_notice_stays_as_it_was_taken(officer: Actor) -> None:
    row = take_notice(officer, said=said())
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskNotice.objects.filter(pk=row.pk).update(title="改")


def test_by_hand_added_and_ended(officer: Actor) -> None:
    spot = Spot(AreaLevel.MEDIUM, "江西省南昌市", "新建区", "某小区")
    area = add_area(
        officer, area_id=uuid4(), spot=spot, since=date(2022, 3, 31), source="区指挥部通告"
    )
    with pytest.raises(RiskAreaThere):
        add_area(officer, area_id=uuid4(), spot=spot, since=date(2022, 4, 1), source="重复")
    ending = {"area_id": area.pk, "until": date(2022, 4, 2), "reason": "区指挥部通告"}
    with pytest.raises(Stale):
        end_area(officer, version=9, **ending)
    with pytest.raises(RiskEndUnfit):
        end_area(officer, version=1, **{**ending, "until": date(2022, 4, 4)})
    end_area(officer, version=1, **ending)
    with pytest.raises(RiskAreaEnded):
        end_area(officer, version=2, **ending)
    assert days("某小区") == [(31, 2)]


def test_an_area_by_hand_says_where_and_by_what(officer: Actor) -> None:
    nowhere = Spot(AreaLevel.HIGH, "江西省南昌市", "", "")
    with pytest.raises(RiskPlaceMissing):
        add_area(officer, area_id=uuid4(), spot=nowhere, since=date(2022, 4, 1), source="通告")


def test_who_works_at_doors_reads_and_does_not_write(world: World, officer: Actor) -> None:
    row = take_notice(officer, said=said())
    worker = world.actor("worker_a1")
    assert areas_like(areas_on(worker, date(2022, 4, 1)), AreaLevel.HIGH, "哈尔滨 甲").count() == 1
    with pytest.raises(NotAllowed):
        take_notice(worker, said=said(SECOND, 2))
    with pytest.raises(NotFound):
        area_of(world.actor("chief_f"), row.opened.all()[0].pk)


def test_stays_propose_categories_with_their_rule_and_evidence(officer: Actor) -> None:
    take_notice(officer, said=said())
    stays = [Stay("哈尔滨市", "南岗区", "甲小区5栋", date(2022, 3, 28), date(2022, 4, 1))]
    found = asked(officer, stays, date(2022, 4, 2))
    assert [one.category for one in found.rules] == [PersonCategory.STAYED_HIGH]
    assert found.met[0].area.detail == "甲小区"


@pytest.mark.parametrize(
    "stay",
    [
        Stay(" ", "", "", date(2022, 4, 1), date(2022, 4, 1)),
        Stay("上海市", "", "", date(2022, 4, 2), date(2022, 4, 1)),
        Stay("上海市", "", "", date(2022, 4, 2), date(2022, 4, 3)),
    ],
)
def test_a_stay_says_where_and_lies_before_the_day(officer: Actor, stay: Stay) -> None:
    with pytest.raises(RiskStayUnfit):
        asked(officer, [stay], date(2022, 4, 2))


def test_an_area_of_a_later_day_does_not_concern_stays_as_of_an_earlier_one(officer: Actor) -> None:
    take_notice(officer, said=said(day=3))
    stays = [Stay("哈尔滨市", "南岗区", "甲小区", date(2022, 3, 28), date(2022, 4, 1))]
    assert asked(officer, stays, date(2022, 4, 2)).met == []
    assert asked(officer, stays, date(2022, 4, 3)).met != []
