"""Ways through screens that are more than an address; with `--tour` every screen, and pictures in var/tour.

That each screen opens at its address and how it looks, `test_look` tells.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gridward.fiction.generate import make_street
from gridward.fiction.rosters import write_rosters
from gridward.kernel import clock
from tests.e2e.album import Album, album_of
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.screens import (
    LISTS,
    OF_THE_ADMINISTRATOR,
    OF_WHOEVER_KEEPS_HELP,
    Api,
    choose,
    routes,
    visit,
)

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]  # every screen is walked

WALK = (
    *("home", "drawn-today"),
    *(
        "overview",
        "territory",
        "brief",
        "adjust",
        "sites",
        "site",
        "building",
        "cover",
        "names",
        "address",
    ),
    *("register", "search", "households", "household", "household-history"),
    *("new-household", "residents", "resident-history", "organisation-history"),
    *("organisations", "organisation", "new-organisation"),
    *("rounds", "new-round", "edit-round", "round", "round-targets", "round-revisits"),
    *("orders", "all-orders", "order", "new-order", "order-board", "wall", "order-plans"),
    *("logs", "sheets", "patrols", "patrol-points", "drawn-patrols"),
    *("notices", "new-notice", "notice"),
    *("materials", "new-material", "material"),
    *("material-doors", "material-subjects", "material-shown"),
    *("groups", "group", "group-coverage", "group-unreached", "chat"),
    *("round-declared", "round-asks", "round-entry"),
    *("inspections", "inspections-made", "inspections-unseen", "inspect", "visit", "inspection"),
    *("rectifications", "rectification", "facilities", "filings", "filing"),
    *("supplies", "store", "kept-store", "stock-ledger", "supply-requests", "supply-request"),
    *("new-supply-request", "supply-articles"),
    *("gates", "gate", "gate-handovers", "gate-handover", "passes", "pass", "pass-revoked"),
    *("passages", "watch", "watch-entry", "missing", "lists", "list", "siting", "siting-study"),
    *("risk-areas", "risk-notices", "risk-stays", "arrivals", "measures", "measures-calendar"),
    *("tracing", "tracing-case", "tracing-chain", "tracing-timeline", "tracing-gatherings"),
    *("rota", "rota-mine", "rota-swaps", "rota-outs", "rota-hours", "rota-drafts", "rota-draft"),
    *("rota-places", "rota-place"),
    *("response", "response-history", "response-plan", "response-decide", "response-decision"),
    *(
        "health-desk",
        "rule-books",
        "rule-books-own",
        "new-rule-book",
        "rule-book",
        "edit-rule-book",
    ),
    *("meetings", "meeting", "meeting-agenda", "meeting-attendance", "meeting-decisions"),
    *("meeting-minutes", "meeting-bulletin"),
    *("staff", "member", "chart", "posts", "filling", "shortages", "shortage-list"),
    *("teams", "team", "recognitions", "alike", "handovers", "handover", "phones", "roles"),
    *("annex5", "snapshots", "snapshot", "report-layout", "account"),
)
AFTER_WORK = ("conflicts", "exports", "audit", "oversight", "export-limits", "privacy")
"""Screens that show what somebody did, once something was done."""

DRAWER_PAINTED_MS = 400
WALLS = ((1920, 1080), (3840, 2160))
ON_A_PHONE = (
    *("home", "overview", "territory", "household", "search", "round", "round-entry"),
    *("orders", "order", "order-board"),
    *("brief", "chart", "team", "annex5"),
    *("inspections", "visit", "inspection", "rectification", "facilities", "filing"),
    *("supplies", "kept-store", "supply-requests", "supply-request", "new-supply-request"),
    *("gates", "gate", "gate-handover", "passes", "pass", "watch", "watch-entry"),
    *("lists", "list", "measures", "arrivals"),
    *("tracing", "tracing-case", "tracing-chain"),
    *("siting", "siting-study"),
    *("risk-areas", "risk-stays"),
    *("rota", "rota-mine", "rota-place"),
    *("response", "response-decide"),
    *("health-desk", "rule-books", "new-rule-book", "rule-book"),
    *("meetings", "meeting-agenda", "meeting-bulletin"),
    *("material", "material-doors", "material-subjects", "material-shown"),
    *("notice", "group", "group-unreached", "chat"),
)


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    """In var/tour with `--tour`, else in a folder that goes."""
    return album_of(request, tmp_path / "tour")


def test_the_tour(open_as: Open, album: Album, tmp_path: Path) -> None:
    page = open_as("jiedao", "/account")
    if album.is_kept:
        album.take(open_as(None, "/sign-in"), "sign-in")
        _show(page, album, WALK, routes(page))
    _look_at_an_effect(page, album)
    _read_an_address(page, album)
    _import_a_roster(page, album, tmp_path)
    _leave_traces(page)
    _look_at_the_wall(page, album)
    if album.is_kept:
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        _show(page, album, AFTER_WORK, LISTS)
        _show(open_as("guanli", "/account"), album, OF_THE_ADMINISTRATOR, LISTS)
        worker = open_as("wangge", "/account")
        _show(worker, album, OF_WHOEVER_KEEPS_HELP, routes(worker))
        leader = open_as("jiedao", "/account", PHONE)
        _show(leader, album, ON_A_PHONE, routes(leader), "phone-")
    _look_at_a_phone(open_as("wangge", "/account", PHONE), album)


def _show(
    page: Page, album: Album, names: Iterable[str], places: Mapping[str, str], part: str = ""
) -> None:
    for name in names:
        visit(page, name, places[name])
        album.take(page, part + name)


def _look_at_a_phone(phone: Page, album: Album) -> None:
    if album.is_kept:
        _show(phone, album, OF_WHOEVER_KEEPS_HELP, routes(phone), "phone-")
    phone.get_by_role("button", name="主导航").click()
    phone.wait_for_timeout(DRAWER_PAINTED_MS)
    album.take(phone, "phone-navigation")


def _look_at_the_wall(page: Page, album: Album) -> None:
    for width, height in WALLS:
        page.set_viewport_size({"width": width, "height": height})
        visit(page, "wall", "/board/wall?measure=under_way")
        page.locator(".wall-map__figure").first.wait_for()
        album.take(page, f"wall-{width}")


def _look_at_an_effect(page: Page, album: Album) -> None:
    grid = Api(page).grid()["id"]
    visit(page, "adjust", f"/territory/adjust?grid={grid}")
    page.get_by_text("从列表选楼栋").click()
    page.locator(".plan__buildings .el-checkbox").first.click()
    page.get_by_role("button", name="看影响").click()
    page.locator(".effect__table tbody tr").first.wait_for()
    page.wait_for_load_state("networkidle")
    album.take(page, "adjust-effect")


def _read_an_address(page: Page, album: Album) -> None:
    page.goto("/territory/address")
    page.get_by_role("button", name="-1-101").click()
    page.wait_for_load_state("networkidle")
    album.take(page, "address-read")


def _import_a_roster(page: Page, album: Album, folder: Path) -> None:
    write_rosters(make_street(1500, 1, clock.today()), folder, 1)
    page.goto("/imports")
    page.locator("input[type=file]").set_input_files(folder / "上渝亭社区各网格汇总表.xlsx")
    choose(page, "属于哪个社区", "上渝亭社区")
    album.take(page, "import-upload")
    page.get_by_role("button", name="上传并识别").click()
    page.get_by_role("button", name="确认并试算").wait_for()
    album.take(page, "import-mapping")
    page.get_by_role("button", name="确认并试算").click()
    page.get_by_role("button", name="确认导入").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    album.take(page, "import-trial")
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("导入完成").wait_for(timeout=60_000)
    album.take(page, "import-result")


def _leave_traces(page: Page) -> None:
    """A number seen in full, somebody entered a second time next door, forms printed masked and in full."""
    api = Api(page)
    household = api.household()
    resident = next(one for one in household["residents"] if one["document"])
    seen = {"kind": "resident", "field": "document", "reason": "入户走访核实"}
    number = api.post("/register/reveal", id=resident["id"], **seen)["value"]
    rows = api.get(f"/register/households?grid={household['grid']['id']}")["items"]
    other = next(row for row in rows if row["id"] != household["id"])
    twice = {"name": resident["name"], "document": number, "relation": "户主"}
    api.post(f"/register/households/{other['id']}/residents", **twice)
    api.send("/reports/forms/annex3", ids=[household["id"]])
    api.send("/reports/forms/annex3", ids=[household["id"]], full=True, reason="核对底册")
