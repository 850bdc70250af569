"""Every route of the console, with rows of the demo in their addresses, and small acts that many tests share."""

import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import APIResponse, Locator, Page

from tests.e2e.still import stand_still, stirred

API = "/api/v1"
DRAFTED_SECONDS = 180
LISTS = {
    "home": "/home",
    "drawn-today": "/home/drawn",
    "overview": "/overview",
    "adjust": "/territory/adjust",
    "sites": "/territory/sites",
    "cover": "/territory/cover",
    "names": "/territory/names",
    "address": "/territory/address",
    "register": "/register",
    "search": "/register?q=wang",
    "households": "/register/households",
    "new-household": "/register/households/new",
    "residents": "/register/residents",
    "organisations": "/register/organisations",
    "new-organisation": "/register/organisations/new",
    "conflicts": "/register/conflicts",
    "rounds": "/rounds",
    "new-round": "/rounds/new",
    "orders": "/workorders",
    "all-orders": "/workorders?view=grid",
    "new-order": "/workorders/new",
    "order-board": "/workorders/board",
    "wall": "/board/wall",
    "order-plans": "/workorders/plans",
    "order-kinds": "/order-kinds",
    "edit-order-kind": "/order-kinds/edit",
    "logs": "/logs",
    "sheets": "/sheets",
    "meetings": "/meetings",
    "response": "/response",
    "response-history": "/response?view=history",
    "response-plan": "/response?view=plan",
    "response-decide": "/response/decide",
    "health-desk": "/health/desk",
    "rule-books": "/health/rule-books?day=2022-04-20",
    "rule-books-own": "/health/rule-books?view=own",
    "new-rule-book": "/health/rule-books/new",
    "patrols": "/patrols",
    "patrol-points": "/patrols?view=points",
    "drawn-patrols": "/patrols?view=draws",
    "inspections": "/inspections",
    "inspections-made": "/inspections?view=made",
    "inspections-unseen": "/inspections?view=unseen",
    "inspect": "/inspections/visit",
    "rectifications": "/inspections/notices",
    "facilities": "/inspections/facilities",
    "filings": "/inspections/filings",
    "supplies": "/supplies",
    "store": "/supplies/store",
    "stock-ledger": "/supplies/ledger",
    "supply-requests": "/supplies/requests",
    "new-supply-request": "/supplies/requests/new",
    "supply-articles": "/supply-articles",
    "gates": "/gates",
    "gates-closed": "/gates?closed=1",
    "rota": "/rota",
    "rota-mine": "/rota/mine",
    "rota-swaps": "/rota/swaps",
    "rota-outs": "/rota/outs",
    "rota-hours": "/rota/hours",
    "rota-drafts": "/rota/drafts",
    "rota-places": "/rota/places",
    "passages": "/passages",
    "passes": "/passes",
    "siting": "/siting",
    "risk-areas": "/health/risk-areas",
    "risk-notices": "/health/risk-areas/notices",
    "risk-stays": "/health/risk-areas/stays",
    "watch": "/watch",
    "missing": "/missing-residents",
    "lists": "/lists",
    "tracing": "/tracing",
    "passes-holding": "/passes?kind=vehicle&holding=1",
    "notices": "/notices",
    "new-notice": "/notices/new",
    "materials": "/materials",
    "new-material": "/materials/new",
    "groups": "/groups",
    "group-coverage": "/groups?view=coverage",
    "group-unreached": "/groups?view=unreached",
    "chat": "/chat",
    "exports": "/exports",
    "imports": "/imports",
    "staff": "/staff",
    "chart": "/staff/chart",
    "posts": "/staff/posts",
    "filling": "/staff/filling",
    "shortages": "/staff/shortages",
    "teams": "/staff/teams",
    "recognitions": "/staff/recognitions",
    "alike": "/staff/alike",
    "handovers": "/staff/handovers",
    "phones": "/staff/phones",
    "roles": "/staff/roles",
    "annex5": "/reports",
    "snapshots": "/reports/snapshots",
    "report-layout": "/reports/layout",
    "audit": "/audit",
    "oversight": "/audit/exports",
    "export-limits": "/audit/limits",
    "privacy": "/privacy",
    "account": "/account",
    "not-allowed": "/not-allowed",
    "not-found": "/no-such-page",
}
OF_WHOEVER_KEEPS_HELP = ("care", "care-overdue", "care-all", "care-over", "care-plan")
OF_THE_ADMINISTRATOR = ("order-kinds", "edit-order-kind")
MAPS = frozenset(
    {"overview", "territory", "adjust", "cover", "order-board", "gate", "siting-study"}
)

GO_ON = """(address) => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
}"""
"""To another address within the program that is open, as by a link: it is not read anew."""


@dataclass(frozen=True)
class Api:
    """Reads of the API with the session of a page."""

    page: Page

    def get(self, path: str) -> Any:
        """The JSON of a GET, which must be answered."""
        answer = self.page.request.get(API + path)
        assert answer.ok, (path, answer.status)
        return answer.json()

    def post(self, path: str, **body: Any) -> Any:
        """The JSON of a POST, which must be answered."""
        return self.send(path, **body).json()

    def send(self, path: str, **body: Any) -> APIResponse:
        """A POST, which must be answered, with whatever."""
        cookies = {one["name"]: one["value"] for one in self.page.context.cookies()}
        answer = self.page.request.post(
            API + path, data=body, headers={"X-CSRFToken": cookies["csrftoken"]}
        )
        assert answer.ok, (path, answer.status)
        return answer

    def snapshot(self) -> dict[str, Any]:
        """A frozen table of the street; one is made where there is none."""
        found = self.get("/reports/snapshots")["items"]
        return dict(found[0] if found else self.post("/reports/snapshots"))

    def grid(self, nth: int = 0) -> dict[str, Any]:
        """A base grid of the reader; a test that leaves traces takes one of its own."""
        communities = self.get("/territory/tree")["communities"]
        grids = [grid for one in communities for grid in one["grids"]]
        mine = [grid for grid in grids if grid["mine"] and grid["kind"] == "base"]
        return dict(mine[nth])

    def round(self, state: str) -> dict[str, Any]:
        """A round of the demo in a state."""
        found = self.get(f"/rounds?state={state}")
        return dict(next(one for one in found if "虚构" in one["name"]))

    def meeting(self, state: str) -> dict[str, Any]:
        """A meeting of the demo in a state: today's is planned, yesterday's has ended."""
        rows = self.get("/meetings")["items"]
        return dict(next(row for row in rows if row["state"] == state and row["grid_id"]))

    def kept_store(self) -> dict[str, Any]:
        """A store that the reader keeps and that holds something."""
        rows = self.get("/supplies/stores")
        return dict(next(one for one in rows if one["keeps"] and one["articles"]))

    def supply_request(self, state: str) -> dict[str, Any]:
        """A request of the demo in a state."""
        return dict(self.get(f"/supplies/requests?state={state}")["items"][-1])

    def a_pass(self, state: str = "valid", kind: str = "resident") -> dict[str, Any]:
        """A pass of the demo in a state."""
        rows = self.get(f"/passes?kind={kind}")["items"]
        return dict(next(one for one in rows if one["state"] == state))

    def roster_draft(self) -> dict[str, Any]:
        """A drafted roster of two days that is drawn up; one is asked for where there is none."""
        found = self.get("/rota/drafts")["items"]
        if not found:
            first = datetime.now(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=20)
            places = [one["id"] for one in self.get("/rota/places")["items"]]
            posts = ["grid_manager", "grid_supervisor"]
            asked = {"places": places, "first": str(first), "days": 2, "patterns": []}
            found = [self.post("/rota/drafts", **asked, posts=posts)]
        deadline = time.monotonic() + DRAFTED_SECONDS
        while found[0]["state"] in {"waiting", "working"}:
            assert time.monotonic() < deadline, found[0]
            time.sleep(0.5)
            found = [self.get(f"/rota/drafts/{found[0]['id']}")["draft"]]
        return dict(found[0])

    def household(self, nth: int = 0) -> dict[str, Any]:
        """A household of two or more in the nth base grid, with its residents."""
        rows = self.get(f"/register/households?grid={self.grid(nth)['id']}")["items"]
        row = next(row for row in rows if row["residents"] > 1)
        return dict(self.get(f"/register/households/{row['id']}"))


def _led(api: Api) -> dict[str, str]:
    """Screens of those who keep lists, gates or rules."""
    may = api.get("/me")["permissions"]
    found: dict[str, str] = {}
    if "measure.see" in may:
        found |= {"measures": "/measures", "measures-calendar": "/measures?view=calendar"}
        found |= {"arrivals": "/health/arrivals"}
    if "tracing.read" in may:
        case = f"/tracing/{api.get('/tracing/cases')['items'][-1]['id']}"
        views = ("chain", "timeline", "gatherings")
        found |= {f"tracing-{one}": f"{case}?view={one}" for one in views}
        found["tracing-case"] = case
    if "watch.keep" in may:
        found["watch-entry"] = f"/watch/{api.get('/watch')['items'][-1]['id']}"
    if "screening.keep" in may:
        found["list"] = f"/lists/{api.get('/screening/lists')['items'][-1]['id']}"
    if "gate.lead" in may:
        found["siting-study"] = f"/siting/{api.get('/siting/studies')['items'][-1]['id']}"
    if "rulebooks.review" in may:
        books = api.get("/rulebooks/books")["items"]
        asked, draft = (
            next(one for one in reversed(books) if one["code"] == code and one["state"] == state)
            for code, state in (("XH-2022-03", "asked"), ("XH-2022-01", "drafted"))
        )
        found["rule-book"] = f"/health/rule-books/{asked['id']}"
        found["edit-rule-book"] = f"/health/rule-books/{draft['id']}/edit"
    return found


def routes(page: Page) -> dict[str, str]:
    """Name to address of every screen behind the sign-in."""
    api = Api(page)
    grid = api.grid()["id"]
    sites = api.get(f"/territory/sites?grid={grid}")["items"]
    homes = next(one for one in sites if one["buildings"] and one["kind"] == "compound")
    building = api.get(f"/territory/sites/{homes['id']}")["building_list"][0]
    organisation = api.get(f"/register/organisations?grid={grid}")["items"][0]
    household = api.household()
    member = api.get("/staff/members")["items"][0]
    team = api.get(f"/staff/teams?grid={grid}")["items"] or api.get("/staff/teams")["items"]
    opened = api.round("open")["id"]
    order = api.get("/workorders?list=grid")["items"][0]
    rectification = api.get("/inspections/notices")["items"][-1]["id"]
    overseen = {}
    if "staff.oversee" in api.get("/me")["permissions"]:
        letter = api.get("/staff/shortage-lists")["items"][-1]
        handover = api.get("/staff/handovers")["items"][-1]
        overseen["shortage-list"] = f"/staff/shortages/{letter['id']}"
        overseen["handover"] = f"/staff/handovers/{handover['id']}"
    if "rota.plan" in api.get("/me")["permissions"]:
        overseen["rota-draft"] = f"/rota/drafts/{api.roster_draft()['id']}"
    cared = {}
    if "care.keep" in api.get("/me")["permissions"]:
        cared = {f"care-{view}": f"/care?view={view}" for view in ("overdue", "all", "over")}
        plan = api.get("/care")["items"][0]["id"]
        cared |= {"care": "/care", "care-plan": f"/care/{plan}"}
    watched = _led(api)
    group = api.get("/groups")["items"][0]["id"]
    notice = api.get("/notices")["items"][0]["id"]
    told = {"group": f"/groups/{group}", "notice": f"/notices/{notice}"}
    letter = api.get("/materials?now=true")["items"][-1]["id"]
    told["material"] = f"/materials/{letter}"
    for view in ("doors", "subjects", "shown"):
        told[f"material-{view}"] = f"/materials/{letter}?view={view}"
    return (
        LISTS
        | overseen
        | cared
        | watched
        | told
        | {
            "territory": f"/territory?grid={grid}",
            "brief": f"/territory/grids/{grid}/brief",
            "site": f"/territory/sites/{homes['id']}",
            "building": f"/territory/buildings/{building['id']}",
            "household": f"/register/households/{household['id']}",
            "household-history": f"/register/households/{household['id']}/history",
            "resident-history": f"/register/residents/{household['residents'][0]['id']}/history",
            "organisation": f"/register/organisations/{organisation['id']}",
            "organisation-history": f"/register/organisations/{organisation['id']}/history",
            "member": f"/staff/members/{member['id']}",
            "team": f"/staff/teams/{team[0]['id']}",
            "order": f"/workorders/{order['id']}",
            "round": f"/rounds/{opened}",
            "round-targets": f"/rounds/{opened}?view=targets",
            "round-revisits": f"/rounds/{opened}?view=revisits",
            "round-declared": f"/rounds/{opened}?view=declared",
            "round-asks": f"/rounds/{opened}?view=asks",
            "round-entry": f"/rounds/{opened}/entry?grid={grid}",
            "edit-round": f"/rounds/{api.round('draft')['id']}/edit",
            "visit": f"/inspections/visit?organisation={organisation['id']}",
            "inspection": f"/inspections/{api.get('/inspections')['items'][-1]['id']}",
            "rectification": f"/inspections/notices/{rectification}",
            "filing": f"/inspections/filings/{api.get('/inspections/filings')['items'][-1]['id']}",
            "kept-store": f"/supplies/store?grid={api.kept_store()['grid_id'] or ''}",
            "supply-request": f"/supplies/requests/{api.supply_request('differs')['id']}",
            "gate": f"/gates/{api.get('/gates')['items'][0]['id']}",
            "gate-handovers": f"/gates/{api.get('/handovers')['items'][-1]['gate']['id']}/handovers",
            "gate-handover": "/gates/{gate[id]}/handovers?handover={id}".format(
                **api.get("/handovers?state=confirmed")["items"][0]
            ),
            "rota-place": f"/rota/places/{api.get('/rota/places')['items'][0]['id']}",
            "pass": f"/passes/{api.a_pass()['id']}",
            "pass-revoked": f"/passes/{api.a_pass('revoked')['id']}",
            "meeting": f"/meetings/{api.meeting('planned')['id']}",
            "response-decision": f"/response/decisions/{api.get('/response/decisions')['items'][-1]['id']}",
            **{
                f"meeting-{view}": f"/meetings/{api.meeting('ended')['id']}?view={view}"
                for view in ("agenda", "attendance", "decisions", "minutes", "bulletin")
            },
            "snapshot": f"/reports/snapshots/{api.snapshot()['id']}",
        }
    )


def visit(page: Page, name: str, address: str) -> None:
    """Open a screen and wait until it stands still, its map drawn."""
    page.goto(address)
    _drawn(page, name)


def go_on(page: Page, name: str, address: str) -> None:
    """The same from a screen that is open, as by a link: the program is not read anew."""
    page.evaluate(GO_ON, address)
    stirred(page)
    _drawn(page, name)


def _drawn(page: Page, name: str) -> None:
    stand_still(page)
    if name in MAPS:
        page.wait_for_selector("[data-ready=true]")


def choose(page: Page, field: str, option: str) -> None:
    """Choose in a list by its label."""
    page.get_by_role("combobox", name=field).focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name=option).click()


def tile(page: Page, label: str) -> int:
    """The figure under a label."""
    found = page.locator(".figure-tile", has=page.locator("dt", has_text=re.compile(f"^{label}$")))
    return int(found.locator("dd").first.inner_text().replace(",", ""))


def dialog(page: Page) -> Locator:
    """The open dialogue."""
    return page.get_by_role("dialog")
