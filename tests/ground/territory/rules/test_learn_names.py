"""What a correction teaches, and what it must not: tried on the small invented street."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.ground.territory.rules.street import CHUNHE, GAZETTEER, places

from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.rules.learning import Chosen, lesson
from gridward.ground.territory.terms.addresses import (
    BookName,
    Doubt,
    KnownCommunity,
    KnownDwelling,
    KnownRoad,
    KnownSite,
)
from gridward.ground.territory.terms.book import Lesson, NameKind, Subject

PLACES = places()
CHOSEN = Chosen("chunhe", "chunhe/3", "501")


def taught(text: str, chosen: Chosen = CHOSEN, gazetteer: Gazetteer = GAZETTEER) -> Lesson | None:
    return lesson(gazetteer, text, chosen)


def knowing(name: str, site: KnownSite = CHUNHE, exact: bool = True) -> Gazetteer:
    """The street where a site has this name in the book, too."""
    book = (BookName("entry", name, exact),)
    sites = tuple(replace(one, book=book) if one.id == site.id else one for one in PLACES.sites)
    return Gazetteer(replace(PLACES, sites=sites))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("老棉纺厂3栋2单元501", "老棉纺厂", NameKind.NICKNAME),
        ("棉纺大院3-2-501", "棉纺大院", NameKind.NICKNAME),
        ("江西省南昌市西湖区西湖街道朱紫巷社区棉纺大院3栋2单元501", "棉纺大院", NameKind.NICKNAME),
        ("荷风街18号棉纺大院3栋2单元501室", "棉纺大院", NameKind.NICKNAME),
        ("朱紫巷社区棉纺大院三栋二单元五零一室 张三 13800138000", "棉纺大院", NameKind.NICKNAME),
        ("春和花园3栋2单元501", "春和花园", NameKind.SAME_SOUND),
        ("春天花园3栋2单元501", "春天花园", NameKind.MISSPELLING),
        ("春禾雅苑3栋2单元501", "春禾雅苑", NameKind.NICKNAME),
    ],
)
def test_the_words_that_nobody_knew_are_what_the_place_is_called(
    text: str, name: str, kind: NameKind
) -> None:
    assert taught(text) == Lesson(name, kind, Subject.SITE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("春禾花园3栋2单元501", "it was read already"),
        ("枫林苑3栋2单元501", "another site's official name"),
        ("枫林3栋2单元501", "another site's short name"),
        ("粮食局宿舍3栋2单元501", "a name that is known"),
        ("棉纺大院4栋2单元501", "another building was chosen"),
        ("棉纺大院3栋2单元502", "another room was chosen"),
        ("棉纺大院9栋2单元501", "the place has no such building"),
        ("棉纺大院旁边3栋501", "beside it"),
        ("小区3栋2单元501", "too common"),
        ("菜市场3栋2单元501", "too common"),
        ("朱紫巷菜场3栋501", "too common behind a road"),
        ("李师傅3栋2单元501", "a person"),
        ("王奶奶家3栋501", "a person"),
        ("3栋2单元501", "no name at all"),
        ("棉3栋2单元501", "too short"),
        ("abc3栋2单元501", "no Chinese name"),
        ("", "nothing"),
        ("荷风街20号棉纺大院3栋501", "another house number"),
    ],
)
def test_what_teaches_nothing(text: str, why: str) -> None:
    assert taught(text) is None, why


def test_a_buildings_own_name_is_learned_where_the_site_is_named() -> None:
    assert taught("春禾花园红砖楼501", Chosen("chunhe", "chunhe/3", "501")) == Lesson(
        "红砖楼", NameKind.NICKNAME, Subject.BUILDING
    )
    assert taught("枫林苑红砖楼501", CHOSEN) is None
    assert taught("春禾花园五号楼501", CHOSEN) is None


def test_a_site_alone_is_chosen_for_words_alone() -> None:
    assert taught("棉纺大院", Chosen("chunhe")) == Lesson(
        "棉纺大院", NameKind.NICKNAME, Subject.SITE
    )
    assert taught("棉纺大院501", Chosen("chunhe")) is None


def test_a_learned_name_is_read_from_then_on() -> None:
    before = GAZETTEER.read("棉纺大院3栋2单元501")
    assert before.best is None
    after = knowing("棉纺大院").read("棉纺大院3栋2单元501")
    assert after.best is not None
    assert after.best.dwelling == "chunhe/3/2-501"


def test_a_buildings_own_name_is_read_from_then_on() -> None:
    buildings = tuple(
        replace(one, book=(BookName("b", "红砖楼", exact=True),))
        if one.id in ("chunhe/3", "fenglin/2")
        else one
        for one in PLACES.buildings
    )
    street = Gazetteer(replace(PLACES, buildings=buildings))
    for text, door in (
        ("春禾花园红砖楼2单元501", "chunhe/3/2-501"),
        ("枫林苑红砖楼1单元302室", "fenglin/2/1-302"),
    ):
        best = street.read(text).best
        assert best is not None
        assert best.dwelling == door
    assert street.read("红砖楼2单元501").doubt is Doubt.SEVERAL_PLACES


def test_one_nickname_for_two_sites_is_asked_not_guessed() -> None:
    book = (BookName("n", "棉纺大院"),)
    sites = tuple(replace(one, book=book) for one in PLACES.sites)
    reading = Gazetteer(replace(PLACES, sites=sites)).read("棉纺大院3栋1单元501")
    assert reading.best is None
    assert reading.doubt is Doubt.SEVERAL_PLACES
    assert {one.place.site for one in reading.candidates[:2]} == {"chunhe", "fenglin"}


@pytest.mark.parametrize("official", ["枫林苑", "荷风街", "朱紫巷社区", "西湖街道"])
def test_a_learned_name_never_stands_in_for_an_official_one(official: str) -> None:
    text = f"{official}3栋2单元501"
    assert knowing(official).read(text) == GAZETTEER.read(text)


def test_names_of_roads_and_communities_are_read_too() -> None:
    communities = (
        KnownCommunity("zhuzi", "朱紫巷社区", (), (BookName("c", "珠子巷社区"),)),
        *PLACES.communities[1:],
    )
    roads = (KnownRoad("荷风街", (BookName("r", "莲花街"),)),)
    street = Gazetteer(replace(PLACES, communities=communities, road_names=roads))
    best = street.read("珠子巷社区莲花街18号3栋2单元501").best
    assert best is not None
    assert best.dwelling == "chunhe/3/2-501"


NAMES = st.text(alphabet="棉纺织造船厂红星光明大院新老东西南北村苑里", min_size=2, max_size=8)
DOORS = st.sampled_from([one for one in PLACES.dwellings if str(one.building) != "tower/主楼"])
STYLES = st.sampled_from(
    ["{n}{b}栋{u}单元{r}", "朱紫巷社区{n}{b}-{u}-{r}", "{n}{b}号楼{u}单元{r}室（租户）"]
)
OTHERS = [
    style.format(n=name, b=b, u=u, r=r)
    for style in ("{n}{b}栋{u}单元{r}", "{n}{b}-{u}-{r}", "荷风街18号{b}栋{u}单元{r}")
    for name in (
        "春禾花园",
        "春禾",
        "春和花园",
        "枫林苑",
        "风林苑",
        "晴川大厦",
        "粮食局宿舍",
        "旁的地方",
        "",
    )
    for b, u, r in (("3", "2", "501"), ("1", "1", "102"), ("9", "1", "102"))
]


@given(NAMES, DOORS, STYLES)
def test_correcting_once_teaches_the_reader_and_spoils_no_other_reading(
    name: str, door: KnownDwelling, style: str
) -> None:
    """For any name: what is learned is read at every door of the place, all other texts are read as before."""
    building, unit = str(door.building), str(door.unit)
    site, number = building.split("/")
    text = style.format(n=name, b=number, u=unit.rsplit("/", 1)[1], r=door.room)
    learned = lesson(GAZETTEER, text, Chosen(site, building, door.room))
    assume(learned is not None and learned.subject is Subject.SITE)
    assert learned is not None
    wiser = knowing(learned.name, next(one for one in PLACES.sites if one.id == site))
    after = wiser.read(text)
    assert after.best is None or after.best.dwelling == door.id
    plain = f"{learned.name}{number}栋{unit.rsplit('/', 1)[1]}单元{door.room}"
    best = wiser.read(plain).best
    assert best is not None
    assert best.dwelling == door.id
    for other in OTHERS:
        if learned.name not in other:
            assert wiser.read(other) == GAZETTEER.read(other)
