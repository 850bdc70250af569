"""Counters are live, equal to a count from scratch after any acts, and so is the past."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.ground.register.models import Household, RosterBatch
from gridward.ground.register.services.rosters import undo
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.models import Count
from gridward.oversight.reports.queries.counts import compact, differences
from gridward.oversight.reports.queries.tallies import TALLIES
from tests.ground.register.rosters.conftest import Import
from tests.ground.register.rosters.conftest import imported as imported
from tests.ground.register.rosters.conftest import leader as leader
from tests.ground.register.rosters.conftest import taken_in as taken_in
from tests.ground.register.rosters.files import identity, person, roster
from tests.oversight.reports.acts import ACTS, Register, do, settle
from tests.oversight.reports.recount import live, past, recount
from tests.world import World

Wall = Callable[[Account | None], None]
number = st.integers(0, 30)
acts = st.lists(st.tuples(st.integers(0, len(ACTS) - 1), number, number), min_size=5, max_size=40)
MOMENTS = 8
"""So many moments of an example are looked back at."""
SETTINGS = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
pytestmark = pytest.mark.django_db


@contextmanager
def undone() -> Iterator[None]:
    """Whatever an example did is taken back."""
    with transaction.atomic():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)


@pytest.mark.slow
@SETTINGS
@given(acts=acts)
def test_after_any_acts_the_counters_equal_a_count_from_scratch(
    world: World, behind_wall: Wall, acts: list[tuple[int, int, int]]
) -> None:
    with undone():
        behind_wall(world.account("chief"))
        on = Register(world, world.actor("chief"))
        settle(on)
        for one in acts:
            do(on, *one)
        assert live() == recount()
        compact()
        assert live() == recount()
        assert differences(mend=False) == []


HISTORIES = (
    *("territory_grid", "territory_building", "territory_dwelling", "register_household"),
    *("register_resident", "register_residentsituation", "register_organisation"),
    *("register_organisationsituation", "register_employee", "register_employeesituation"),
)


def date_history(moment: datetime) -> None:
    """In a test all is one transaction: what was kept since the last call is dated by hand."""
    with connection.cursor() as cursor:
        for table in HISTORIES:
            cursor.execute(
                f"UPDATE {table}history SET pgh_created_at = %s WHERE pgh_created_at = now()",
                [moment],
            )


@pytest.mark.slow
@settings(SETTINGS, max_examples=6)
@given(acts=acts)
def test_every_past_moment_is_as_it_was_counted_then(
    world: World, acts: list[tuple[int, int, int]]
) -> None:
    with undone():
        on = Register(world, world.actor("chief"))
        begin = datetime.now(UTC)
        then: dict[datetime, Counter[tuple[UUID, str]]] = {}
        with time_machine.travel(begin + timedelta(hours=1), tick=False):
            settle(on)
        date_history(begin + timedelta(hours=1))
        for step, one in enumerate(acts):
            moment = begin + timedelta(hours=step + 2)
            with time_machine.travel(moment, tick=False):
                do(on, *one)
            date_history(moment)
            then[moment + timedelta(minutes=30)] = recount()
        tell_database(operator("test"))
        for moment, found in [*then.items()][:: len(then) // MOMENTS + 1]:
            assert past(moment) == found
        assert past(begin - timedelta(days=1)) == Counter()


def test_one_statement_over_many_rows_is_counted(world: World, behind_wall: Wall) -> None:
    grid = world.grids["a1"]
    Household.objects.bulk_create(
        Household(street_id=grid.street_id, grid=grid, address_text=f"{n}号") for n in range(50)
    )
    assert live()[grid.pk, "households"] == 50
    Household.objects.filter(grid=grid).update(grid=world.grids["a2"], state="empty")
    assert live()[grid.pk, "households"] == 0
    assert live()[world.grids["a2"].pk, "empty_homes"] == 50
    Household.objects.all().delete()
    assert live() == recount()


def test_an_import_and_its_undoing_are_counted(
    world: World, behind_wall: Wall, imported: Import
) -> None:
    before = live()
    imported(roster(*(person(f"张{n}", identity(i)) for i, n in enumerate("伟芳娜敏静丽强", 1))))
    assert live() == recount()
    assert sum(n for (_, figure), n in live().items() if figure == "residents") == 7
    undo(world.actor("leader_a"), batch_id=RosterBatch.objects.get().pk)
    assert live() == before


def test_a_counter_that_was_tampered_with_is_found_and_mended(world: World) -> None:
    grid = world.grids["a1"].pk
    Count.objects.create(grid_id=grid, figure="residents", amount=5)
    (wrong,) = differences(mend=True)
    assert (wrong.grid_id, wrong.figure, wrong.live, wrong.counted) == (grid, "residents", 5, 0)
    assert differences(mend=False) == []
    assert live() == recount()


def test_joining_differences_keeps_the_sums_and_drops_rows(world: World) -> None:
    grid = world.grids["a1"]
    for n in range(5):
        Household.objects.create(street_id=grid.street_id, grid=grid, address_text=f"{n}号")
    before, rows = live(), Count.objects.count()
    assert compact() > 0
    assert live() == before
    assert Count.objects.count() < rows


def test_the_program_may_not_write_a_counter(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("chief"))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Count.objects.create(grid_id=world.grids["a1"].pk, figure="residents", amount=1)
    assert Count.objects.filter(grid_id=world.grids["a1"].pk).update(amount=0) == 0


def test_a_worker_reads_the_counters_of_the_own_grid(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("worker_a1"))
    assert set(Count.objects.values_list("grid_id", flat=True)) == {world.grids["a1"].pk}
    assert {grid for grid, _ in past(datetime.now(UTC))} == {world.grids["a1"].pk}


def test_what_is_counted_is_what_the_last_migration_installed() -> None:
    migration = import_module("gridward.oversight.reports.migrations.0002_counters")
    assert migration.TALLIES == TALLIES
