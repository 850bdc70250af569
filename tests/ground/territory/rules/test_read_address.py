import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.territory.rules.street import CHUNHE, GAZETTEER, building, joined, places
from tests.shared_data import shared

from gridward.ground.territory.rules.address_reading import ACCEPT, Gazetteer
from gridward.ground.territory.terms.addresses import (
    Doubt,
    Evidence,
    Hint,
    KnownCommunity,
    KnownPlaces,
    KnownSite,
)

FLAT = "chunhe/3/2-501"


@pytest.mark.parametrize(
    "text",
    [
        "朱紫巷社区春禾花园3栋2单元501",
        "江西省南昌市西湖区西湖街道朱紫巷社区荷风街18号春禾花园3栋2单元501室",
        "江西南昌西湖区春禾花园3栋2单元501",
        "春禾花园三栋二单元五零一室",
        "春禾花园3#2-501",
        "春禾3-2-501",
        "粮食局宿舍3幢2单元501",
        "荷风街18号3栋2单元501",
        "3栋2单元501（春禾花园）",
        "春禾花园3栋2单元5楼1号",
        "春禾花园小区3栋2单元501",
        "家住春禾花园3栋2单元501",
        "朱紫巷3栋2单元501",
    ],
)
def test_a_known_door_is_found_however_written(text: str) -> None:
    reading = GAZETTEER.read(text)
    assert reading.doubt is None
    assert reading.best is not None
    assert reading.best.dwelling == FLAT
    assert reading.best.grid == "g1"
    assert reading.score >= ACCEPT


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3-2-501", Hint(site="chunhe")),
        ("3-2-501", Hint(community="zhuzi")),
        ("2-501", Hint(building="chunhe/3")),
        ("2单元501", Hint(building="chunhe/3")),
        ("3-2-501 张三家", Hint(site="chunhe")),
        ("二单元五零一", Hint(site="chunhe", building="chunhe/3")),
    ],
)
def test_what_is_known_beside_the_text_narrows(text: str, hint: Hint) -> None:
    best = GAZETTEER.read(text, within=hint).best
    assert best is not None
    assert best.dwelling == FLAT


def test_a_building_number_that_two_sites_have_is_asked() -> None:
    reading = GAZETTEER.read("3-2-501")
    assert (reading.best, reading.doubt) == (None, Doubt.SEVERAL_PLACES)
    assert {candidate.place.site for candidate in reading.candidates} == {"chunhe", "fenglin"}


def test_a_building_number_that_only_one_site_has_decides() -> None:
    best = GAZETTEER.read("5-2-501").best
    assert best is not None
    assert best.building == "chunhe/5"


def test_the_known_buildings_decide_between_two_readings() -> None:
    one_building = Gazetteer(joined([building(CHUNHE, "主楼", 3)])).read("春禾花园3-501").best
    no_units = Gazetteer(joined([building(CHUNHE, str(n), 0) for n in (1, 2, 3)]))
    assert one_building is not None
    assert (one_building.building, one_building.unit) == ("chunhe/主楼", "chunhe/主楼/3")
    three = no_units.read("春禾花园3-501").best
    assert three is not None
    assert (three.building, three.unit) == ("chunhe/3", None)


def test_a_site_with_one_building_needs_no_building_number() -> None:
    best = GAZETTEER.read("晴川大厦501").best
    assert best is not None
    assert best.dwelling == "tower/主楼-501"


def test_a_new_room_in_a_known_building_is_placed_and_labelled() -> None:
    best = GAZETTEER.read("春禾花园3栋2单元909").best
    assert best is not None
    assert (best.building, best.unit, best.dwelling) == ("chunhe/3", "chunhe/3/2", None)
    assert (best.room, best.floor, best.door_label) == ("909", 9, "2单元909室")


def test_a_cellar_lies_below_ground() -> None:
    best = GAZETTEER.read("晴川大厦地下室").best
    assert best is not None
    assert (best.room, best.floor, best.door_label) == ("地下室", -1, "地下室")


def test_a_sub_number_of_the_road_is_another_site() -> None:
    best = GAZETTEER.read("荷风街18号附2号").best
    assert best is not None
    assert best.site == "fenglin"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", Doubt.NO_ADDRESS),
        ("   ", Doubt.NO_ADDRESS),
        ("某某家园3栋2单元501", Doubt.UNKNOWN_PLACE),
        ("未知路99号", Doubt.UNKNOWN_PLACE),
        ("春禾花园9栋2单元501", Doubt.UNKNOWN_BUILDING),
        ("春禾花园3栋9单元501", Doubt.UNKNOWN_UNIT),
        ("春禾花园3栋2单元1301", Doubt.UNKNOWN_FLOOR),
        ("春禾花园3栋999", Doubt.UNIT_MISSING),
        ("春禾花园3栋501", Doubt.SEVERAL_PLACES),
        ("春禾花园2单元501", Doubt.SEVERAL_PLACES),
        ("春禾花园3栋2单元4楼501", Doubt.CONTRADICTION),
        ("算子桥社区春禾花园3栋2单元501", Doubt.CONTRADICTION),
        ("春禾花园3栋旁边", Doubt.BESIDE),
        ("春禾花园3栋2单元501对面", Doubt.BESIDE),
        ("春禾花园3栋2单元501/502", Doubt.NUMBER_LEFT),
        ("5-3-2-501", Doubt.SEVERAL_PLACES),
        ("湖北省黄冈市黄州区春禾花园3栋2单元501", Doubt.ELSEWHERE),
        ("东湖区春禾花园3栋2单元501", Doubt.ELSEWHERE),
        ("春禾花园二期3栋2单元501", Doubt.SIMILAR_NAME),
        ("新春禾花园3栋2单元501", Doubt.SIMILAR_NAME),
        ("春禾苑3栋2单元501", Doubt.SIMILAR_NAME),
        ("枫叶苑3栋2单元501", Doubt.SIMILAR_NAME),
    ],
)
def test_a_doubtful_address_goes_to_a_person_with_the_reason(text: str, doubt: Doubt) -> None:
    reading = GAZETTEER.read(text)
    assert (reading.best, reading.doubt) == (None, doubt)


@pytest.mark.parametrize(
    "hint",
    [Hint(community="suanzi"), Hint(site="fenglin"), Hint(building="chunhe/4")],
)
def test_a_text_against_the_hint_is_asked(hint: Hint) -> None:
    reading = GAZETTEER.read("春禾花园3栋2单元501", within=hint)
    assert (reading.best, reading.doubt) == (None, Doubt.CONTRADICTION)


def test_an_unknown_name_is_not_covered_up_by_the_hint() -> None:
    reading = GAZETTEER.read("某某家园3栋2单元501", within=Hint(site="chunhe"))
    assert (reading.best, reading.doubt) == (None, Doubt.UNKNOWN_PLACE)


def test_a_former_name_in_brackets_does_not_lead_astray() -> None:
    reading = GAZETTEER.read("春禾花园3栋（原枫林苑5栋）2单元501 13812345678")
    assert reading.best is not None
    assert reading.best.dwelling == FLAT
    assert "13812345678" in reading.not_understood


def test_a_name_that_sounds_the_same_is_accepted_with_a_known_door_only() -> None:
    known = GAZETTEER.read("春和花园3栋2单元501")
    assert known.best is not None
    assert known.candidates[0].evidence is Evidence.SAME_SOUND
    assert known.score < GAZETTEER.read("春禾花园3栋2单元501").score
    assert GAZETTEER.read("春和花园3栋2单元909").doubt is Doubt.SIMILAR_NAME


def test_a_same_sound_is_asked_where_another_name_is_as_close() -> None:
    base = places()
    rival = KnownSite("rival", "春江花园", "zhuzi", "g1")
    reading = Gazetteer(
        KnownPlaces(
            base.communities, (*base.sites, rival), base.buildings, base.units, base.dwellings
        )
    ).read("春和花园3栋2单元501")
    assert (reading.best, reading.doubt) == (None, Doubt.SIMILAR_NAME)
    assert reading.candidates[0].place.dwelling == FLAT


def test_two_sites_of_one_name_are_asked() -> None:
    base = places()
    twin = KnownSite("twin", "春禾花园", "suanzi", "g2")
    gazetteer = Gazetteer(KnownPlaces(base.communities, (CHUNHE, twin)))
    assert gazetteer.read("春禾花园").doubt is Doubt.SEVERAL_PLACES
    assert gazetteer.read("朱紫巷社区春禾花园").candidates[0].place.site == "chunhe"


def test_an_empty_gazetteer_knows_no_place() -> None:
    empty = Gazetteer(KnownPlaces((KnownCommunity("c", "朱紫巷社区"),), ()))
    assert empty.read("春禾花园3栋2单元501").doubt is Doubt.UNKNOWN_PLACE


def _confused() -> list[str]:
    """The name 春禾花园 with one character typed wrong, by the confusion sets of others."""
    wrong: set[str] = set()
    for file in ("same_pinyin.txt", "same_stroke.txt"):
        for line in (shared("hanzi_confusion") / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line or line[0] not in CHUNHE.name:
                continue
            others = set("".join(line.split()[1:]))
            wrong |= {CHUNHE.name.replace(line[0], other) for other in others}
    return sorted(wrong - {CHUNHE.name})


def test_a_name_with_one_wrong_character_is_found_and_never_elsewhere() -> None:
    names = _confused()
    assert len(names) > len(CHUNHE.name)
    for name in names:
        reading = GAZETTEER.read(f"{name}3栋2单元501")
        assert reading.candidates, name
        assert reading.candidates[0].place.dwelling == FLAT, name
        assert reading.doubt in (None, Doubt.SIMILAR_NAME), name


@given(st.sampled_from(places().dwellings), st.sampled_from(["{b}栋{u}单元{r}室", "{b}-{u}-{r}"]))
def test_every_door_of_the_street_is_found_by_its_full_address(door: object, style: str) -> None:
    known = {(d.id): d for d in places().dwellings}[door.id]  # type: ignore[attr-defined]
    site, building = str(known.building).split("/")
    name = {s.id: s.name for s in places().sites}[site]
    unit = str(known.unit).split("/")[-1] if known.unit else ""
    text = style.format(b=building, u=unit, r=known.room) if unit else f"{building}{known.room}"
    best = GAZETTEER.read(name + text).best
    assert best is not None
    assert best.dwelling == known.id


@given(st.text(alphabet="春禾花园枫林苑3栋2单元501-号（）朱紫巷社区荷风街18旁 ", max_size=30))
def test_no_text_makes_a_silent_guess(text: str) -> None:
    reading = GAZETTEER.read(text)
    assert (reading.best is None) == (reading.doubt is not None)
    assert 0 <= reading.score <= 1
    if reading.best is not None:
        assert reading.best == reading.candidates[0].place
        assert reading.score >= ACCEPT
