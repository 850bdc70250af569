from typing import Any

import pytest

from gridward.ground.territory.rules import boundary
from gridward.ground.territory.rules.boundary import BoundaryProblem, parse_boundary
from gridward.kernel.texts import LANGUAGES

RING = [[115.88, 28.66], [115.89, 28.66], [115.89, 28.67], [115.88, 28.67], [115.88, 28.66]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_a_polygon_a_feature_and_a_multipolygon_are_read() -> None:
    plain = parse_boundary(polygon(RING))
    assert plain.geom_type == "Polygon"
    assert parse_boundary({"type": "Feature", "geometry": polygon(RING)}).equals(plain)
    assert parse_boundary({"type": "MultiPolygon", "coordinates": [[RING]]}).equals(plain)


def test_heights_are_left_out() -> None:
    with_heights = [[*point, 21.5] for point in RING]
    assert parse_boundary(polygon(with_heights)).area == pytest.approx(1e-4)


@pytest.mark.parametrize(
    ("geojson", "code"),
    [
        ({"type": "Point", "coordinates": [115.88, 28.66]}, "boundary.type"),
        ({}, "boundary.type"),
        ({"type": "Feature", "geometry": None}, "boundary.type"),
        (polygon(), "boundary.empty"),
        (polygon([]), "boundary.empty"),
        ({"type": "Polygon"}, "boundary.empty"),
        (polygon(RING[:1] * 3), "boundary.empty"),
        (polygon(RING[:-1]), "boundary.open"),
        (polygon([["a", 1], *RING]), "boundary.position"),
        (polygon([[float("nan"), 28.0], *RING]), "boundary.position"),
        (polygon([[115.88], *RING]), "boundary.position"),
        (polygon([point[::-1] for point in RING]), "boundary.swapped"),
        (polygon([[x * 3000, y * 100_000] for x, y in RING]), "boundary.projected"),
        (polygon([[x - 115, y] for x, y in RING]), "boundary.outside"),
        (polygon([RING[0], RING[2], RING[1], RING[3], RING[0]]), "boundary.crossing"),
        (polygon([RING[0], RING[1], RING[1], RING[0]]), "boundary.flat"),
    ],
)
def test_a_wrong_boundary_is_refused_with_its_reason(geojson: dict[str, Any], code: str) -> None:
    with pytest.raises(BoundaryProblem) as refused:
        parse_boundary(geojson)
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in LANGUAGES)


def test_a_boundary_that_crosses_itself_names_the_place() -> None:
    crossing = polygon([RING[0], RING[2], RING[1], RING[3], RING[0]])
    with pytest.raises(boundary.CrossingBoundary) as refused:
        parse_boundary(crossing)
    assert refused.value.details["place"] == "115.885, 28.665"
    assert "115.885, 28.665" in refused.value.sentence("zh-Hans")
