"""Roads as the street has them: kept with the study, refused with a sentence that says where."""

import json
from typing import Any

import pytest

from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.siting.models import SitingPlan, SitingStudy
from gridward.work.siting.problems import (
    SitingFileLarge,
    SitingFileUnreadable,
    SitingRefused,
    SitingRoadsMany,
)
from gridward.work.siting.queries import roads_of
from gridward.work.siting.services.studies import take_roads
from gridward.work.siting.terms import MOST_BYTES, MOST_ROADS, SitingState
from tests.work.siting.acts import EAST_WEST, file_of, nobody, road, study
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world: World, leader: Actor) -> SitingStudy:
    return study(world, leader)


def take(actor: Actor, row: SitingStudy, content: bytes) -> SitingStudy:
    return take_roads(
        actor, study_id=row.pk, content=content, name="小区道路.geojson", defer=nobody
    )


def test_roads_are_kept_and_a_base_plan_waits(leader: Actor, made: SitingStudy) -> None:
    row = take(leader, made, file_of())
    assert (row.roads_count, row.roads_name) == (2, "小区道路.geojson")
    assert row.roads_at is not None
    plan = SitingPlan.objects.get(study=row)
    assert (plan.base, plan.state) == (True, SitingState.WAITING)
    ids = [one["properties"]["id"] for one in roads_of(leader, row.pk)["features"]]
    assert ids == ["东西路", "南北路"]


def test_a_road_without_an_id_has_its_number(leader: Actor, made: SitingStudy) -> None:
    bare = {**EAST_WEST, "properties": {"highway": "service"}}
    take(leader, made, file_of(bare))
    [kept] = roads_of(leader, made.pk)["features"]
    assert kept["properties"] == {"highway": "service", "id": 1}


def test_what_the_planner_does_not_read_is_not_kept(leader: Actor, made: SitingStudy) -> None:
    told = road("甲", (0, 0.5), (1, 0.5), name="甲\0路", 联系人="某人", width="6")
    take(leader, made, file_of(told))
    [kept] = roads_of(leader, made.pk)["features"]
    assert kept["properties"] == {"id": "甲", "name": "甲路", "width": "6"}


def test_a_file_in_gb18030_or_of_one_feature_is_read(leader: Actor, made: SitingStudy) -> None:
    text = json.dumps(road("路", (0, 0.5), (1, 0.5), name="朱紫巷"), ensure_ascii=False)
    take(leader, made, text.encode("gb18030"))
    assert roads_of(leader, made.pk)["features"][0]["properties"]["name"] == "朱紫巷"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 a workbook", b'{"type": "Feature', b"[]", b'{"features": {}}', b"[" * 5000],
)
def test_what_is_no_geojson_is_refused(leader: Actor, made: SitingStudy, content: bytes) -> None:
    with pytest.raises(SitingFileUnreadable):
        take(leader, made, content)
    assert not SitingPlan.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"geometry": {"type": "Point", "coordinates": [115.88, 28.68]}}, "Point"),
        (
            {"geometry": {"type": "LineString", "coordinates": [[500000, 3170000], [1, 1]]}},
            "WGS-84",
        ),
        ({"properties": {"id": "南侧路", "width": "很宽"}}, "width"),
        ({"geometry": None, "properties": None}, "没有一条能用的道路"),
    ],
)
def test_a_road_that_cannot_be_read_refuses_all_and_says_which(
    leader: Actor, made: SitingStudy, wrong: dict[str, Any], words: str
) -> None:
    given = {**road("南侧路", (0, 0.5), (1, 0.5)), **wrong}
    with pytest.raises(SitingRefused) as refused:
        take(leader, made, file_of(given))
    sentence = refused.value.sentence()
    assert words in sentence
    assert "南侧路" in sentence or wrong["geometry"] is None
    made.refresh_from_db()
    assert made.roads is None


def test_two_roads_of_one_id_are_refused(leader: Actor, made: SitingStudy) -> None:
    with pytest.raises(SitingRefused, match="东西路"):
        take(leader, made, file_of(EAST_WEST, EAST_WEST))


def test_too_much_is_refused(leader: Actor, made: SitingStudy) -> None:
    with pytest.raises(SitingFileLarge):
        take(leader, made, b" " * (MOST_BYTES + 1))
    with pytest.raises(SitingRoadsMany, match=str(MOST_ROADS)):
        take(leader, made, file_of(*[EAST_WEST] * (MOST_ROADS + 1)))


def test_elsewhere_there_is_no_study(world: World, made: SitingStudy) -> None:
    for name in ("leader_b", "chief_f"):
        with pytest.raises(NotFound):
            take(world.actor(name), made, file_of())
