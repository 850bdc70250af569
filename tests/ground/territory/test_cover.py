"""Proof of cover over the street's own rows (T1, T2)."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from gridward.ground.territory.models import Building, Division, Grid, Site
from gridward.ground.territory.queries.covers import Cover, Finding, cover
from gridward.ground.territory.services.take_in import take_in
from gridward.ground.territory.terms.cover import Thing
from gridward.ground.territory.terms.features import FeatureKind
from gridward.ground.territory.terms.places import DivisionLevel
from tests.shared_data import shared
from tests.world import World, square


def counts(found: Cover) -> dict[str, int]:
    return {finding.value: number for finding in Finding if (number := found.count(finding))}


def yuhang(world: World) -> tuple[Division, list[dict[str, Any]]]:
    """The real partition of twelve streets, lent to a community of its own as grids."""
    street = Division.objects.create(code="330110001", name="样例街道", level=DivisionLevel.STREET)
    Division.objects.create(
        code="330110001001", name="样例社区", level=DivisionLevel.COMMUNITY, parent=street
    )
    document = orjson.loads(shared("streets_yuhang/yuhang_streets.geojson").read_bytes())
    for feature in document["features"]:
        feature["properties"]["社区"] = "样例社区"
    return street, document["features"]


def load(world: World, street: Division, features: list[dict[str, Any]]) -> list[str]:
    content = orjson.dumps({"type": "FeatureCollection", "features": features})
    taken = take_in(world.actor("admin"), street=street, kind=FeatureKind.GRIDS, content=content)
    return [row.outcome.value for row in taken.rows]


@pytest.mark.django_db
def test_a_real_partition_is_proved(world: World) -> None:
    street, features = yuhang(world)
    assert load(world, street, features) == ["added"] * 12
    found = cover(street)
    assert (found.report.grids, found.holds, counts(found)) == (12, True, {})
    total = sum(grid.area_m2 or 0 for grid in Grid.objects.filter(street=street))
    assert total == pytest.approx(947.5e6, rel=0.005)
    assert load(world, street, features) == ["unchanged"] * 12


@pytest.mark.django_db
def test_a_grid_left_out_is_a_gap_and_one_drawn_twice_an_overlap(world: World) -> None:
    street, features = yuhang(world)
    load(world, street, features)
    inner = Grid.objects.get(street=street, name="瓶窑镇")
    Grid.objects.create(
        **{
            name: getattr(inner, name) for name in ("street", "community", "valid_from", "boundary")
        },
        code="330110001001099",
        name="重画网格",
        kind="base",
    )
    assert counts(cover(street))["overlap"] >= 1
    Grid.objects.filter(code__endswith="099").delete()
    whole = {
        "type": "MultiPolygon",
        "coordinates": [one["geometry"]["coordinates"] for one in features],
    }
    Grid.objects.filter(street=street, kind="community").update(boundary=whole)
    Grid.objects.filter(pk=inner.pk).delete()
    found = cover(street)
    assert counts(found) == {"gap": 1}
    assert found.items[0].area_m2 == pytest.approx(inner.area_m2, rel=0.01)


@pytest.mark.django_db
def test_the_worlds_street_is_covered(world: World) -> None:
    found = cover(world.streets["ours"])
    assert (found.report.grids, found.holds) == (3, True)
    assert len(found.report.not_placed) == 6


@pytest.mark.django_db
def test_places_outside_in_two_or_elsewhere_are_found_with_their_dwellings(world: World) -> None:
    building = Building.objects.get(site=world.sites["a1"])
    Building.objects.filter(pk=building.pk).update(longitude=115.0, latitude=28.0)
    Site.objects.filter(pk=world.sites["a2"].pk).update(longitude=115.886, latitude=28.682)
    found = cover(world.streets["ours"])
    assert counts(found) == {"outside": 9, "disagree": 1}
    assert found.by_kind(Finding.OUTSIDE) == {"building": 1, "dwelling": 8}
    assert [item.name for item in found.items] == ["翠竹小区1栋", "红梅小区"]
    Grid.objects.filter(pk=world.grids["a2"].pk).update(boundary=square(115.884, 28.68))
    assert counts(cover(world.streets["ours"]))["in_two"] == 1


@pytest.mark.django_db
def test_organisations_come_from_above(world: World) -> None:
    lost = Thing("机构一", "organisation", (115.0, 28.0), None, world.grids["a1"].pk)
    found = cover(world.streets["ours"], [lost], {"机构一": "样例公司"})
    assert found.by_kind(Finding.OUTSIDE) == {"organisation": 1}
    assert found.items[0].name == "样例公司"


@pytest.mark.django_db
def test_a_street_without_boundaries_is_not_proved(world: World) -> None:
    Grid.objects.update(boundary=None)
    assert counts(cover(world.streets["ours"])) == {"no_boundary": 3}


@pytest.mark.django_db
def test_the_proof_costs_the_same_queries_for_any_number_of_places(
    world: World, django_assert_num_queries: Callable[[int], Any]
) -> None:
    site = world.sites["a1"]
    where = {"street_id": site.street_id, "grid_id": site.grid_id, "site": site}
    Building.objects.bulk_create(
        Building(name=f"{n}栋", number_key=str(n), longitude=115.0, latitude=28.0, **where)
        for n in range(2, 40)
    )
    with django_assert_num_queries(5):
        assert cover(world.streets["ours"]).count(Finding.OUTSIDE) == 38
