"""Columns 23 to 28: counted from lists and measures, opened by those who may, small numbers hidden from the others."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from gridward.kernel import clock
from gridward.kernel.clock import LOCAL
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.indicators.annex5 import annex5
from gridward.oversight.reports.indicators.behind import behind_figure
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.indicators.figures import SMALL
from gridward.oversight.reports.indicators.frozen import table_of
from gridward.oversight.reports.queries.briefs import brief_layout
from gridward.oversight.reports.queries.health import ARRIVALS, health_rows
from gridward.oversight.reports.queries.layouts import default_layout
from gridward.oversight.reports.queries.snapshots import digest_of, snapshot_of
from gridward.oversight.reports.services.printing import data_of
from gridward.oversight.reports.services.snapshots import take_snapshot
from gridward.oversight.reports.services.wording import cell_of
from gridward.oversight.reports.services.workbook import workbook
from gridward.oversight.reports.terms import PlaceKind, Row, RowKind, Table
from gridward.work.measures.models import Measure, MeasurePhase
from gridward.work.measures.services.following import take_reading
from gridward.work.measures.terms import ReadingWay
from tests.ground.register.people import household, number
from tests.ground.register.people import resident as enter
from tests.work.arrivals.acts import came
from tests.work.measures.acts import in_force, resident, sampled
from tests.work.response.acts import declared
from tests.work.screening.acts import line, taken
from tests.world import World

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 7, 15, 12, 0, tzinfo=LOCAL)
HIDDEN = ("<5", "*")


@pytest.fixture
def watched(world: World) -> Any:
    """a1 has one person under a measure, with a fever today, and one on a pushed list."""
    with time_machine.travel(NOON, tick=False):
        declared(world, "a0", since=NOON.date())
        measure = in_force(world, resident(world))
        take_reading(
            world.actor("health_a"),
            measure_id=measure.pk,
            reading_id=new_id(),
            at=clock.now(),
            way=ReadingWay.CALL,
            celsius=38.2,
        )
        worker = world.actor("worker_a1")
        enter(worker, household(world, worker, "a1-1-102"), "李四", document=number(7))
        taken(world, world.actor("leader_a"), line("李四", number(7)))
        yield world


def table(world: World, name: str, **given: Any) -> Table:
    actor = world.actor(name)
    tell_database(actor)
    return annex5(actor, street=world.streets["ours"], layout=default_layout(), **given)


def cells(content: bytes) -> set[object]:
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    return {cell for row in book.get_sheet_by_index(0).to_python() for cell in row}


def at(made: Table, kind: PlaceKind, place: Any = None) -> Row:
    return next(
        one for one in made.rows if one.kind is kind and (place is None or one.grid_id == place.pk)
    )


def test_figures_are_counted_from_lists_and_measures(watched: World) -> None:
    row = at(table(watched, "chief"), PlaceKind.GRID, watched.grids["a1"])
    told = {key: row.values[key] for key in ("pushed", "pushed_open", "pushed_done", "self_found")}
    assert told == {"pushed": 1, "pushed_open": 1, "pushed_done": 0, "self_found": 0}
    keys = ("controlled", "ctl_central", "ctl_home", "close_contacts", "fever_reported")
    assert [row.values[key] for key in keys] == [1, 1, 0, 1, 1]
    assert (row.values["released_today"], row.values["red_codes"]) == (0, 0)


def test_of_a_past_day_nobody_knows_any_more_and_it_is_not_0(watched: World) -> None:
    past = table(watched, "chief", moment=datetime.now(LOCAL) + timedelta(days=9999))
    for row in past.rows:
        for key in ("controlled", "arrived_risk", "test_done"):
            assert row.values[key] is None
            assert cell_of(row, key, "zh-Hans") == "—"


def test_arrivals_count_by_class_and_open_the_rows_behind(watched: World) -> None:
    row = came(watched)
    told = at(table(watched, "chief"), PlaceKind.GRID, watched.grids["a1"]).values
    assert [key for key in ARRIVALS if told[key]] == [
        key for key, one in ARRIVALS.items() if one == row.person_class
    ]
    figure = next(key for key in ARRIVALS if told[key])
    rows, _ = health_rows(watched.actor("leader_a"), figure, RowKind.ARRIVAL, [row.grid_id], None)
    assert [one.id for one in rows] == [row.pk]


def test_samples_count_where_one_was_due(watched: World) -> None:
    MeasurePhase.objects.update(tests=[clock.today()])
    due = at(table(watched, "chief"), PlaceKind.GRID, watched.grids["a1"]).values
    assert (due["test_due"], due["test_done"]) == (1, 0)
    sampled(watched, Measure.objects.get(), clock.today())
    done = at(table(watched, "chief"), PlaceKind.GRID, watched.grids["a1"]).values
    assert (done["test_due"], done["test_done"]) == (1, 1)


@pytest.mark.parametrize("name", ["patron", "discipline", "police_a", "supervisor_a1"])
def test_who_does_not_look_after_them_sees_no_small_number_anywhere(
    watched: World, name: str
) -> None:
    made = table(watched, name)
    for row in made.rows:
        for key in ("controlled", "ctl_central", "close_contacts", "fever_reported"):
            assert row.values[key] in (0, *HIDDEN)
    a1 = at(made, PlaceKind.GRID, watched.grids["a1"])
    assert a1.values["close_contacts"] == "<5"
    assert a1.values["controlled"] == "*"


def test_other_levels_and_one_community_alone_hide_the_same(watched: World) -> None:
    full = table(watched, "patron")
    for level in ("community", "street"):
        for row in table(watched, "patron", level=level).rows:
            same = next(one for one in full.rows if (one.kind, one.code) == (row.kind, row.code))
            assert row.values == same.values
    alone = table(watched, "patron", community=watched.communities["a"])
    for row in alone.rows:
        same = next(one for one in full.rows if (one.kind, one.code) == (row.kind, row.code))
        assert {**row.values, "seq": None} == {**same.values, "seq": None}


def test_paper_and_workbook_say_what_the_screen_says(watched: World) -> None:
    for name, hides in (("patron", True), ("chief", False)):
        made = table(watched, name)
        assert ("<5" in cells(workbook(made, "zh-Hans"))) is hides
        panels = data_of(made, "a3", "zh-Hans")["panels"]
        printed = {cell["text"] for one in panels for row in one["rows"] for cell in row["cells"]}
        assert ("<5" in printed) is hides


def test_a_snapshot_keeps_the_numbers_and_hides_them_from_its_reader(watched: World) -> None:
    chief, patron = watched.actor("chief"), watched.actor("patron")
    tell_database(chief)
    taken_ = take_snapshot(chief, street=watched.streets["ours"])
    assert digest_of(taken_) == taken_.digest
    grid = watched.grids["a1"]
    kept = at(table_of(chief, snapshot_of(chief, taken_.pk)), PlaceKind.GRID, grid)
    shown = at(table_of(patron, snapshot_of(patron, taken_.pk)), PlaceKind.GRID, grid)
    assert (kept.values["close_contacts"], shown.values["close_contacts"]) == (1, "<5")


@pytest.mark.parametrize("figure", ["controlled", "close_contacts", "fever_reported", "pushed"])
def test_the_rows_behind_open_for_those_who_may_see_them(watched: World, figure: str) -> None:
    street, grid = watched.streets["ours"], watched.grids["a1"].pk
    for name in ("health_a", "worker_a1"):
        actor = watched.actor(name)
        tell_database(actor)
        rows, _ = behind_figure(actor, street=street, figure=figure, grid_id=grid)
        assert [one.title for one in rows] == ["李*" if figure == "pushed" else "张*"]
    for name in ("patron", "supervisor_a1"):
        with pytest.raises(NotAllowed):
            behind_figure(watched.actor(name), street=street, figure=figure, grid_id=grid)


def test_counting_passes_the_wall_and_leaves_it_as_it_was(
    watched: World, behind_wall: Callable[..., None]
) -> None:
    behind_wall(watched.account("patron"))
    actor = watched.actor("patron")
    rows = annex5(actor, street=watched.streets["ours"], layout=default_layout()).rows
    assert next(one for one in rows if one.code == watched.grids["a1"].code).values["pushed"] == 1
    with pytest.raises(NotAllowed):
        behind_figure(actor, street=watched.streets["ours"], figure="controlled")


def test_no_figure_of_the_brief_is_of_peoples_health() -> None:
    assert SMALL.isdisjoint(brief_layout()["figures"])
    assert FIGURES.keys() >= SMALL
