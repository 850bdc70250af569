"""The layout: data that an authorised person edits, version beside version."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gridward.ground.staff.models import Account
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.problems import LayoutWrong
from gridward.oversight.reports.queries.layouts import default_layout
from gridward.oversight.reports.rules.layouts import check_layout, panels, read_layout, written
from gridward.oversight.reports.terms import Column, Group, Layout
from tests.world import World

SignIn = Callable[[Account], Client]
TITLE = {"zh-Hans": "表", "en": "Table"}
NAME = Column("grid_name")


def layout(*columns: Column, title: dict[str, str] = TITLE) -> Layout:
    return Layout(0, TITLE, (Group(title, columns),))


def test_the_layout_of_the_repository_holds() -> None:
    check_layout(default_layout(), FIGURES)
    assert read_layout(written(default_layout()), 0) == default_layout()


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (layout(NAME, Column("nonsense")), "unknown"),
        (layout(NAME, Column("residents"), Column("residents")), "twice"),
        (layout(NAME, title={"zh-Hans": "表", "en": " "}), "title"),
        (layout(NAME, title={"zh-Hans": "表" * 61, "en": "T"}), "title"),
        (layout(Column("grid_name", {"fr": "x"})), "title"),
        (layout(Column("residents")), "no_names"),
        (layout(Column("grid_name", {}, shown=False)), "no_names"),
        (Layout(0, TITLE, ()), "no_names"),
    ],
)
def test_a_layout_that_cannot_be_shown_is_refused(wrong: Layout, what: str) -> None:
    with pytest.raises(LayoutWrong) as refused:
        check_layout(wrong, FIGURES)
    assert refused.value.details["what"] == what


@pytest.mark.parametrize(
    ("widths", "owners", "room", "expected"),
    [
        ([10, 5, 5, 5, 5], [0, 1, 1, 2, 2], 30, [[0, 1, 2, 3, 4]]),
        ([10, 5, 5, 5, 5], [0, 1, 1, 2, 2], 25, [[0, 1, 2], [0, 3, 4]]),
        ([10, 5, 5, 5, 5], [0, 1, 1, 1, 1], 20, [[0, 1, 2], [0, 3, 4]]),
        ([10, 99], [0, 1], 20, [[0, 1]]),
        ([10], [0], 20, [[0]]),
    ],
)
def test_columns_that_do_not_fit_go_on_in_panels(
    widths: list[float], owners: list[int], room: float, expected: list[list[int]]
) -> None:
    assert panels(widths, owners, 1, room) == expected


def body(based_on: int, *figures: str) -> dict[str, Any]:
    return {
        "based_on": based_on,
        "title": {"zh": "我街统计表", "en": "Our table"},
        "groups": [
            {
                "title": {"zh": "网格", "en": "Grid"},
                "columns": [{"figure": "grid_name"}, *({"figure": one} for one in figures)],
            }
        ],
        "note": "精简",
    }


@pytest.mark.django_db
def test_a_chief_changes_it_and_everybody_reads_by_it(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("chief"))
    saved = client.post(
        "/api/v1/reports/layout", body(0, "residents"), content_type="application/json"
    )
    assert (saved.status_code, saved.json()["version"]) == (201, 1)
    table = client.get("/api/v1/reports/annex5").json()
    assert table["title"] == "西湖街道 我街统计表"
    assert set(table["rows"][0]["values"]) == {"grid_name", "residents"}
    versions = client.get("/api/v1/reports/layout/versions").json()
    assert [(one["number"], one["note"]) for one in versions] == [(1, "精简"), (0, "")]
    former = client.get("/api/v1/reports/layout", {"version": 0}).json()
    assert len(former["groups"]) == len(default_layout().groups)


@pytest.mark.django_db
def test_of_two_editors_the_second_is_told(world: World, client_of: SignIn) -> None:
    client = client_of(world.account("chief"))
    url = "/api/v1/reports/layout"
    client.post(url, body(0, "residents"), content_type="application/json")
    late = client.post(url, body(0, "households"), content_type="application/json")
    assert (late.status_code, late.json()["code"]) == (409, "reports.layout_changed")
    assert "测试chief" in late.json()["sentence"]
