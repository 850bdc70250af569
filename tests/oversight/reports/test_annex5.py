"""Annex 5: rows, sums, who sees what, the past."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gridward.ground.register.models import Resident
from gridward.ground.register.services.residents import remove_resident
from gridward.ground.staff.models import Account, Appointment, Team, TeamMember
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Grid
from gridward.ground.territory.services.successions import merge_grids
from gridward.kernel import clock
from gridward.kernel.rows import tell_database
from gridward.kernel.texts import catalogue
from gridward.oversight.reports.indicators.annex5 import annex5
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.problems import MomentAhead, NotAMoment
from gridward.oversight.reports.queries.layouts import default_layout
from gridward.oversight.reports.rules.moments import read_moment
from gridward.oversight.reports.terms import Column, Group, Layout, Level, PlaceKind, Row
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.services.gates import close_gate
from tests.work.checkpoints.acts import gate
from tests.world import World

SignIn = Callable[[Account], Client]
pytestmark = pytest.mark.django_db
EVERY = Layout(0, {}, (Group({}, tuple(Column(key) for key in FIGURES)),))


def table(world: World, name: str, **given: Any) -> list[Row]:
    """The rows that a person of the world sees, every figure in them."""
    actor = world.actor(name)
    tell_database(actor)
    return list(annex5(actor, street=world.streets["ours"], layout=EVERY, **given).rows)


def said(rows: list[Row], figure: str) -> dict[str, Any]:
    """The values of a figure, by a short name of the row."""
    return {f"{row.kind.value} {row.code[9:]}".strip(): row.values[figure] for row in rows}


def test_grids_who_waits_and_sums_stand_in_their_order(filled: World) -> None:
    rows = table(filled, "chief")
    assert said(rows, "households") == {
        "waiting 002000": 1,
        "grid 002001": 1,
        "grid 002002": 1,
        "community 002": 3,
        "grid 003001": 1,
        "community 003": 1,
        "street": 4,
    }
    assert [row.values["seq"] for row in rows if row.kind is PlaceKind.GRID] == [1, 2, 3]


def test_sums_are_equal_at_every_level(filled: World) -> None:
    rows = table(filled, "chief")
    kinds = {
        key for key, one in FIGURES.items() if one.behind and isinstance(rows[-1].values[key], int)
    }
    assert {"residents", "employees", "tested", "away_city", "buildings"} <= kinds
    for key in kinds:
        parts = dict.fromkeys(PlaceKind, 0)
        for row in rows:
            value = row.values[key]
            parts[row.kind] += value if isinstance(value, int) else 0
        base = parts[PlaceKind.GRID] + parts[PlaceKind.WAITING] + parts[PlaceKind.RETIRED]
        assert base == parts[PlaceKind.COMMUNITY] == parts[PlaceKind.STREET], key


def test_what_nobody_has_said_is_not_zero(filled: World) -> None:
    found = said(table(filled, "chief"), "tested")
    assert (found["grid 002001"], found["grid 002002"], found["community 002"]) == (1, None, 1)
    assert said(table(filled, "chief"), "away_province")["grid 002001"] == 0


def test_what_nothing_fills_is_never_a_number(filled: World) -> None:
    later = {key for key, one in FIGURES.items() if not one.recorded}
    assert later
    assert not later & set(default_layout().shown())
    for row in table(filled, "chief"):
        assert {row.values[key] for key in later} == {None}


def test_every_figure_has_a_title_and_a_definition_in_both_languages() -> None:
    for language in ("zh-Hans", "en"):
        texts = catalogue(language)
        for key in FIGURES:
            assert len(texts[f"reports.figure.{key}.definition"]) >= 8
            assert texts[f"reports.figure.{key}.title"]


def test_holders_are_named_at_grids_and_counted_in_sums(filled: World) -> None:
    managers = said(table(filled, "chief"), "grid_managers")
    assert managers["grid 002001"] == [("测试worker_a1", False)]
    assert (managers["community 002"], managers["street"]) == (2, 3)
    leaders = said(table(filled, "chief"), "community_grid_leader")
    assert leaders["grid 002001"] == leaders["community 002"] == [("测试leader_a", False)]
    assert leaders["street"] == 2


def test_a_deputy_is_marked_and_an_ended_appointment_is_gone(filled: World) -> None:
    manager = Appointment.objects.get(grid=filled.grids["a1"], post=Post.GRID_MANAGER)
    Appointment.objects.filter(pk=manager.pk).update(valid_to=clock.today())
    deputy = Appointment.objects.get(grid=filled.grids["a2"], post=Post.GRID_MANAGER)
    Appointment.objects.filter(pk=deputy.pk).update(acting=True)
    found = said(table(filled, "chief"), "grid_managers")
    assert (found["grid 002001"], found["grid 002002"]) == ([], [("测试worker_a2", True)])


def test_vacant_posts_are_those_that_must_be_filled(filled: World) -> None:
    vacant = said(table(filled, "chief"), "vacant_posts")
    assert (vacant["grid 002001"], vacant["grid 002002"]) == (0, 1)
    assert vacant["community 002"] == 1
    assert vacant["community 003"] == 1 + 3


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("worker_a1", ["grid 002001"]),
        ("leader_a", ["waiting 002000", "grid 002001", "grid 002002", "community 002"]),
        ("leader_b", ["grid 003001", "community 003"]),
        ("police_a", ["waiting 002000", "grid 002001", "grid 002002", "community 002"]),
    ],
)
def test_each_post_reads_the_figures_of_its_grids(
    filled: World, name: str, rows: list[str]
) -> None:
    assert list(said(table(filled, name), "residents")) == rows


@pytest.mark.parametrize(
    ("level", "rows"),
    [
        (Level.COMMUNITY, ["community 002", "community 003", "street"]),
        (Level.STREET, ["street"]),
    ],
)
def test_the_table_goes_as_far_down_as_asked(filled: World, level: Level, rows: list[str]) -> None:
    found = said(table(filled, "patron", level=level), "residents")
    assert list(found) == rows
    assert found["street"] == 4


def test_who_reads_a_part_of_the_street_gets_the_sum_of_that_part(filled: World) -> None:
    found = said(table(filled, "leader_a", level=Level.STREET), "residents")
    assert found == {"readable": 3}


def test_a_retired_grid_that_still_holds_somebody_is_shown(filled: World) -> None:
    Grid.objects.filter(pk=filled.grids["a2"].pk).update(valid_to=clock.today())
    found = said(table(filled, "chief"), "residents")
    assert found["retired 002002"] == 1
    assert found["street"] == 4


def dated(*tables: str) -> datetime:
    """In a test all is one transaction: what was kept is dated an hour from now. Answers the moment between."""
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(
                f"UPDATE {name}history SET pgh_created_at = %s WHERE pgh_created_at = now()",
                [now + timedelta(hours=1)],
            )
    return now


def test_the_past_is_as_it_was(filled: World) -> None:
    person = Resident.objects.get(name="张三")
    remove_resident(filled.actor("chief"), resident_id=person.pk, version=person.version)
    moment = dated("register_resident")
    live, past = table(filled, "chief"), table(filled, "chief", moment=moment)
    assert said(live, "residents")["grid 002001"] == 1
    assert said(past, "residents")["grid 002001"] == 2
    assert said(past, "tested")["grid 002001"] == 1
    assert said(live, "tested")["grid 002001"] == 0


def test_gates_count_where_they_stand_with_their_leads_now_and_then(filled: World) -> None:
    lead = filled.actor("leader_a")
    for name, place in (("东门", "a1"), ("西门", "a1"), ("社区门", "a0")):
        gate(filled, lead, name, place, lead_id=lead.member_id)
    gate(filled, filled.actor("chief"), "北门", "b1")
    rows = table(filled, "chief")
    gates, leads = said(rows, "checkpoints"), said(rows, "checkpoint_leads")
    assert [gates[f"grid {one}"] for one in ("002001", "002002", "003001")] == [2, 0, 1]
    assert (gates["community 002"], gates["community 003"], gates["street"]) == (3, 1, 4)
    assert leads["grid 002001"] == [(lead.name, False)]
    assert (leads["grid 003001"], leads["community 002"], leads["street"]) == ([], 2, 2)
    east = Checkpoint.objects.get(name="东门")
    close_gate(lead, gate_id=east.pk, version=east.version)
    moment = dated("checkpoints_checkpoint")
    assert said(table(filled, "chief"), "checkpoints")["grid 002001"] == 1
    assert said(table(filled, "chief", moment=moment), "checkpoints")["grid 002001"] == 2


def test_before_a_merger_the_old_grids_stand(filled: World) -> None:
    grids = [filled.grids["a1"], filled.grids["a2"]]
    merge_grids(filled.actor("chief"), grids=grids, name="合并网格")
    moved = ("building", "dwelling", "grid")
    moment = dated(
        *(f"territory_{one}" for one in moved),
        *("register_household", "register_resident", "register_residentsituation"),
        *("register_organisation", "register_employee"),
    )
    Grid.objects.filter(name="合并网格").update(created_at=moment + timedelta(hours=1))
    live = said(table(filled, "chief"), "residents")
    assert live["grid 002003"] == 3
    assert "grid 002001" not in live
    past = said(table(filled, "chief", moment=moment), "residents")
    assert (past["grid 002001"], past["grid 002002"]) == (2, 1)
    assert "grid 002003" not in past


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", None),
        ("2026-03-02", None),
        ("2026-03-01", "2026-03-01T15:59:59.999999+00:00"),
        ("2026-03-01T17:00", "2026-03-01T09:00:00+00:00"),
        ("2026-03-01T17:00:00Z", "2026-03-01T17:00:00+00:00"),
    ],
)
def test_a_day_means_its_end_and_a_time_is_local(text: str, moment: str | None) -> None:
    now = datetime(2026, 3, 2, 4, tzinfo=UTC)
    found = read_moment(text, now, clock.LOCAL)
    assert found == (datetime.fromisoformat(moment) if moment else None)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("2026-03-03", MomentAhead),
        ("2026-03-02T23:00", MomentAhead),
        ("2026-02-30", NotAMoment),
        ("昨天", NotAMoment),
        ("0001-01-01T00:00+14:00", None),
        ("9999-12-31", MomentAhead),
    ],
)
def test_other_texts_are_refused(text: str, refusal: type[Exception] | None) -> None:
    now = datetime(2026, 3, 2, 4, tzinfo=UTC)
    if refusal is None:
        assert read_moment(text, now, clock.LOCAL)
        return
    with pytest.raises(refusal):
        read_moment(text, now, clock.LOCAL)


def test_the_table_costs_as_many_queries_for_one_grid_as_for_all(
    filled: World, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(filled.account("chief"))
    with django_assert_max_num_queries(39) as asked:
        answer = client.get("/api/v1/reports/annex5").json()
    assert len(answer["rows"]) == 7
    for _ in range(3):
        grid = filled.grids["b1"]
        Grid.objects.create(
            code=f"36010300500301{_}",
            name="新网格",
            kind=grid.kind,
            street_id=grid.street_id,
            community_id=grid.community_id,
            valid_from=grid.valid_from,
        )
    with django_assert_max_num_queries(len(asked)):
        assert len(client.get("/api/v1/reports/annex5").json()["rows"]) == 10


def test_the_patron_sees_sums_and_opens_no_rows(filled: World, client_of: SignIn) -> None:
    client = client_of(filled.account("patron"))
    found = client.get("/api/v1/reports/annex5").json()
    assert found["rows"][-1]["values"]["residents"] == 4
    assert {row["rows_open"] for row in found["rows"]} == {False}
    answer = client.get("/api/v1/reports/annex5/rows", {"figure": "residents"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_teams_count_where_they_stand_and_in_every_sum_above(filled: World) -> None:
    street = filled.streets["ours"]
    for place, people in (("a1", 2), ("a0", 3), (None, 4)):
        team = Team.objects.create(
            street=street,
            grid=filled.grids[place] if place else None,
            kind="volunteer",
            name="志愿队",
            valid_from=clock.today(),
        )
        for n in range(people):
            TeamMember.objects.create(team=team, name=f"队员{n}", valid_from=clock.today())
    ended = TeamMember.objects.create(team=team, name="离队", valid_from=date(2022, 5, 1))
    TeamMember.objects.filter(pk=ended.pk).update(valid_to=clock.today())
    found = said(table(filled, "chief"), "volunteers")
    assert (found["waiting 002000"], found["grid 002001"], found["grid 002002"]) == (0, 2, 0)
    assert (found["community 002"], found["community 003"], found["street"]) == (5, 0, 9)
