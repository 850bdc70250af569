"""Stays and areas: by place, by day, within the look-back of the rule; what is unclear is put to a person."""

from datetime import date, timedelta

import pytest

from gridward.work.riskareas.rules.staying import categories, met
from gridward.work.riskareas.terms import AreaLevel, Dated, Nearness, Stay
from gridward.work.rulebooks.terms import PersonCategory

DAY = date(2022, 4, 1)
HARBIN = Dated(AreaLevel.HIGH, "黑龙江省哈尔滨市", "南岗区", "信恒小区", date(2022, 3, 20))
SHANGHAI = Dated(
    AreaLevel.MEDIUM, "上海市浦东新区", "", "花木街道香梅花园", date(2022, 3, 10), date(2022, 3, 24)
)
ALL = (HARBIN, SHANGHAI)
C = PersonCategory


def stay(region: str, county: str = "", detail: str = "", days: tuple[int, int] = (5, 1)) -> Stay:
    """From so many days before the day to so many before it."""
    begins, ends = (DAY - timedelta(days=one) for one in days)
    return Stay(region, county, detail, begins, ends)


@pytest.mark.parametrize(
    ("one", "near"),
    [
        (stay("哈尔滨", "南岗区", "信恒小区3栋"), Nearness.PLACE),
        (stay("黑龙江哈尔滨市", "南岗", "信恒"), Nearness.PERHAPS),
        (stay("黑龙江省哈尔滨市", "南岗区", "信亨小区"), Nearness.COUNTY),
        (stay("黑龙江省哈尔滨市", "南岗区"), Nearness.COUNTY),
        (stay("黑龙江省哈尔滨市", "香坊区", "信恒小区"), None),
        (stay("黑龙江省哈尔滨市"), Nearness.REGION),
        (stay("江西省南昌市", "西湖区", "信恒小区"), None),
    ],
)
def test_how_near_a_stay_lies(one: Stay, near: Nearness | None) -> None:
    found = met([one], [HARBIN])
    assert [each.nearness for each in found] == ([near] if near else [])


def test_a_county_that_is_in_the_region_counts_as_one() -> None:
    [one] = met([stay("上海市", "浦东新区", "陆家嘴", (12, 10))], [SHANGHAI])
    assert one.nearness is Nearness.COUNTY


def test_a_whole_county_is_met_by_whoever_was_in_it() -> None:
    whole = Dated(AreaLevel.MEDIUM, "河南省安阳市", "文峰区", "文峰区", DAY)
    [one] = met([stay("安阳市", "文峰区", "某宾馆")], [whole])
    assert one.nearness is Nearness.PLACE


def test_an_area_that_had_ended_before_is_not_met() -> None:
    assert met([stay("上海市浦东新区", "", "香梅花园", (7, 7))], [SHANGHAI]) == []
    [last] = met([stay("上海市浦东新区", "", "香梅花园", (8, 7))], [SHANGHAI])
    assert (last.first, last.last) == (date(2022, 3, 24), date(2022, 3, 24))


def test_an_area_that_was_named_after_somebody_left_is_met_with_the_days_of_the_stay() -> None:
    [one] = met([stay("哈尔滨市", "南岗区", "信恒小区", (14, 13))], [HARBIN])
    assert (one.first, one.last) == (date(2022, 3, 18), date(2022, 3, 19))


@pytest.mark.parametrize(
    ("lookback", "given"),
    [(14, [C.STAYED_HIGH]), (4, [C.STAYED_HIGH]), (3, []), (None, [C.STAYED_HIGH])],
)
def test_stays_count_within_the_look_back_and_always_where_it_is_unknown(
    lookback: int | None, given: list[C]
) -> None:
    found = met([stay("哈尔滨市", "南岗区", "信恒小区", (9, 4))], [HARBIN])
    assert categories(found, dict.fromkeys(C, lookback), DAY) == given


def test_the_strictest_category_comes_first_and_each_once() -> None:
    stays = [
        stay("上海市浦东新区", "", "香梅花园", (12, 10)),
        stay("哈尔滨市", "南岗区", "别处宾馆"),
        stay("哈尔滨市", "南岗区", "信恒小区"),
    ]
    assert categories(met(stays, ALL), dict.fromkeys(C, 14), DAY) == [
        *(C.STAYED_HIGH, C.STAYED_MEDIUM, C.STAYED_COUNTY)
    ]
