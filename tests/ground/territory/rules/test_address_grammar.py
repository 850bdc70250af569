import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.territory.rules.address_grammar import parse
from gridward.ground.territory.rules.address_words import tidy
from gridward.ground.territory.terms.addresses import Door

FLAT = Door(building="3", unit="2", room="501")


@pytest.mark.parametrize(
    "text",
    [
        "朱紫巷社区XX小区3栋2单元501",
        "3-2-501",
        "三栋二单元五零一室",
        "3#2-501",
        "３栋２单元５０１",
        "3号楼2门501号",
        "第3栋第2单元501室",
        "3幢2梯501户",
        "3/2/501",
        "3 2 501",
        "3一2一501",
        "三-二-五零一",
        "春禾花园3栋2单元（原枫林苑5栋）501",
        "3栋2单元501 13812345678",
        "3栋2单元501室张三家",
        "三棟二單元501",
    ],
)
def test_a_flat_is_read_however_written(text: str) -> None:
    assert parse(text).doors[0] == FLAT


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("XX路18号附2号", Door(house_number="18-2")),
        ("荷风街18-2号", Door(house_number="18-2")),
        ("荷风街18号之一", Door(house_number="18-1")),
        ("荷风街18号春禾花园3栋2单元501", Door("18", "3", "2", "", "501")),
        ("3栋501", Door(building="3", room="501")),
        ("A座1203室", Door(building="A", room="1203")),
        ("18号3楼302", Door(building="18", floor="3", room="302")),
        ("2-1103", Door(building="2", room="1103")),
        ("地下室", Door(room="地下室")),
        ("负一层", Door(floor="-1")),
        ("3栋顶楼", Door(building="3", floor="顶楼")),
        ("XX小区10号路旁", Door()),
        ("3栋2单元5楼", Door(building="3", unit="2", floor="5")),
        ("二十一栋十二楼1201", Door(building="21", floor="12", room="1201")),
        ("第3栋", Door(building="3")),
        ("3栋2单元5楼1号", Door("", "3", "2", "5", "1")),
        ("B1-1203", Door(building="B1", room="1203")),
        ("东单元302", Door(unit="东", room="302")),
        ("主楼305", Door(building="主楼", room="305")),
        ("XX农贸市场45号", Door(room="45")),
        ("平房3排2号", Door(building="3", unit="2")),
        ("3楼2单元501", FLAT),
    ],
)
def test_each_number_finds_its_level(text: str, door: Door) -> None:
    assert parse(text).doors[0] == door


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("3-501", Door(unit="3", room="501")),
        ("2-1103", Door(unit="2", room="1103")),
        ("18号3楼302", Door("18", "", "", "3", "302")),
        ("3栋2号", Door(building="3", room="2")),
    ],
)
def test_what_can_be_read_in_two_ways_keeps_both(text: str, other: Door) -> None:
    assert other in parse(text).doors[1:]


@pytest.mark.parametrize("text", ["3-2-501", "3-501", "3栋2-501", "5-3-2-501", "荷风街18号3-2-501"])
def test_no_reading_but_the_first_passes_over_a_number(text: str) -> None:
    parts = parse(text)
    first, *others = (sum(map(bool, door)) for door in parts.doors)
    assert all(count == first + parts.passed_over for count in others)


def test_divisions_road_and_site_are_told_apart() -> None:
    parts = parse("江西省南昌市西湖区西湖街道朱紫巷社区荷风街18号春禾花园3栋2单元501室")
    assert (parts.province, parts.city, parts.district) == ("江西省", "南昌市", "西湖区")
    assert (parts.street, parts.community) == ("西湖街道", "朱紫巷社区")
    assert (parts.road, parts.site) == ("荷风街", "春禾花园")


@pytest.mark.parametrize(
    "name", ["春禾小区", "阳光花园A区", "朝阳新村", "书香苑东区", "二七宿舍", "八一公寓"]
)
def test_a_site_is_not_taken_for_a_division_or_a_number(name: str) -> None:
    parts = parse(f"{name}3栋2单元501")
    assert parts.site == name
    assert parts.doors[0] == FLAT
    assert not parts.district + parts.community + parts.street


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("春禾花园3栋2单元501 13812345678", "13812345678"),
        ("春禾花园3栋旁边", "旁边"),
        ("春禾花园3栋对面小卖部", "对面小卖部"),
        ("春禾花园3栋（原枫林苑5栋）2单元501", "(原枫林苑5栋)"),
    ],
)
def test_what_people_add_is_left_over(text: str, rest: str) -> None:
    assert parse(text).leftover == rest


@pytest.mark.parametrize("text", ["13812345678", "0791-86123456", "360199190001010016"])
def test_phones_and_identity_numbers_are_no_doors(text: str) -> None:
    assert parse(text).doors == (Door(),)


@given(st.text(alphabet="3栋2单元501-号楼A（）春禾花园路 负一层第附之", max_size=25))
def test_any_text_is_read_without_failing_and_spans_lie_in_it(text: str) -> None:
    parts = parse(text)
    ends = [place for span in parts.spans for place in (span.start, span.end)]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(tidy(text)) for place in ends)
    assert parts.doors


@given(
    st.integers(1, 40), st.integers(1, 9), st.integers(1, 33), st.integers(1, 12),
    st.sampled_from(["{b}栋{u}单元{r}室", "{b}-{u}-{r}", "{b}#{u}-{r}", "{b}号楼{u}门{r}", "第{b}幢{u}单元{r}"]),
)  # fmt: skip
def test_every_usual_way_to_write_a_door_gives_the_same(
    building: int, unit: int, floor: int, door: int, style: str
) -> None:
    room = f"{floor}{door:02d}"
    text = style.format(b=building, u=unit, r=room)
    assert parse(text).doors[0] == Door("", str(building), str(unit), "", room)
