"""The doors of the territory, through the whole house and behind the wall."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gridward.ground.staff.models import Account
from gridward.ground.territory.api.answers import tree as told
from gridward.ground.territory.models import Building, Grid, Site
from gridward.ground.territory.queries.lineage import streets_on
from gridward.ground.territory.queries.places import building_of, buildings_of, door_table, sites_of
from gridward.ground.territory.queries.tree import Days, grid_features, tree
from gridward.kernel.paging import page
from tests.world import SINCE, World

SignIn = Callable[[Account], Client]
Queries = Callable[[int], Any]
ROOT = "/api/v1/territory"


def get(client: Client, path: str, **query: str) -> Any:
    response = client.get(f"{ROOT}{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def post(client: Client, path: str, given: Any, **headers: str) -> Any:
    return client.post(f"{ROOT}{path}", given, content_type="application/json", headers=headers)


@pytest.mark.django_db
def test_the_tree_shows_the_whole_street_and_says_what_is_mine(
    world: World, client_of: SignIn
) -> None:
    tree = get(client_of(world.account("worker_a1")), "/tree")
    assert [one["name"] for one in tree["communities"]] == ["朱紫巷社区", "算子桥社区"]
    mine = {grid["code"]: grid["mine"] for one in tree["communities"] for grid in one["grids"]}
    assert [code for code, own in mine.items() if own] == ["360103005002001"]
    assert len(mine) == 5


@pytest.mark.django_db
def test_tree_and_map_cost_the_same_queries_for_any_number_of_grids(
    world: World, django_assert_num_queries: Queries
) -> None:
    model = Grid.objects.get(pk=world.grids["a1"].pk)
    like = {name: getattr(model, name) for name in ("street", "community", "kind", "boundary")}
    Grid.objects.bulk_create(
        Grid(code=f"{model.code[:12]}{n:03d}", name=f"第{n}网格", valid_from=SINCE, **like)
        for n in range(10, 90)
    )
    actor, street = world.actor("chief"), world.streets["ours"]
    with django_assert_num_queries(4):
        streets = streets_on(street, SINCE)
        branches = tree(actor, streets, SINCE)
    with django_assert_num_queries(0):
        assert len(told(actor, street, branches, Days(SINCE, None))["communities"]) == 2
    with django_assert_num_queries(2):
        assert len(grid_features(actor, SINCE)) == 83
    with django_assert_num_queries(1):
        assert len(grid_features(actor)) == 83


@pytest.mark.django_db
def test_the_map_holds_the_boundaries(world: World, client_of: SignIn) -> None:
    found = get(client_of(world.account("worker_a1")), "/map")
    assert len(found["features"]) == 3
    assert found["bbox"] == pytest.approx([115.884, 28.68, 115.9, 28.684])


@pytest.mark.django_db
def test_buildings_are_on_the_map_of_those_who_see_them(world: World, client_of: SignIn) -> None:
    Building.objects.update(longitude=115.886, latitude=28.682)
    found = get(client_of(world.account("worker_a1")), "/map/buildings")
    assert [one["properties"]["site"] for one in found["features"]] == ["翠竹小区"]
    assert found["features"][0]["properties"]["dwellings"] == 8
    other = get(
        client_of(world.account("worker_a1")), "/map/buildings", grid=str(world.grids["a2"].pk)
    )
    assert (other["features"], other["bbox"]) == ([], None)


@pytest.mark.django_db
def test_a_grids_page_tells_bounds_area_and_counts(world: World, client_of: SignIn) -> None:
    found = get(client_of(world.account("leader_a")), f"/grids/{world.grids['a1'].pk}")
    assert found["bounds"]["east"] == "朱紫巷社区第2网格"
    assert found["bounds_text"].startswith("东至朱紫巷社区第2网格")
    assert (found["sites"], found["buildings"], found["dwellings"]) == (1, 1, 8)
    beyond = get(client_of(world.account("leader_a")), f"/grids/{world.grids['b1'].pk}")
    assert (beyond["mine"], beyond["dwellings"]) == (False, None)


@pytest.mark.django_db
def test_a_building_is_a_table_of_doors(world: World, client_of: SignIn) -> None:
    building = Building.objects.get(site=world.sites["a1"])
    found = get(client_of(world.account("worker_a1")), f"/buildings/{building.pk}")
    first = found["unit_list"][0]
    assert (first["number_key"], [one["floor"] for one in first["floors"]]) == ("1", [2, 1])
    assert [door["room"] for door in first["floors"][0]["doors"]] == ["201", "202"]
    assert (found["units"], found["dwellings"], found["site_name"]) == (2, 8, "翠竹小区")


@pytest.mark.django_db
def test_sites_are_found_by_grid_kind_and_text_page_by_page(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.account("leader_a"))
    assert [one["name"] for one in get(client, "/sites")["items"]] == ["红梅小区", "翠竹小区"]
    assert [one["name"] for one in get(client, "/sites", q="翠竹")["items"]] == ["翠竹小区"]
    assert get(client, "/sites", kind="school")["items"] == []
    found = get(client, "/sites", grid=str(world.grids["a2"].pk))["items"]
    assert [(one["name"], one["buildings"]) for one in found] == [("红梅小区", 1)]


@pytest.mark.django_db
def test_a_site_building_and_door_are_entered_once_per_command(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.account("leader_a"))
    given = {"kind": "compound", "name": "新竹小区", "longitude": 115.886, "latitude": 28.682}
    key = str(uuid4())
    made = post(client, "/sites", given, **{"Idempotency-Key": key})
    assert made.status_code == 201, made.content
    again = post(client, "/sites", given, **{"Idempotency-Key": key})
    assert (again.status_code, again.json()) == (201, made.json())
    site = made.json()["id"]
    building = post(client, f"/sites/{site}/buildings", {"name": "1栋", "units": 2}).json()
    door = post(
        client, f"/buildings/{building['id']}/dwellings", {"unit": "1", "room": "301", "floor": 3}
    )
    assert (door.status_code, door.json()["label"]) == (201, "1单元301室")
    assert Site.objects.filter(name="新竹小区").count() == 1


@pytest.mark.django_db
def test_what_is_wrong_is_said_with_its_code(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    refused = post(client, "/sites", {"kind": "park", "name": "样例公园"})
    assert (refused.status_code, refused.json()["code"]) == (422, "territory.grid_missing")
    stale = client.patch(
        f"{ROOT}/grids/{world.grids['a1'].pk}",
        {"version": 9, "name": "某网格"},
        content_type="application/json",
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")


@pytest.mark.django_db
def test_a_worker_of_another_grid_finds_nothing(world: World, client_of: SignIn) -> None:
    building = Building.objects.get(site=world.sites["a1"])
    client = client_of(world.account("worker_a2"))
    for path in (f"/sites/{world.sites['a1'].pk}", f"/buildings/{building.pk}"):
        assert client.get(ROOT + path).status_code == 404
    assert client.get(f"{ROOT}/grids/{world.grids['f1'].pk}").status_code == 404
    assert [one["name"] for one in get(client, "/sites")["items"]] == ["红梅小区"]
    door = post(client, f"/buildings/{building.pk}/dwellings", {"room": "301"})
    assert door.status_code == 404


@pytest.mark.django_db
def test_the_proof_of_cover_is_for_those_who_see_the_street(
    world: World, client_of: SignIn
) -> None:
    Site.objects.filter(pk=world.sites["a1"].pk).update(longitude=115.0, latitude=28.0)
    found = get(client_of(world.account("chief")), "/cover")
    assert (found["grids"], found["outside"], found["holds"]) == (3, 1, False)
    assert found["items"][0]["sentence"] == (
        "场所“翠竹小区”（住房 0 处）不在任何网格内，登记在：朱紫巷社区第1网格"
    )
    assert found["map"]["features"][0]["geometry"]["type"] == "Point"
    refused = client_of(world.account("leader_a")).get(f"{ROOT}/cover")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


@pytest.mark.django_db
def test_addresses_are_read_with_names_and_doubts(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    read = post(client, "/addresses/read", {"text": "翠竹小区一栋二单元一零一室"}).json()
    best = read["best"]
    assert (best["site"]["name"], best["building"]["name"], best["label"]) == (
        *("翠竹小区", "1栋"),
        "翠竹小区1栋2单元101室",
    )
    assert best["grid"]["code"] == "360103005002001"
    doubtful = post(client, "/addresses/read", {"text": "翠竹小区7栋"}).json()
    assert (doubtful["best"], doubtful["sentence"]) == (None, "这个场所没有这栋楼")
    foreign = post(client, "/addresses/read", {"text": "1栋", "community": "360103005003"})
    assert foreign.status_code == 404


@pytest.mark.django_db
def test_a_file_is_taken_in_and_every_row_answered(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    file = SimpleUploadedFile(
        "场所.csv", "名称,经度,纬度\n甲,115.886,28.682\n,1,2\n".encode("gb18030")
    )
    response = client.post(f"{ROOT}/take-in", {"file": file, "kind": "sites", "crs": "wgs84"})
    found = response.json()
    assert (found["features"], found["added"], found["rejected"]) == (2, 1, 1)
    assert found["rows"][1]["reasons"] == ["请填写名称。"]


@pytest.mark.django_db
def test_lists_ask_the_same_number_of_questions_for_any_length(
    world: World, django_assert_num_queries: Queries
) -> None:
    actor, site = world.actor("leader_a"), world.sites["a1"]
    where = {"street_id": site.street_id, "grid_id": site.grid_id}
    Site.objects.bulk_create(Site(name=f"某{n}", kind="park", **where) for n in range(30))
    Building.objects.bulk_create(
        Building(site=site, name=f"{n}栋", number_key=str(n), **where) for n in range(2, 40)
    )
    with django_assert_num_queries(1):
        assert {row.grid.name for row in page(sites_of(actor), ["name", "id"], None).rows}
    with django_assert_num_queries(1):
        assert [row.number_key for row in buildings_of(actor, site)][:3] == ["1", "2", "3"]
    building = Building.objects.get(site=site, number_key="1")
    with django_assert_num_queries(3):
        assert len(door_table(building_of(actor, building.pk))) == 2
