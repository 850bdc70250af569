"""`gridward territory check`, `territory import`, `address read`: their bodies."""

from pathlib import Path

import orjson
import pytest

from gridward.config.commands.territory import check, read_address, take_in
from gridward.ground.territory.models import Grid, Site
from gridward.ground.territory.problems import WrongKind
from gridward.kernel.problems import NotFound
from tests.world import World


@pytest.mark.django_db
def test_the_check_sums_all_streets_with_grids(world: World) -> None:
    assert {name: value for name, value in check().items() if name != "not_placed"} == {
        "grids": 4,
        "gaps": 0,
        "overlaps": 0,
        "outside": 0,
        "in_two": 0,
        "disagree": 0,
        "no_boundary": 0,
        "holds": True,
        "items": [],
    }
    Site.objects.filter(pk=world.sites["f1"].pk).update(longitude=115.0, latitude=28.0)
    Grid.objects.filter(pk=world.grids["a2"].pk).update(boundary=world.grids["a1"].boundary)
    found = check()
    assert (found["outside"], found["overlaps"], found["holds"]) == (1, 1, False)
    assert {(one["reason"], one["street"]) for one in found["items"]} == {
        ("outside", "360103004"),
        ("overlap", "360103005"),
    }


@pytest.mark.django_db
def test_an_address_is_read_with_names_and_codes(world: World) -> None:
    found = read_address("翠竹小区1栋1单元201", "")
    best = found["best"]
    assert (best["site"]["name"], best["unit"], best["floor"], best["room"]) == (
        "翠竹小区",
        "1",
        2,
        "201",
    )
    assert best["grid"]["code"] == "360103005002001"
    other = read_address("翠竹小区1栋1单元201", "360103005003")
    assert (other["best"], other["doubt"]) == (None, "contradiction")


@pytest.mark.django_db
def test_a_file_is_taken_in_by_the_keeper(world: World, tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text("名称,经度,纬度\n样例公园,115.886,28.682\n", encoding="utf-8")
    assert take_in(file, "sites", "360103005", "wgs84")["added"] == 1
    with pytest.raises(WrongKind):
        take_in(file, "people", "360103005", "wgs84")
    with pytest.raises(NotFound):
        take_in(file, "sites", "360103999", "wgs84")


@pytest.mark.django_db
def test_the_answers_are_plain_enough_for_json(world: World) -> None:
    told = orjson.loads(orjson.dumps(read_address("翠竹小区1栋1单元201", "")))
    assert told["best"]["grid"]["name"] == "朱紫巷社区第1网格"
    assert orjson.loads(orjson.dumps(check()))["grids"] == 4
