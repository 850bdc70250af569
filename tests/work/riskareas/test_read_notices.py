"""A notice of risk areas becomes levels, regions and places; where the text is not clear, that is told."""

import csv
import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.riskareas.rules.reading import read_notice
from gridward.work.riskareas.terms import AreaLevel, Place, RegionRead
from tests.shared_data import shared

NOTICE = """国务院客户端 2022-04-01
高风险地区（3个）：
黑龙江省哈尔滨市（2个）：南岗区信恒小区，巴彦县兴隆镇（除甲社区、乙社区外）。
天津市西青区（1个）：杨柳青镇锦绣欣居。
2个中风险地区：
上海市浦东新区（2个）：花木街道锦绣路1650弄香梅花园一期小区、二期小区；三林镇海阳路1080弄。
境外仍为高风险。"""


def test_levels_regions_and_places() -> None:
    read = read_notice(NOTICE)
    assert read.declared == ((AreaLevel.HIGH, 3), (AreaLevel.MEDIUM, 2))
    harbin, xiqing, pudong = read.regions
    assert harbin.places == (
        Place("南岗区", "信恒小区"),
        Place("巴彦县", "兴隆镇（除甲社区、乙社区外）"),
    )
    assert xiqing == RegionRead(AreaLevel.HIGH, "天津市西青区", 1, (Place("", "杨柳青镇锦绣欣居"),))
    assert [one.detail for one in pudong.places] == [
        "花木街道锦绣路1650弄香梅花园一期小区、二期小区",
        "三林镇海阳路1080弄",
    ]
    assert not any(one.doubtful for one in read.regions)


def places(listed: str, count: int) -> RegionRead:
    [one] = read_notice(f"中风险地区：\n河北省石家庄市（{count}个）：{listed}。").regions
    return one


@pytest.mark.parametrize(
    ("listed", "count"),
    [
        ("新华区甲小区、乙小区，桥西区丙公寓", 3),
        ("新华区甲小区、乙小区一带，桥西区丙公寓", 2),
        ("新华区甲小区16、17号楼，桥西区丙公寓", 2),
        ("申州公司三部厂区及宿舍区", 1),
        ("经济技术开发区(头屯河区)、高新技术产业开发区(新市区)、水磨沟区", 3),
        ("汤阴县（汤阴县育才中学、古贤镇除外）", 1),
    ],
)
def test_the_declared_number_settles_where_places_are_divided(listed: str, count: int) -> None:
    assert len(places(listed, count).places) == count


def test_where_no_division_fits_the_region_is_told_as_doubtful() -> None:
    read = places("新华区甲小区，桥西区丙公寓", 5)
    assert read.doubtful
    assert len(read.places) == 2


def test_a_county_holds_for_the_places_after_it_until_a_stronger_mark() -> None:
    found = places("新华区甲小区，乙小区；丙村，裕华区丁楼", 4).places
    assert [one.county for one in found] == ["新华区", "新华区", "", "裕华区"]


def test_a_list_with_a_line_a_place() -> None:
    text = "中风险地区（2个）\n黑龙江省（2个）：\n哈尔滨市南岗区信恒小区\n哈尔滨市香坊区东鸿小区\n"
    [one] = read_notice(text).regions
    assert len(one.places) == 2
    assert not one.doubtful


def test_text_without_lists_is_nothing() -> None:
    assert read_notice("今日无新增病例。请做好个人防护。").regions == ()


@given(st.text(alphabet="高中风险地区（）：，、；。0123456789甲乙市县区\n", max_size=80))
def test_nothing_makes_it_fail_and_no_place_is_empty(text: str) -> None:
    for region in read_notice(text).regions:
        assert all(one.county or one.detail for one in region.places)


def test_of_the_lines_of_provinces_nearly_all_have_the_number_they_declare() -> None:
    with (shared("risk_areas_cn") / "risk_area_lines.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    told = Counter(
        one.doubtful
        for row in rows
        for one in read_notice(
            f"高风险地区：\n{row['admin_prefix']}（{row['declared_count']}个）：{row['items_text']}"
        ).regions
    )
    assert told.total() >= len(rows)
    assert told[True] / told.total() < 0.01, told


def test_of_whole_notices_nearly_all_headings_have_the_number_they_declare() -> None:
    right = Counter[bool]()
    notices = shared("risk_areas_cn") / "official_notices.jsonl.gz"
    with gzip.open(notices, "rt", encoding="utf-8") as lines:
        for line in lines:
            read = read_notice(json.loads(line)["text"])
            for level, count in read.declared:
                found = sum(len(one.places) for one in read.regions if one.level == level)
                right[found == count] += 1
    assert right[True] / right.total() > 0.94, right
