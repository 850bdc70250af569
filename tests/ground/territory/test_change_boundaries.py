"""A change of boundaries: the effect is shown before anything is done, one confirmation carries it out."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.staff.models import Account, Appointment
from gridward.ground.territory.models import Building, Dwelling, Grid, PastBoundary, Site
from gridward.kernel.models import EventRecord
from tests.world import World

SignIn = Callable[[Account], Client]
ROOT = "/api/v1/territory/boundaries"
WEST, SOUTH, SIZE = 115.884, 28.68, 0.004  # grid a1 of the world; a2 lies to its east
MIDDLE = WEST + SIZE / 2
UPRIGHT = [[MIDDLE, SOUTH - 0.001], [MIDDLE, SOUTH + SIZE + 0.001]]
DAY = "2022-05-01"


def post(client: Client, path: str, given: Any, **headers: str) -> Any:
    return client.post(f"{ROOT}{path}", given, content_type="application/json", headers=headers)


def preview(client: Client, **plan: Any) -> Any:
    found = post(client, "/preview", plan)
    assert found.status_code == 200, found.content
    return found.json()


def confirm(client: Client, **plan: Any) -> Any:
    """Look at the effect, then do it."""
    stamp = preview(client, **plan)["stamp"]
    found = post(client, "", {**plan, "stamp": stamp, "reason": "街道批复"})
    assert found.status_code == 201, found.content
    return found.json()["grids"]


def furnish(world: World) -> dict[str, Any]:
    """In a1: building 1 in the west half with a household, 2 in the east half, 3 on the middle line."""
    site = world.sites["a1"]
    where = {"street_id": site.street_id, "grid": world.grids["a1"]}
    made: dict[str, Any] = {"1": Building.objects.get(site=site)}
    Building.objects.filter(pk=made["1"].pk).update(
        longitude=WEST + 0.001, latitude=SOUTH + 0.001, outline=house(WEST + 0.0009)
    )
    for number, x in (("2", WEST + 0.003), ("3", MIDDLE)):
        made[number] = Building.objects.create(
            site=site,
            name=f"{number}栋",
            number_key=number,
            longitude=x,
            latitude=SOUTH + 0.001,
            outline=house(x - 0.00015),
            **where,
        )
        door = Dwelling.objects.create(
            building=made[number], room="101", label="101室", floor=1, **where
        )
        made[f"household-{number}"] = Household.objects.create(
            address_text=f"翠竹小区{number}栋101室", dwelling=door, **where
        )
        Resident.objects.create(
            household=made[f"household-{number}"], name=f"测试{number}", **where
        )
    made["lost"] = Household.objects.create(address_text="翠竹小区某处", **where)
    return made


def house(west: float) -> dict[str, Any]:
    east, south, north = west + 0.0002, SOUTH + 0.001, SOUTH + 0.0012
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def split(world: World, **more: Any) -> dict[str, Any]:
    plan = {"kind": "split", "grids": [str(world.grids["a1"].pk)], "line": UPRIGHT, "on": DAY}
    return plan | more


@pytest.mark.django_db
def test_the_effect_of_a_split_is_shown_and_nothing_is_done(
    world: World, client_of: SignIn
) -> None:
    furnish(world)
    client = client_of(world.account("leader_a"))
    client.get("/api/v1/me")  # from here on the database shows what the leader may see
    before = snapshot()
    found = preview(client, **split(world))
    assert snapshot() == before
    assert [(one["code"], one["state"]) for one in found["before"]] == [
        ("360103005002001", "retired")
    ]
    west, east = found["after"]
    assert (west["code"], east["code"]) == ("360103005002003", "360103005002004")
    assert (west["name"], east["name"]) == ("朱紫巷社区第3网格", "朱紫巷社区第4网格")
    assert (west["buildings"], west["dwellings"], east["dwellings"]) == (2, 9, 1)
    assert (west["households"], west["residents"], east["households"]) == (1, 1, 1)
    assert found["before"][0]["households"] == 3
    assert (west["workers"], east["load"]) == (1, "few")
    assert found["band"]["fewest"] == 200
    assert found["retired_codes"] == ["360103005002001"]
    assert found["cover_after"] == found["cover_before"]
    assert {one["member_name"]: one["pieces"] for one in found["staff"]} == {
        "测试worker_a1": [0, 1],
        "测试supervisor_a1": [0, 1],
    }
    assert any("少于 200 户" in note for note in found["notes"])


@pytest.mark.django_db
def test_a_building_that_the_line_would_cut_is_asked_about(world: World, client_of: SignIn) -> None:
    third = furnish(world)["3"]
    client = client_of(world.account("leader_a"))
    [astride] = preview(client, **split(world))["astride"]
    assert (astride["building_id"], astride["name"]) == (str(third.pk), "翠竹小区3栋")
    assert (astride["piece"], astride["decided"]) == (0, False)
    assert astride["parts"] == pytest.approx([0.75, 0.25], abs=0.01)
    stamp = preview(client, **split(world))["stamp"]
    refused = post(client, "", split(world, stamp=stamp, reason="街道批复"))
    assert (refused.status_code, refused.json()["code"]) == (422, "territory.buildings_astride")
    wish = [{"building_id": str(third.pk), "piece": 1}]
    west, east = confirm(client, **split(world, wishes=wish))
    third.refresh_from_db()
    assert str(third.grid_id) == east["id"]
    assert (west["dwellings"], east["dwellings"]) == (8, 2)


@pytest.mark.django_db
def test_households_and_posts_follow_a_split_and_rights_change_at_once(
    world: World, client_of: SignIn
) -> None:
    made = furnish(world)
    client = client_of(world.account("leader_a"))
    worker = Appointment.objects.get(member__name="测试worker_a1")
    wishes = {
        "wishes": [{"building_id": str(made["3"].pk), "piece": 1}],
        "workers": [{"appointment_id": str(worker.pk), "pieces": [0]}],
    }
    west, east = confirm(client, **split(world, **wishes))
    rows = {name: made[name] for name in ("household-2", "household-3", "lost")}
    for row in rows.values():
        row.refresh_from_db()
    assert {name: str(row.grid_id) for name, row in rows.items()} == {
        "household-2": east["id"],
        "household-3": east["id"],
        "lost": str(world.grids["a0"].pk),
    }
    held = Appointment.objects.filter(valid_to=None)
    workers = {str(one.grid_id) for one in held.filter(member=worker.member)}
    supervisors = held.filter(member__name="测试supervisor_a1")
    assert workers == {west["id"]}
    assert {str(one.grid_id) for one in supervisors} == {west["id"], east["id"]}
    worker.refresh_from_db()
    assert (worker.grid_id, worker.valid_to) == (world.grids["a1"].pk, date(2022, 5, 1))
    reach = {str(one) for one in world.actor("worker_a1").readable()}
    writes = {str(one) for one in world.actor("worker_a1").writable()}
    assert reach == {west["id"], str(world.grids["a1"].pk)}
    assert writes == {west["id"]}
    assert Line.objects.filter(act="staff.followed").count() == 2


@pytest.mark.django_db
def test_a_confirmation_is_done_once_with_its_reason(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    plan = {
        "kind": "merge",
        "grids": [str(world.grids["a1"].pk), str(world.grids["a2"].pk)],
        "names": ["合并网格"],
    }
    given = {**plan, "stamp": preview(client, **plan)["stamp"], "reason": "西街办〔2022〕9号"}
    key = str(uuid4())
    made = post(client, "", given, **{"Idempotency-Key": key})
    again = post(client, "", given, **{"Idempotency-Key": key})
    assert made.status_code == again.status_code == 201, made.content
    assert made.json() == again.json()
    assert Grid.objects.filter(name="合并网格").count() == 1
    line = Line.objects.get(act="territory.grid_merged")
    assert line.reason == "西街办〔2022〕9号"
    held = Appointment.objects.filter(valid_to=None, grid__name="合并网格")
    assert {one.member.name for one in held} == {
        *("测试worker_a1", "测试supervisor_a1", "测试worker_a2"),
    }


@pytest.mark.django_db
def test_what_was_shown_is_what_is_done_or_it_is_refused(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("leader_a"))
    stamp = preview(client, **split(world))["stamp"]
    Grid.objects.filter(pk=world.grids["a1"].pk).update(version=7)
    refused = post(client, "", split(world, stamp=stamp, reason="街道批复"))
    assert (refused.status_code, refused.json()["code"]) == (409, "territory.effect_changed")
    silent = post(client, "", split(world, stamp=stamp, reason=" "))
    assert silent.json()["code"] == "territory.reason_missing"
    assert Grid.objects.filter(valid_to=None).count() == 7


@pytest.mark.django_db
def test_a_part_goes_to_the_neighbour_and_both_keep_their_codes(
    world: World, client_of: SignIn
) -> None:
    made = furnish(world)
    a1, a2 = world.grids["a1"], world.grids["a2"]
    shop = Organisation.objects.create(
        name="便民商店",
        kind="street_shop",
        grid=a1,
        street=world.streets["ours"],
        longitude=WEST + 0.0035,
        latitude=SOUTH + 0.003,
    )
    client = client_of(world.account("leader_a"))
    plan = {
        "kind": "cede",
        "grids": [str(a1.pk), str(a2.pk)],
        "line": UPRIGHT,
        "ceded": [1],
        "on": DAY,
        "wishes": [{"building_id": str(made["3"].pk), "piece": 0}],
    }
    giver, taker = preview(client, **plan)["after"]
    assert (giver["state"], taker["state"]) == ("kept", "kept")
    assert (giver["dwellings"], taker["dwellings"]) == (9, 9)
    giver, taker = confirm(client, **plan)
    assert (giver["code"], taker["code"]) == ("360103005002001", "360103005002002")
    whole = giver["area_m2"] + taker["area_m2"]
    assert whole == pytest.approx(4 * giver["area_m2"], rel=0.01)
    for row, grid in ((made["household-2"], a2), (made["household-3"], a1), (shop, a2)):
        row.refresh_from_db()
        assert row.grid_id == grid.pk
    made["lost"].refresh_from_db()
    assert made["lost"].grid_id == a1.pk
    assert set(PastBoundary.objects.values_list("grid", "valid_from", "valid_to")) == {
        (a1.pk, date(2022, 4, 1), date(2022, 5, 1)),
        (a2.pk, date(2022, 4, 1), date(2022, 5, 1)),
    }
    assert EventRecord.objects.filter(name="LandCeded").count() == 1
    assert Appointment.objects.filter(valid_to=None, grid=a1).count() == 2


@pytest.mark.django_db
def test_chosen_buildings_go_with_the_ground_around_them(world: World, client_of: SignIn) -> None:
    made = furnish(world)
    client = client_of(world.account("leader_a"))
    plan = {
        "kind": "cede",
        "grids": [str(world.grids["a1"].pk), str(world.grids["a2"].pk)],
        "buildings": [str(made["2"].pk), str(made["3"].pk)],
    }
    found = preview(client, **plan)
    assert found["astride"] == []
    confirm(client, **plan)
    rows = Building.objects.filter(grid=world.grids["a2"], site__name="翠竹小区")
    assert sorted(rows.values_list("name", flat=True)) == ["2栋", "3栋"]
    assert Site.objects.filter(name="翠竹小区").count() == 2


@pytest.mark.django_db
def test_the_map_of_a_past_day_shows_the_border_of_that_day(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.account("leader_a"))
    a1 = str(world.grids["a1"].pk)
    old = Grid.objects.get(pk=a1).boundary
    plan = {"kind": "cede", "grids": [a1, str(world.grids["a2"].pk)], "line": UPRIGHT}
    confirm(client, **plan, ceded=[1], on=DAY)
    for day, boundary in (("2022-04-30", old), (DAY, Grid.objects.get(pk=a1).boundary)):
        shown = client.get("/api/v1/territory/map", {"on": day}).json()["features"]
        assert next(one["geometry"] for one in shown if one["id"] == a1) == boundary
    page = client.get(f"/api/v1/territory/grids/{a1}").json()
    assert [one["valid_to"] for one in page["past_boundaries"]] == [DAY]


@pytest.mark.django_db
def test_an_old_code_leads_to_the_grid_and_its_heirs(world: World, client_of: SignIn) -> None:
    confirm(client_of(world.account("leader_a")), **split(world))
    client = client_of(world.account("worker_a1"))
    page = client.get("/api/v1/territory/grids/coded", {"code": "360103005002001"}).json()
    assert page["valid_to"] == DAY
    assert [one["code"] for one in page["heirs"]] == ["360103005002003", "360103005002004"]
    wrong = client.get("/api/v1/territory/grids/coded", {"code": "12"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "division.grid_form")
    for day, codes in (("2022-04-30", {"001", "002"}), (DAY, {"002", "003", "004"})):
        tree = client.get("/api/v1/territory/tree", {"on": day}).json()["communities"][0]
        assert {one["code"][-3:] for one in tree["grids"]} == {"000", *codes}


@pytest.mark.django_db
def test_a_grid_goes_to_another_community_under_a_code_of_it(
    world: World, client_of: SignIn
) -> None:
    made = furnish(world)
    plan = {
        "kind": "reassign",
        "grids": [str(world.grids["a1"].pk)],
        "community": "360103005003",
        "on": DAY,
    }
    leader = client_of(world.account("leader_a"))
    assert post(leader, "/preview", plan).status_code == 403
    [new] = confirm(client_of(world.account("chief")), **plan)
    assert (new["code"], new["community_name"]) == ("360103005003002", "算子桥社区")
    for row in (made["household-2"], made["lost"]):
        row.refresh_from_db()
        assert str(row.grid_id) == new["id"]
    assert {str(one) for one in world.actor("worker_a1").writable()} == {new["id"]}
    assert new["id"] not in {str(one) for one in world.actor("leader_a").readable()}
    assert new["id"] in {str(one) for one in world.actor("leader_b").writable()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({"kind": "split"}, "territory.plan_incomplete"),
        ({"kind": "split", "grids": "a1"}, "territory.plan_incomplete"),
        ({"kind": "split", "grids": "a1", "line": [[MIDDLE, SOUTH]]}, "cut.short"),
        ({"kind": "split", "grids": "a0", "line": UPRIGHT}, "territory.boundary_missing"),
        (
            {"kind": "split", "grids": "a1", "line": UPRIGHT, "on": "2999-01-01"},
            "territory.day_ahead",
        ),
        ({"kind": "merge", "grids": "a2 b1"}, "territory.communities_differ"),
        ({"kind": "cede", "grids": "a1", "line": UPRIGHT}, "territory.plan_incomplete"),
        ({"kind": "cede", "grids": "a1 a2", "line": UPRIGHT}, "territory.plan_incomplete"),
        (
            {"kind": "cede", "grids": "a1 b1", "line": UPRIGHT, "ceded": [0]},
            "territory.not_neighbours",
        ),
        (
            {"kind": "reassign", "grids": "a1", "community": "360103005002"},
            "territory.same_community",
        ),
        ({"kind": "reassign", "grids": "a1"}, "territory.plan_incomplete"),
    ],
)
def test_a_plan_that_cannot_be_done_says_why(
    world: World, client_of: SignIn, plan: dict[str, Any], code: str
) -> None:
    names = plan.get("grids", "").split()
    given = plan | {"grids": [str(world.grids[name].pk) for name in names]}
    refused = post(client_of(world.account("chief")), "/preview", given)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


@pytest.mark.django_db
def test_grids_without_a_common_border_are_not_merged(world: World, client_of: SignIn) -> None:
    Grid.objects.filter(pk=world.grids["b1"].pk).update(community=world.communities["a"])
    Grid.objects.filter(pk=world.grids["b1"].pk).update(code="360103005002099")
    grids = [str(world.grids[name].pk) for name in ("a1", "b1")]
    refused = post(client_of(world.account("chief")), "/preview", {"kind": "merge", "grids": grids})
    assert refused.json()["code"] == "territory.not_neighbours"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status"), [("worker_a1", 403), ("worker_b1", 403), ("chief_f", 404), ("patron", 403)]
)
def test_only_who_may_change_the_territory_sees_an_effect(
    world: World, client_of: SignIn, who: str, status: int
) -> None:
    assert post(client_of(world.account(who)), "/preview", split(world)).status_code == status


@pytest.mark.django_db
def test_who_may_not_read_the_register_sees_no_figures_of_it(
    world: World, client_of: SignIn
) -> None:
    found = preview(client_of(world.account("admin")), **split(world))
    assert {one["households"] for one in found["after"]} == {None}
    assert [one["dwellings"] for one in found["before"]] == [8]


@pytest.mark.django_db
def test_an_effect_costs_the_same_queries_for_any_number_of_buildings(
    world: World, client_of: SignIn
) -> None:
    site = world.sites["a1"]
    furnish(world)
    where = {"street_id": site.street_id, "grid": world.grids["a1"], "site": site}
    more = [
        Building(
            name=f"{n}栋",
            number_key=str(n),
            longitude=WEST + (0.001 if n % 2 else 0.003),
            latitude=SOUTH + 0.0001 * (n - 10),
            **where,
        )
        for n in range(11, 40)
    ]
    client = client_of(world.account("leader_a"))
    preview(client, **split(world))
    with CaptureQueriesContext(connection) as few:
        preview(client, **split(world))
    Building.objects.bulk_create(more)
    with CaptureQueriesContext(connection) as many:
        preview(client, **split(world))
    assert len(few) == len(many)


@pytest.mark.django_db
def test_a_clock_set_back_changes_no_border_before_the_last_change(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.account("leader_a"))
    grids = [str(world.grids[name].pk) for name in ("a1", "a2")]
    plan = {"kind": "cede", "grids": grids, "line": UPRIGHT, "ceded": [1]}
    confirm(client, **plan, on="2022-06-01")
    line = [[WEST + 0.001, SOUTH - 0.001], [WEST + 0.001, SOUTH + SIZE + 0.001]]
    with time_machine.travel("2022-05-15 04:00"):
        again = client_of(world.account("leader_a"))
        refused = post(again, "/preview", {**plan, "line": line})
    assert refused.json()["code"] == "territory.days_not_in_order"


def snapshot() -> Any:
    """Whatever a change could touch."""
    rows = (Grid, Site, Building, Dwelling, Household, Resident, Appointment, Line, EventRecord)
    return [sorted(map(str, row.objects.values_list())) for row in rows]
