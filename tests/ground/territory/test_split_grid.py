"""Splitting a grid: new codes, retired old ones, places that follow."""

from collections.abc import Callable
from datetime import date

import pytest

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.staff.models import Account
from gridward.ground.territory.models import Building, Dwelling, Grid, GridSuccession, Site, Unit
from gridward.ground.territory.problems import DayAhead, GridRetired, NotABaseGrid
from gridward.ground.territory.rules.boundary import CrossingBoundary
from gridward.ground.territory.rules.succession import PiecesLeaveGap, PiecesReachOut, TooFewPieces
from gridward.ground.territory.services.successions import Piece, split_grid
from gridward.kernel.models import EventRecord
from gridward.kernel.problems import NotAllowed, NotFound
from tests.world import World, square

WEST, SOUTH, SIZE = 115.884, 28.68, 0.004  # grid a1 of the world


def rectangle(
    west: float, east: float, south: float = SOUTH, north: float = SOUTH + SIZE
) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def halves() -> list[Piece]:
    middle = WEST + SIZE / 2
    return [
        Piece("西半网格", rectangle(WEST, middle)),
        Piece("东半网格", rectangle(middle, WEST + SIZE)),
    ]


@pytest.mark.django_db
def test_the_old_grid_retires_and_names_its_successors(world: World) -> None:
    old = world.grids["a1"]
    west, east = split_grid(world.actor("leader_a"), grid=old, pieces=halves(), on=date(2022, 5, 1))
    old.refresh_from_db()
    assert old.valid_to == west.valid_from == east.valid_from == date(2022, 5, 1)
    assert [west.code, east.code] == ["360103005002003", "360103005002004"]
    assert {row.new_id for row in GridSuccession.objects.filter(old=old)} == {west.pk, east.pk}
    assert sum(row.share for row in GridSuccession.objects.all()) == pytest.approx(1)


@pytest.mark.django_db
def test_a_serial_is_never_given_twice_even_after_retirement(world: World) -> None:
    actor = world.actor("leader_a")
    west, _ = split_grid(actor, grid=world.grids["a1"], pieces=halves(), on=date(2022, 5, 1))
    quarter = WEST + SIZE / 4
    pieces = [
        Piece("一", rectangle(WEST, quarter)),
        Piece("二", rectangle(quarter, WEST + SIZE / 2)),
    ]
    made = split_grid(world.actor("leader_a"), grid=west, pieces=pieces, on=date(2022, 6, 1))
    assert [one.code[-3:] for one in made] == ["005", "006"]
    assert Grid.objects.values("code").distinct().count() == Grid.objects.count()


@pytest.mark.django_db
def test_places_go_where_they_stand_and_a_cut_compound_stands_on_both_sides(world: World) -> None:
    site = world.sites["a1"]
    first = Building.objects.get(site=site)
    where = {"street_id": site.street_id, "grid": world.grids["a1"], "site": site}
    Building.objects.filter(pk=first.pk).update(longitude=WEST + 0.001, latitude=SOUTH + 0.001)
    second = Building.objects.create(
        name="2栋", number_key="2", longitude=WEST + 0.003, latitude=SOUTH + 0.001, **where
    )
    west, east = split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=halves())
    assert set(Dwelling.objects.filter(building=first).values_list("grid", flat=True)) == {west.pk}
    assert set(Unit.objects.filter(building=first).values_list("grid", flat=True)) == {west.pk}
    second.refresh_from_db()
    assert second.grid_id == second.site.grid_id == east.pk
    assert {row.grid_id for row in Site.objects.filter(name=site.name)} == {west.pk, east.pk}
    assert not any(
        model.objects.filter(grid=world.grids["a1"]) for model in (Site, Building, Dwelling)
    )


@pytest.mark.django_db
def test_the_split_is_news_and_on_the_record(world: World) -> None:
    old = world.grids["a1"]
    west, east = split_grid(world.actor("leader_a"), grid=old, pieces=halves())
    event = EventRecord.objects.get(name="GridSucceeded")
    assert event.payload == {
        "old_grid": str(old.pk),
        "new_grids": f"{west.pk},{east.pk}",
        "on": str(west.valid_from),
        "account": str(world.account("leader_a").pk),
        "workers": "",
    }
    line = Line.objects.get(act="territory.grid_split")
    assert "拆分为 西半网格（360103005002003）、东半网格（360103005002004）" in sentence(
        line, "zh-Hans"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pieces", "problem"),
    [
        (halves()[:1], TooFewPieces),
        ([Piece("甲", rectangle(WEST, WEST + 0.001)), halves()[1]], PiecesLeaveGap),
        ([*halves(), Piece("丙", square(WEST, SOUTH - SIZE))], PiecesReachOut),
    ],
)
def test_no_land_is_lost_or_won(
    world: World, pieces: list[Piece], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=pieces)
    assert Grid.objects.get(pk=world.grids["a1"].pk).valid_to is None


@pytest.mark.django_db
def test_a_piece_that_crosses_itself_is_refused(world: World) -> None:
    ring = [[115.884, 28.68], [115.888, 28.684], [115.888, 28.68], [115.884, 28.684]]
    bow = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    with pytest.raises(CrossingBoundary) as refusal:
        split_grid(
            world.actor("leader_a"), grid=world.grids["a1"], pieces=[Piece("结", bow), halves()[1]]
        )
    assert "115.886, 28.682" in refusal.value.sentence()


@pytest.mark.django_db
def test_a_retired_a_community_and_a_future_split_are_refused(world: World) -> None:
    actor = world.actor("leader_a")
    with pytest.raises(DayAhead):
        split_grid(actor, grid=world.grids["a1"], pieces=halves(), on=date(2999, 1, 1))
    with pytest.raises(NotABaseGrid):
        split_grid(actor, grid=world.grids["a0"], pieces=halves())
    split_grid(actor, grid=world.grids["a1"], pieces=halves())
    with pytest.raises(GridRetired):
        split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=halves())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ("worker_a1", NotAllowed),
        ("worker_a2", NotFound),
        ("leader_b", NotFound),
        ("chief_f", NotFound),
    ],
)
def test_only_the_leaders_of_the_place_split(
    world: World, who: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        split_grid(world.actor(who), grid=world.grids["a1"], pieces=halves())


@pytest.mark.django_db
def test_behind_the_wall_the_leader_reaches_the_new_grids(
    world: World, behind_wall: Callable[[Account | None], None]
) -> None:
    behind_wall(world.account("leader_a"))
    west, east = split_grid(world.actor("leader_a"), grid=world.grids["a1"], pieces=halves())
    assert Dwelling.objects.filter(grid__in=[west, east]).count() == 8
