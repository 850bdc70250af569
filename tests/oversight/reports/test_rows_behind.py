"""Each figure opens the rows behind it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.residents import move_resident, remove_resident
from gridward.ground.staff.models import Account
from gridward.kernel.paging import BadCursor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.indicators.annex5 import annex5
from gridward.oversight.reports.indicators.behind import behind_figure
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.problems import NoRowsBehind, NoSuchFigure
from gridward.oversight.reports.queries.behind import Behind, rows_behind
from gridward.oversight.reports.terms import Column, Group, Layout, PlaceKind, RowKind
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
COUNTED = [key for key, one in FIGURES.items() if one.behind]


def opened(world: World, name: str, figure: str, **given: Any) -> list[Behind]:
    actor = world.actor(name)
    tell_database(actor)
    return behind_figure(actor, street=world.streets["ours"], figure=figure, **given)[0]


@pytest.mark.parametrize("past", [False, True], ids=["now", "past"])
@pytest.mark.parametrize("figure", COUNTED)
def test_there_are_as_many_rows_as_the_figure_says(filled: World, figure: str, past: bool) -> None:
    layout = Layout(0, {}, (Group({}, (Column(figure), Column("grid_name"))),))
    moment = datetime.now(UTC) if past else None
    actor = filled.actor("chief")
    tell_database(actor)
    rows = annex5(actor, street=filled.streets["ours"], layout=layout, moment=moment).rows
    for row in (one for one in rows if one.kind in (PlaceKind.GRID, PlaceKind.WAITING)):
        found = opened(filled, "chief", figure, grid_id=row.grid_id, moment=moment)
        assert len(found) == (row.values[figure] or 0)
    everything = opened(filled, "chief", figure, moment=moment)
    assert len(everything) == (rows[-1].values[figure] or 0)


def test_names_are_masked_and_lead_to_their_page(filled: World) -> None:
    (row,) = opened(filled, "worker_a1", "tested", grid_id=filled.grids["a1"].pk)
    assert row.title == "张*"
    assert row.page_id == Resident.objects.get(name="张三").household_id
    (ill,) = opened(filled, "worker_a1", "fever", grid_id=filled.grids["a1"].pk)
    assert (ill.kind, ill.title, ill.place) == (RowKind.EMPLOYEE, "赵*", "翠竹便利店")


def test_beyond_the_own_grids_there_is_nothing(filled: World) -> None:
    assert len(opened(filled, "worker_a1", "residents")) == 2
    with pytest.raises(NotFound):
        opened(filled, "worker_a1", "residents", grid_id=filled.grids["a2"].pk)
    with pytest.raises(NotFound):
        opened(filled, "leader_a", "residents", community=filled.communities["b"])


def test_what_an_epidemic_adds_needs_its_own_right(filled: World) -> None:
    assert opened(filled, "police_a", "residents")
    with pytest.raises(NotAllowed):
        opened(filled, "police_a", "tested")
    assert opened(filled, "health_a", "tested")


def test_a_figure_without_rows_says_so(filled: World) -> None:
    with pytest.raises(NoRowsBehind):
        opened(filled, "chief", "persons_a_household")
    with pytest.raises(NoSuchFigure):
        opened(filled, "chief", "nonsense")


def test_pages_follow_each_other_without_a_gap(filled: World) -> None:
    grid = filled.grids["a2"]
    Household.objects.bulk_create(
        Household(street_id=grid.street_id, grid=grid, address_text=f"{n % 3}号") for n in range(11)
    )
    for grids in ([grid.pk], [grid.pk, filled.grids["a1"].pk]):
        seen: list[Any] = []
        after: str | None = None
        while True:
            rows, after = rows_behind("households", RowKind.HOUSEHOLD, grids, None, after, size=5)
            seen += [row.id for row in rows]
            if after is None:
                break
        expected = Household.objects.filter(grid_id__in=grids).values_list("pk", flat=True)
        assert sorted(seen) == sorted(expected)


def test_a_strange_cursor_is_refused(filled: World) -> None:
    with pytest.raises(BadCursor):
        rows_behind("households", RowKind.HOUSEHOLD, [], None, "WyJhIiwiYiJd")


def test_rows_of_the_past_are_as_they_were(filled: World) -> None:
    chief = filled.actor("chief")
    person, gone = Resident.objects.get(name="张三"), Resident.objects.get(name="李四")
    other = Household.objects.get(grid=filled.grids["b1"])
    move_resident(chief, resident_id=person.pk, version=person.version, household_id=other.pk)
    remove_resident(chief, resident_id=gone.pk, version=gone.version)
    moment = datetime.now(UTC)
    with connection.cursor() as cursor:
        for table in ("register_resident", "register_household"):
            cursor.execute(
                f"UPDATE {table}history SET pgh_created_at = %s", [moment + timedelta(hours=1)]
            )
    assert opened(filled, "worker_a1", "residents") == []
    then = opened(filled, "worker_a1", "residents", moment=moment)
    assert {(row.title, row.place) for row in then} == {
        ("张*", "翠竹小区1栋1单元101室"),
        ("李*", "翠竹小区1栋1单元101室"),
    }
    assert len(opened(filled, "worker_b1", "residents", moment=moment)) == 1


def test_the_list_is_answered_in_words(filled: World, client_of: SignIn) -> None:
    client = client_of(filled.account("leader_a"))
    wanted = {"figure": "households", "community": "360103005002"}
    found = client.get("/api/v1/reports/annex5/rows", wanted).json()
    assert len(found["items"]) == 3
    assert {"自住 · 有人居住", "未填 · 有人居住"} == {one["detail"] for one in found["items"]}
