"""Boundaries, sites and buildings from files: every feature is accounted for."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.staff.models import Account
from gridward.ground.territory.models import Building, Grid, PlaceName, Site
from gridward.ground.territory.problems import FileUnreadable
from gridward.ground.territory.rules.coordinates import CoordinateSystem, from_wgs84
from gridward.ground.territory.services.take_in import take_in
from gridward.ground.territory.terms.features import FeatureKind, Outcome, Taken
from gridward.kernel.problems import NotAllowed
from gridward.kernel.sheets.problems import UnknownEncoding
from tests.world import World, square

SITES = """名称,类型,经度,纬度,道路,门牌号,别名
样例农贸市场,市场,115.886,28.682,样例路,18号,样例市场、老菜场
样例小学,学校,115.890,28.682,,,
"""
BUILDINGS = """所属小区,楼栋,层数,单元数,经度,纬度
翠竹小区,二号楼,6,2,115.886,28.682
翠竹小区,3栋,18,1,115.890,28.682
"""


def take(
    world: World, kind: str, content: str | bytes, who: str = "leader_a", **more: Any
) -> Taken:
    given = content.encode() if isinstance(content, str) else content
    return take_in(
        world.actor(who),
        street=world.streets["ours"],
        kind=FeatureKind(kind),
        content=given,
        **more,
    )


def outcomes(taken: Taken) -> list[str]:
    return [row.outcome.value for row in taken.rows]


def places() -> list[dict[str, Any]]:
    return [one for kind in (Site, Building) for one in kind.objects.order_by("pk").values()]


def codes(taken: Taken) -> list[list[str]]:
    return [[problem.code for problem in row.reasons] for row in taken.rows]


def features(*rows: tuple[dict[str, Any], dict[str, Any]]) -> bytes:
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": properties, "geometry": geometry}
                for properties, geometry in rows
            ],
        }
    )


@pytest.mark.django_db
def test_sites_of_a_csv_stand_in_the_grids_of_their_positions(world: World) -> None:
    assert outcomes(take(world, "sites", SITES)) == ["added", "added"]
    market, school = Site.objects.filter(name__startswith="样例").order_by("-name")
    market, school = sorted((market, school), key=lambda one: one.kind)
    assert (market.kind, market.grid, market.house_number) == ("market", world.grids["a1"], "18号")
    names = PlaceName.objects.filter(site=market, source="imported").order_by("name")
    assert [one.name for one in names] == ["样例市场", "老菜场"]
    assert (school.kind, school.grid) == ("school", world.grids["a2"])


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "content"), [("sites", SITES), ("buildings", BUILDINGS)])
def test_the_same_file_twice_changes_nothing(world: World, kind: str, content: str) -> None:
    take(world, kind, content)
    before = places()
    assert outcomes(take(world, kind, content)) == ["unchanged", "unchanged"]
    assert places() == before


@pytest.mark.django_db
def test_gb18030_is_read_like_utf_8(world: World) -> None:
    text = SITES + "𠮷祥里,小区,115.885,28.681,,,\n"
    take(world, "sites", text.encode("gb18030"))
    assert Site.objects.filter(name="𠮷祥里", kind="compound").count() == 1


@pytest.mark.django_db
def test_english_columns_and_wkt_are_read(world: World) -> None:
    ring = "115.885 28.681, 115.886 28.681, 115.886 28.682, 115.885 28.682, 115.885 28.681"
    assert outcomes(take(world, "sites", f"name;kind;wkt\nSample;park;POLYGON (({ring}))\n")) == [
        "added"
    ]
    site = Site.objects.get(name="Sample")
    assert site.outline is not None
    assert (site.longitude, site.latitude) == pytest.approx((115.8855, 28.6815))


@pytest.mark.django_db
def test_a_change_in_the_file_is_an_update(world: World) -> None:
    take(world, "sites", SITES)
    assert outcomes(take(world, "sites", SITES.replace("18号", "20号"))) == ["updated", "unchanged"]
    assert Site.objects.get(name="样例农贸市场").house_number == "20号"


@pytest.mark.django_db
def test_buildings_join_their_compound_in_the_grid_where_they_stand(world: World) -> None:
    assert outcomes(take(world, "buildings", BUILDINGS)) == ["added", "added"]
    second, third = Building.objects.filter(number_key__in=["2", "3"]).order_by("number_key")
    assert (second.site, second.grid, second.units.count()) == (
        world.sites["a1"],
        world.grids["a1"],
        2,
    )
    assert third.grid == third.site.grid == world.grids["a2"]
    assert third.site.name == "翠竹小区"


@pytest.mark.django_db
def test_a_place_outside_all_grids_waits_at_the_community_grid_with_a_note(world: World) -> None:
    taken = take(world, "sites", "名称,经度,纬度\n荒地,115.8835,28.682\n")
    assert (outcomes(taken), codes(taken)) == (["added"], [["territory.position_outside"]])
    assert Site.objects.get(name="荒地").grid == world.grids["a0"]
    assert taken.noted() == 1


@pytest.mark.django_db
def test_a_place_in_two_grids_waits_with_a_note_too(world: World) -> None:
    Grid.objects.filter(pk=world.grids["a2"].pk).update(boundary=square(115.884, 28.68))
    taken = take(world, "sites", "名称,经度,纬度\n夹缝,115.886,28.682\n")
    assert codes(taken) == [["territory.position_in_two"]]
    assert Site.objects.get(name="夹缝").grid == world.grids["a0"]


@pytest.mark.django_db
def test_every_refused_row_says_why(world: World) -> None:
    text = (
        "名称,类型,经度,纬度,社区\n"
        ",小区,115.886,28.682,\n"
        "甲,飞船,115.886,28.682,\n"
        "乙,小区,东边,28.682,\n"
        "丙,小区,,,\n"
        "丁,小区,,,没有的社区\n"
        "戊,小区,115.886,28.682,\n"
        "戊,学校,115.886,28.682,\n"
        "己,小区,,,朱紫巷\n"
    )
    taken = take(world, "sites", text)
    assert codes(taken) == [
        ["territory.name_missing"],
        ["territory.wrong_kind"],
        ["territory.value_unreadable"],
        ["territory.grid_missing"],
        ["territory.community_unknown"],
        [],
        ["territory.same_as_earlier"],
        ["territory.grid_missing"],
    ]
    assert [taken.count(outcome) for outcome in Outcome] == [2, 0, 0, 6]
    assert [row.number for row in taken.rows] == list(range(2, 10))
    assert "共 8 行：新增 2，更新 0，不变 0，退回 6" in sentence(Line.objects.get(), "zh-Hans")


@pytest.mark.django_db
def test_buildings_of_an_unknown_site_are_refused(world: World) -> None:
    taken = take(world, "buildings", "小区,楼栋\n没有的小区,1栋\n翠竹小区,1栋\n")
    assert codes(taken) == [["territory.site_unknown"], []]
    assert outcomes(taken) == ["rejected", "unchanged"]


@pytest.mark.django_db
def test_boundaries_are_added_changed_and_refused_one_by_one(world: World) -> None:
    ring = [[115.88, 28.69], [115.884, 28.694], [115.884, 28.69], [115.88, 28.694], [115.88, 28.69]]
    content = features(
        ({"网格编码": "360103005002001", "名称": "朱紫巷社区第1网格"}, square(115.884, 28.68)),
        ({"网格编码": "360103005002002", "名称": "红梅网格"}, square(115.888, 28.68)),
        ({"社区": "算子桥", "名称": "第9网格"}, square(115.9, 28.69)),
        (
            {"code": "360103005002077", "name": "打结网格"},
            {"type": "Polygon", "coordinates": [ring]},
        ),
        ({"code": "360103004001001", "name": "别街网格"}, square(115.91, 28.69)),
    )
    taken = take(world, "grids", content, who="chief")
    assert outcomes(taken) == ["unchanged", "updated", "added", "rejected", "rejected"]
    assert codes(taken)[3:] == [["boundary.crossing"], ["territory.community_unknown"]]
    assert "115.882, 28.692" in taken.rows[3].reasons[0].sentence()
    assert Grid.objects.get(name="第9网格").code == "360103005003002"
    assert outcomes(take(world, "grids", content, who="chief"))[:3] == ["unchanged"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("system", [CoordinateSystem.GCJ02, CoordinateSystem.BD09])
def test_positions_of_other_maps_are_brought_to_ours(
    world: World, system: CoordinateSystem
) -> None:
    x, y = from_wgs84((115.886, 28.682), system)
    text = f"名称,经度,纬度\n换算点,{x!r},{y!r}\n"
    take(world, "sites", text, system=system)
    site = Site.objects.get(name="换算点")
    assert (site.longitude, site.latitude) == pytest.approx((115.886, 28.682), abs=1e-6)
    assert outcomes(take(world, "sites", text, system=system)) == ["unchanged"]


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"  \n", b"[1, 2]", b'{"type": "Topology"}', b"{"])
def test_a_file_of_another_kind_is_refused_whole(world: World, content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        take(world, "sites", content)


@pytest.mark.django_db
def test_a_leader_takes_in_the_own_community_alone(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    behind_wall(world.account("leader_a"))
    text = "名称,经度,纬度\n自己的,115.886,28.682\n隔壁的,115.898,28.682\n"
    taken = take(world, "sites", text)
    assert outcomes(taken) == ["added", "rejected"]
    assert codes(taken)[1] == ["not_found"]
    with pytest.raises(NotAllowed):
        take(world, "sites", text, who="worker_a1")


@pytest.mark.django_db
def test_a_picture_is_no_table(world: World) -> None:
    with pytest.raises(UnknownEncoding):
        take(world, "sites", b"\xff\xd8\xff\xe0 JFIF")
