"""Every route of the API and what it takes to use it: the table that `test_every_route` runs.

A route that touches one row names the kind of row (`about`), and the permission that is needed at the row's grid.
A route without a row names the permission that is needed anywhere; None means that being signed in is enough.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from gridward.ground.audit.rules.exports import STANDARD
from gridward.kernel import clock
from gridward.kernel.access import Permission as May
from gridward.work.handovers.rules.codes import id_of
from tests.access.rows import Rows
from tests.work.passages.acts import passage
from tests.work.rulebooks.acts import TEXT

FIGURE = {
    "book": "CN-PLAN-8",
    "category": "close_contact",
    "slot": "lookback",
    "figure": "days",
    "value": "4",
}
PHONE, NOW = "01a20000-0000-7000-8000-000000000001", "2026-03-02T09:00:00+08:00"
Body = Callable[[Rows, str], Any]


@dataclass(frozen=True)
class Route:
    """One operation; `about` is a kind of row in `Rows`, `street_wide` marks rows that the whole street may read.

    `private` marks rows that only who made them reaches; those of `Rows` are somebody else's. `public` routes are for
    residents, who have no account. `shared` rows are of a whole community: of whoever serves in it anywhere.
    `by_code`: for anybody who has the code of a row. `of_street` rows belong to a street: the right anywhere in it is
    enough.
    """

    method: str
    path: str
    needs: May | None
    about: str = ""
    body: Body | None = None
    street_wide: bool = False
    whole_street: bool = False
    private: bool = False
    public: bool = False
    shared: bool = False
    by_code: bool = False
    of_street: bool = False

    @property
    def operation(self) -> tuple[str, str]:
        """As the OpenAPI document names it."""
        return self.method.lower(), f"/api/v1{self.path}"

    def address(self, row: UUID | str) -> str:
        """The path with its row put in."""
        head, brace, rest = self.path.partition("{")
        return f"/api/v1{head}{row}{rest.partition('}')[2]}" if brace else f"/api/v1{self.path}"


def fixed(**body: Any) -> Body:
    """The same body for every place."""
    return lambda rows, place: body


def upload(rows: Rows, place: str) -> Any:
    """A roster for the community of a place."""
    return {"community": rows.world.grids[place].community.code}


def a_group(rows: Rows, place: str) -> Any:
    """A group kept by the worker of a place."""
    keeper = rows.world.account(f"worker_{place}").member_id
    return {
        "grid_id": str(rows.world.grids[place].pk),
        "name": "新群",
        "keeper_id": str(keeper),
        "since": DAY,
    }


def a_notice(rows: Rows, place: str) -> Any:
    """A notice for the grid of a place."""
    return {
        "id": PHONE,
        "title": "停水通知",
        "text": "明天上午停水。",
        "grid_ids": [str(rows.world.grids[place].pk)],
        "begins_at": NOW,
        "ends_at": "2099-03-02T09:00:00+08:00",
    }


def a_material(rows: Rows, place: str) -> Any:
    """A material for the grid of a place."""
    return {
        "id": PHONE,
        "title": "一封信",
        "text": "请接种疫苗。",
        "issuer": "街道办事处",
        "grid_ids": [str(rows.world.grids[place].pk)],
        "valid_from": DAY,
        "valid_to": "2099-03-02",
    }


def a_recognition(rows: Rows, place: str) -> Any:
    """Of who stands in at a place."""
    return {
        "appointment_id": str(rows.of("deputy", place)),
        "kind": "written_thanks",
        "day": DAY,
        "reason": "连续值守",
    }


def a_round(rows: Rows, place: str) -> Any:
    """A draft for the grid of a place."""
    return {
        "name": "春季摸排",
        "kinds": ["household"],
        "starts_on": DAY,
        "ends_on": DAY,
        "valid_days": 30,
        "tries": 3,
        "grid_ids": [str(rows.of("grid", place))],
    }


def a_visit(rows: Rows, place: str) -> Any:
    """A visit to the target of a place."""
    visit = {"id": PHONE, "target_id": str(rows.of("target", place)), "outcome": "met", "at": NOW}
    return {"visits": [visit]}


def an_order(rows: Rows, place: str) -> Any:
    """A report of a broken barrier at the grid of a place."""
    return {
        "id": PHONE,
        "kind": "facility_broken",
        "grid_id": str(rows.of("grid", place)),
        "answers": {"facility": "围挡"},
    }


def a_care_plan(rows: Rows, place: str) -> Any:
    """Help for the whole household of a place."""
    return {
        "id": PHONE,
        "household_id": str(rows.of("household", place)),
        "kind": "living_hard",
        "consent_by": "family",
        "consent_way": "spoken",
        "consent_on": DAY,
        "agreed": "张三",
    }


def a_pass(rows: Rows, place: str) -> Any:
    """Of a visitor to a place."""
    now = clock.now()
    return {
        "id": PHONE,
        "grid_id": str(rows.world.grids[place].pk),
        "kind": "visitor",
        "begins": now.isoformat(),
        "ends": (now + timedelta(days=2)).isoformat(),
        "reason": "探亲",
        "holder_name": "李四",
    }


def somebody_missing(rows: Rows, place: str) -> Any:
    """Somebody at a gate of a place who says that they live here."""
    gate = str(rows.of("gate", place))
    return {"id": PHONE, "gate_id": gate, "name": "赵新来", "at": NOW, "phone": "13900139001"}


def a_list(rows: Rows, place: str) -> Any:
    """What is said of a pushed list beside its file."""
    said = {"sender": "区指挥部", "kind": "other", "purpose": "核实", "basis": "2号"}
    return {**said, "grid_id": str(rows.of("grid", place))}


def somebody_watched(rows: Rows, place: str) -> Any:
    """Somebody whom gates are to watch for, by a telephone."""
    grid = str(rows.world.grids[place].pk)
    whom = {"id": PHONE, "grid_id": grid, "kind": "phone", "value": "13900139002"}
    return {**whom, "standing": "watched", "source": "通知", "why": "协查"}


def a_later_end(rows: Rows, place: str) -> Any:
    """Another end of a pass, in the future."""
    return {"reason": "续办", "ends": (clock.now() + timedelta(days=9)).isoformat()}


def a_batch(rows: Rows, place: str) -> Any:
    """One passage at a gate of a place."""
    told = passage(rows.of("gate", place))
    return {"device": PHONE, "now": clock.now().isoformat(), "passages": [told]}


def a_reason(rows: Rows, place: str) -> Any:
    """Why somebody passed the gate of a place."""
    row, gate = str(rows.of("passage", place)), str(rows.of("gate", place))
    return {"id": row, "gate": gate, "at": clock.now().isoformat(), "why": "急病"}


def a_search(rows: Rows, place: str) -> Any:
    """Who passed the gate of a place now."""
    gate = str(rows.of("gate", place))
    return {"reason": "流调", "gate_id": gate, "hour": clock.now().isoformat()}


def a_code(rows: Rows, place: str) -> Any:
    """Something that is no pass, scanned at a gate of a place."""
    return {"code": "360199199001010016", "gate_id": str(rows.of("gate", place))}


def a_handover(rows: Rows, place: str) -> Any:
    """The gate of a place is handed over."""
    gate, code = rows.of("gate", place), "ABCD2345"
    same = {"gate_id": str(gate), "code": code, "at": NOW, "signature": "M1 1L9 9"}
    return {"id": str(id_of(gate, code)), **same}


def a_taking(rows: Rows, place: str) -> Any:
    """Somebody takes over what nobody gave yet."""
    return {**a_handover(rows, place), "answer": "confirm"}


def a_plan(rows: Rows, place: str) -> Any:
    """A vacant shift at the duty place of a place."""
    times = {"begins_at": "2099-03-02T08:00:00+08:00", "ends_at": "2099-03-02T16:00:00+08:00"}
    at = str(rows.of("duty_place", place))
    return {"rows": [{"place_id": at, "role": "keeper", **times}]}


def a_draft(rows: Rows, place: str) -> Any:
    """A roster of a day for the duty place of a place."""
    return {
        "places": [str(rows.of("duty_place", place))],
        "first": "2099-03-02",
        "days": 1,
        "patterns": [{"begins": "08:00", "minutes": 480}],
        "posts": ["grid_manager"],
    }


def an_out(rows: Rows, place: str) -> Any:
    """Somebody of the street of a place is out."""
    times = {"begins_at": "2099-03-02T08:00:00+08:00", "ends_at": "2099-03-02T16:00:00+08:00"}
    return {"member_id": str(rows.of("member", place)), **times}


def a_swap(rows: Rows, place: str) -> Any:
    """Somebody wants the shift of a place that nobody has."""
    return {
        "shift_id": str(rows.of("shift", place)),
        "taker_id": str(rows.of("member", place)),
    }


def a_wish(rows: Rows, place: str) -> Any:
    """Whoever asks would rather be free in ten days."""
    day = str(clock.today() + timedelta(days=10))
    return {"wants": "free", "first": day, "last": day}


def another_wish(rows: Rows, place: str) -> Any:
    """The same instead of what was wished."""
    return {**a_wish(rows, place), "version": 1}


def an_inspection(rows: Rows, place: str) -> Any:
    """A facility of a place that is found sound."""
    items = ("firm", "whole", "fire_way", "marked", "works")
    return {
        "id": PHONE,
        "facility_id": str(rows.of("facility", place)),
        "items": [{"code": one, "answer": "fine"} for one in items],
    }


def a_filing(rows: Rows, place: str) -> Any:
    """A filing of the shop of a place, which has one that is under way."""
    return {
        "id": PHONE,
        "organisation_id": str(rows.of("organisation", place)),
        "filed_by": "worker",
        "resumes_on": DAY,
        "persons": 3,
        "has": ["plan", "pledge", "roster", "kit", "isolation_room"],
    }


LINE = "M 20,100 L 300,60"


def at_grid(**body: Any) -> Body:
    """A body that names the grid of a place."""
    return lambda rows, place: {"grid_id": str(rows.world.grids[place].pk), **body}


def somebody_measured(rows: Rows, place: str) -> Any:
    """Somebody for whom a measure is proposed."""
    grid, today = str(rows.world.grids[place].pk), clock.today().isoformat()
    days = {"determined_on": today, "counted_from": today, "category": "close_contact"}
    person = {"name": "过路人", "phone": "13900139001", "birth_date": "1980-05-06"}
    why = {"origin": "gate", "evidence": "同乘", "necessity": "无法单独居住"}
    return {"id": PHONE, "grid_id": grid, "person": person, **days, **why}


def somebody_came(rows: Rows, place: str) -> Any:
    """Somebody who came from elsewhere."""
    stay = {"region": "某市", "begins": "2026-03-01", "ends": "2026-03-01"}
    said = {"arrived_on": clock.today().isoformat(), "came_by": "car", "told_by": "gate"}
    person = {"name": "过路人", "phone": "13900139001"}
    grid = str(rows.world.grids[place].pk)
    return {"id": PHONE, "grid_id": grid, "person": person, "stays": [stay], **said}


def a_preview(rows: Rows, place: str) -> Any:
    """For whom a rule is looked up."""
    wanted = ("grid_id", "category", "determined_on", "counted_from")
    said = somebody_measured(rows, place)
    return {name: said[name] for name in wanted}


def somebody_traced(rows: Rows, place: str) -> Any:
    """A case who is not registered, of a place."""
    grid, today = str(rows.world.grids[place].pk), clock.today().isoformat()
    person = {"name": "过路人", "phone": "13900139001"}
    days = {"determined_on": today, "began_on": today, "symptomatic": True}
    why = {"source": "区疾控中心", "paper": "7号", "lookback_days": 2, "lookback_reason": "通知"}
    return {"id": PHONE, "grid_id": grid, "person": person, **days, **why}


def a_trial(rows: Rows, place: str) -> Any:
    """What if the resident of a place were positive."""
    resident = str(rows.of("resident", place))
    return {
        "id": PHONE,
        "resident_id": resident,
        "began_on": clock.today().isoformat(),
        "lookback_days": 2,
    }


DAY = "2026-03-02"
A_RISK_AREA = fixed(id=PHONE, level="high", region="某市", county="某区", since=DAY, source="通告")
A_RISK_NOTICE = fixed(
    id=PHONE,
    publisher="某市",
    title="公告",
    day=DAY,
    text="高风险地区（1个）：\n某市（1个）：某区某村。",
)
NOBODY_DECIDED = fixed(chosen=[], decision="none", reason="absent")
A_STAY = fixed(stays=[{"region": "某市", "begins": "2026-03-01", "ends": "2026-03-01"}])
SHAPE = {"type": "Polygon", "coordinates": [[[1, 1], [1, 2], [2, 2], [1, 1]]]}
TABLE = [
    Route("GET", "/me", None),
    Route("GET", "/live", None),
    # duties: of the caller's own posts alone
    Route("GET", "/duties", None),
    Route("GET", "/duties/alike", May.STAFF_OVERSEE),
    # audit
    Route("GET", "/audit/lines", None),
    Route("GET", "/audit/exports/mine", None),
    Route("GET", "/audit/exports", May.EXPORT_OVERSEE),
    Route("GET", "/audit/alerts/mine", None),
    Route("GET", "/audit/alerts", May.EXPORT_OVERSEE),
    Route(
        "POST",
        "/audit/alerts/{alert_id}/notes",
        May.EXPORT_OVERSEE,
        "alert",
        fixed(kind="ask", text="请说明用途"),
    ),
    Route("GET", "/audit/export-limits", None),
    Route(
        "POST",
        "/audit/export-limits",
        May.EXPORT_OVERSEE,
        body=fixed(since="2099-01-01", source="街道规定", figures=asdict(STANDARD.limits)),
    ),
    # privacy: what is kept about whom is no secret of the service
    Route("GET", "/privacy", None),
    # staff: the service of a street is known to its whole service
    Route("GET", "/staff/members", None),
    Route(
        "POST", "/staff/members", May.STAFF_CHANGE, body=fixed(name="新人", employer="community")
    ),
    Route("GET", "/staff/members/{member_id}", May.STAFF_READ, "member", street_wide=True),
    Route(
        "PATCH",
        "/staff/members/{member_id}",
        May.STAFF_CHANGE,
        "member",
        fixed(version=1, name="改"),
        True,
    ),
    Route(
        "POST",
        "/staff/members/{member_id}/phone",
        May.STAFF_READ,
        "member",
        fixed(reason="联系工作"),
        True,
    ),
    Route(
        "POST",
        "/staff/members/{member_id}/account",
        May.ACCOUNT_CHANGE,
        "member",
        fixed(username="x.y"),
        True,
    ),
    Route(
        "POST",
        "/staff/accounts/{account_id}/password",
        May.ACCOUNT_CHANGE,
        "account",
        street_wide=True,
    ),
    Route(
        "POST",
        "/staff/accounts/{account_id}/close",
        May.ACCOUNT_CHANGE,
        "account",
        street_wide=True,
    ),
    Route(
        "POST",
        "/staff/appointments",
        May.STAFF_CHANGE,
        "member_in_body",
        lambda rows, place: {
            "member_id": str(rows.of("member", place)),
            "post": "grid_supervisor",
            "grid_id": str(rows.world.grids[place].pk),
            "valid_from": DAY,
        },
        True,
    ),
    Route(
        "POST",
        "/staff/appointments/{appointment_id}/end",
        May.STAFF_CHANGE,
        "appointment",
        fixed(on=DAY),
        True,
    ),
    Route(
        "POST",
        "/staff/appointments/{appointment_id}/confirm",
        May.STAFF_CHANGE,
        "deputy",
        fixed(on=DAY),
        True,
    ),
    Route("GET", "/staff/posts", May.STAFF_READ),
    Route("GET", "/staff/posts/holders", May.STAFF_READ),
    Route("GET", "/staff/chart", May.STAFF_READ),
    Route("GET", "/staff/chart/paper", May.STAFF_READ),
    Route("GET", "/staff/findings", May.STAFF_OVERSEE),
    Route(
        "POST",
        "/staff/group",
        May.STAFF_CHANGE,
        "member_in_body",
        lambda rows, place: {
            "member_id": str(rows.of("member", place)),
            "title": "member",
            "valid_from": DAY,
        },
        True,
    ),
    Route("POST", "/staff/group/{seat_id}/end", May.STAFF_CHANGE, "seat", fixed(on=DAY), True),
    # duty: who is on duty where is known to the service of the grid
    Route("GET", "/rota/places", None),
    Route("POST", "/rota/places", May.ROTA_PLAN, "grid_in_body", at_grid(name="新门", kind="gate")),
    Route("GET", "/rota/places/{place_id}", May.STAFF_READ, "duty_place"),
    Route(
        "PATCH", "/rota/places/{place_id}", May.ROTA_PLAN, "duty_place", fixed(version=1, lanes=2)
    ),
    Route("POST", "/rota/places/{place_id}/close", May.ROTA_PLAN, "duty_place", fixed(version=1)),
    Route("GET", "/rota/places/{place_id}/demand", May.STAFF_READ, "duty_place"),
    Route(
        "POST",
        "/rota/places/{place_id}/demand",
        May.ROTA_PLAN,
        "duty_place",
        fixed(since="2099-03-02", hours=[]),
    ),
    Route("GET", "/rota/duty", None),
    Route("GET", "/rota/cover", None),
    Route("GET", "/rota/sheet", May.STAFF_READ),
    Route("GET", "/rota/shifts", None),
    Route("POST", "/rota/shifts", May.ROTA_PLAN, "duty_place_in_body", a_plan),
    Route("GET", "/rota/shifts/{shift_id}", May.STAFF_READ, "shift"),
    Route(
        "PATCH", "/rota/shifts/{shift_id}", May.ROTA_PLAN, "shift", fixed(version=1, role="lead")
    ),
    Route(
        "POST",
        "/rota/shifts/{shift_id}/cancel",
        May.ROTA_PLAN,
        "shift",
        fixed(version=1, reason="大雨封路"),
    ),
    Route("GET", "/rota/shifts/{shift_id}/candidates", May.ROTA_PLAN, "shift"),
    Route("GET", "/rota/outs", None),
    Route("POST", "/rota/outs", May.ROTA_PLAN, "member_in_body", an_out, True),
    Route("POST", "/rota/outs/{out_id}/end", May.ROTA_PLAN, "out", fixed(version=1), True),
    Route("GET", "/rota/hours", None),
    Route("GET", "/rota/served", None),
    Route("GET", "/rota/warnings", None),
    Route("GET", "/rota/figures", None),
    Route("GET", "/rota/swaps", None),
    Route("POST", "/rota/swaps", None, "shift_in_body", a_swap, private=True),
    Route("GET", "/rota/swaps/{swap_id}", May.STAFF_READ, "swap"),
    Route("POST", "/rota/swaps/{swap_id}/agree", None, "swap", fixed(version=1), private=True),
    Route("POST", "/rota/swaps/{swap_id}/withdraw", None, "swap", fixed(version=1), private=True),
    Route("POST", "/rota/swaps/{swap_id}/approve", May.ROTA_PLAN, "swap", fixed(version=1)),
    Route(
        "POST",
        "/rota/swaps/{swap_id}/refuse",
        May.ROTA_PLAN,
        "swap",
        fixed(version=1, reason="当天要两人"),
    ),
    Route("GET", "/rota/drafts", None),
    Route("POST", "/rota/drafts", May.ROTA_PLAN, "duty_place_in_body", a_draft),
    Route("GET", "/rota/drafts/{draft_id}", May.ROTA_PLAN, "draft"),
    Route("POST", "/rota/drafts/{draft_id}/take", May.ROTA_PLAN, "draft", fixed(version=1)),
    Route("POST", "/rota/drafts/{draft_id}/drop", May.ROTA_PLAN, "draft", fixed(version=1)),
    Route("GET", "/me/shifts", None),
    Route("GET", "/me/shifts/swaps", None),
    # wishes: one's own, and for whoever plans
    Route("GET", "/rota/wishes", May.ROTA_PLAN),
    Route("GET", "/me/shifts/wishes", None),
    Route("POST", "/me/shifts/wishes", None, body=a_wish),
    Route("PUT", "/me/shifts/wishes/{wish_id}", None, "wish", another_wish, private=True),
    Route(
        "POST",
        "/me/shifts/wishes/{wish_id}/withdraw",
        None,
        "wish",
        fixed(version=1),
        private=True,
    ),
    # where one sets out from: one's own alone
    Route("GET", "/me/shifts/home", None),
    Route("PUT", "/me/shifts/home", None, body=fixed(longitude=115.881, latitude=28.68)),
    Route("DELETE", "/me/shifts/home", None),
    # teams: known to the street's service, their people to who works where they do
    Route("GET", "/staff/teams", None),
    Route(
        "POST",
        "/staff/teams",
        May.TEAM_CHANGE,
        "grid_in_body",
        lambda rows, place: {
            "kind": "party",
            "name": "突击队",
            "grid_id": str(rows.world.grids[place].pk),
            "valid_from": DAY,
        },
        True,
    ),
    Route("GET", "/staff/teams/{team_id}", May.STAFF_READ, "team", street_wide=True),
    Route(
        "PATCH",
        "/staff/teams/{team_id}",
        May.TEAM_CHANGE,
        "team",
        fixed(version=1, note="改"),
        True,
    ),
    Route("POST", "/staff/teams/{team_id}/end", May.TEAM_CHANGE, "team", fixed(on=DAY), True),
    Route("GET", "/staff/teams/{team_id}/people", May.STAFF_READ, "team", street_wide=True),
    Route(
        "POST",
        "/staff/teams/{team_id}/people",
        May.TEAM_CHANGE,
        "team",
        lambda rows, place: {"member_id": str(rows.of("member", place)), "valid_from": DAY},
        True,
    ),
    Route(
        "POST",
        "/staff/teams/{team_id}/people/paste",
        May.TEAM_CHANGE,
        "team",
        fixed(text="王芳 13800138001", valid_from=DAY),
        True,
    ),
    Route("GET", "/staff/teams/{team_id}/service", May.STAFF_READ, "team", street_wide=True),
    Route(
        "POST",
        "/staff/teams/{team_id}/service",
        May.TEAM_CHANGE,
        "team",
        lambda rows, place: {
            "people": [str(rows.of("person", place))],
            "day": DAY,
            "minutes": 90,
            "what": "巡楼",
        },
        True,
    ),
    Route(
        "POST",
        "/staff/teams/{team_id}/service/confirm",
        May.TEAM_CHANGE,
        "team",
        lambda rows, place: {"services": [str(rows.of("service", place))]},
        True,
    ),
    Route(
        "POST",
        "/staff/teams/{team_id}/service/return",
        May.TEAM_CHANGE,
        "team",
        lambda rows, place: {"services": [str(rows.of("service", place))], "reason": "日期不对"},
        True,
    ),
    Route(
        "POST",
        "/staff/team-service/{service_id}/correct",
        May.TEAM_CHANGE,
        "served",
        lambda *_: {"minutes": 45, "what": "送药", "reason": "多记了"},
        True,
    ),
    Route("DELETE", "/staff/team-service/{service_id}", May.TEAM_CHANGE, "service", None, True),
    Route(
        "PATCH",
        "/staff/team-people/{person_id}",
        May.TEAM_CHANGE,
        "person",
        fixed(version=1, role="deputy"),
        True,
    ),
    Route(
        "POST",
        "/staff/team-people/{person_id}/leave",
        May.TEAM_CHANGE,
        "person",
        fixed(on=DAY),
        True,
    ),
    Route(
        "POST",
        "/staff/team-people/{person_id}/phone",
        May.REGISTER_READ,
        "person",
        fixed(reason="联系志愿服务"),
        True,
    ),
    Route(
        "GET",
        "/staff/team-people/{person_id}/certificates",
        May.REGISTER_READ,
        "person",
        street_wide=True,
    ),
    Route(
        "POST",
        "/staff/team-people/{person_id}/certificates",
        May.TEAM_CHANGE,
        "person",
        fixed(first=DAY, last=DAY),
        True,
    ),
    Route(
        "GET",
        "/staff/service-certificates/{certificate_id}/paper",
        May.TEAM_CHANGE,
        "certificate",
        street_wide=True,
    ),
    # recognitions: for who leads there; one's own for anybody
    Route("GET", "/staff/recognitions", May.STAFF_RECOGNISE),
    Route("GET", "/staff/recognitions/kinds", May.STAFF_RECOGNISE),
    Route("GET", "/staff/recognitions/candidates", May.STAFF_RECOGNISE),
    Route("GET", "/staff/recognitions/evidence", May.STAFF_RECOGNISE),
    Route("POST", "/staff/recognitions", May.STAFF_RECOGNISE, "deputy_in_body", a_recognition),
    Route(
        "POST",
        "/staff/recognitions/{recognition_id}/withdraw",
        May.STAFF_RECOGNISE,
        "recognition",
        fixed(reason="登记错了人"),
    ),
    Route(
        "GET",
        "/staff/recognitions/{recognition_id}/paper",
        May.STAFF_RECOGNISE,
        "recognition",
    ),
    Route("GET", "/me/recognitions", None),
    # shortages and hand-overs: for who oversees the service there
    Route("GET", "/staff/shortage-lists", May.STAFF_OVERSEE),
    Route(
        "POST",
        "/staff/shortage-lists",
        May.STAFF_CHANGE,
        body=fixed(addressee="区卫健委", wanted=[]),
    ),
    Route("GET", "/staff/shortage-lists/{list_id}", May.STAFF_OVERSEE, "list"),
    Route(
        "POST",
        "/staff/shortage-lists/{list_id}/send",
        May.STAFF_CHANGE,
        "list",
        fixed(version=1, on=DAY),
    ),
    Route("GET", "/staff/shortage-lists/{list_id}/paper", May.STAFF_OVERSEE, "list"),
    Route(
        "PATCH",
        "/staff/shortages/{shortage_id}",
        May.STAFF_CHANGE,
        "shortage",
        fixed(version=1, wish="会说方言"),
    ),
    Route(
        "POST",
        "/staff/shortages/{shortage_id}/answer",
        May.STAFF_CHANGE,
        "shortage",
        fixed(version=1, verdict="granted", on=DAY, named="张三"),
    ),
    Route("POST", "/staff/shortages/{shortage_id}/withdraw", May.STAFF_CHANGE, "shortage"),
    Route("GET", "/staff/handovers", None),
    Route(
        "POST",
        "/staff/handovers",
        May.STAFF_CHANGE,
        "appointment_in_body",
        lambda rows, place: {
            "appointment_id": str(rows.of("appointment", place)),
            "member_id": str(rows.of("member", place)),
            "on": DAY,
        },
        True,
    ),
    Route("GET", "/staff/handovers/{handover_id}", May.STAFF_OVERSEE, "handover"),
    Route(
        "PATCH",
        "/staff/handovers/{handover_id}",
        May.STAFF_CHANGE,
        "handover",
        fixed(version=1, note="钥匙在值班室"),
    ),
    Route(
        "POST",
        "/staff/handovers/{handover_id}/recount",
        May.STAFF_CHANGE,
        "handover",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/staff/handovers/{handover_id}/sign",
        May.STAFF_OVERSEE,
        "handover",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/staff/handovers/{handover_id}/vouch",
        May.STAFF_CHANGE,
        "handover",
        fixed(version=1, side="predecessor", reason="已调离"),
    ),
    Route("GET", "/staff/handovers/{handover_id}/paper", May.STAFF_OVERSEE, "handover"),
    Route("GET", "/staff/roles", None),
    # territory: grids are known to the street's service, places are seen at one's own grids
    Route("GET", "/territory/tree", May.TERRITORY_READ),
    Route("GET", "/territory/map", May.TERRITORY_READ),
    Route("GET", "/territory/map/buildings", May.TERRITORY_READ),
    Route("GET", "/territory/grids/{grid_id}", May.TERRITORY_READ, "grid", street_wide=True),
    Route(
        "PATCH",
        "/territory/grids/{grid_id}",
        May.TERRITORY_CHANGE,
        "grid",
        fixed(version=1, name="改名"),
        True,
    ),
    Route(
        "POST",
        "/territory/boundaries/preview",
        May.TERRITORY_CHANGE,
        "grid_in_body",
        lambda rows, place: {"kind": "split", "grids": [str(rows.world.grids[place].pk)]},
        True,
    ),
    Route(
        "POST",
        "/territory/boundaries",
        May.TERRITORY_CHANGE,
        "grid_in_body",
        lambda rows, place: {
            "kind": "merge",
            "grids": [str(rows.world.grids[place].pk)],
            "stamp": "-",
            "reason": "批复",
        },
        True,
    ),
    Route("GET", "/territory/grids/coded", May.TERRITORY_READ),
    Route("GET", "/territory/sites", May.TERRITORY_READ),
    Route(
        "POST",
        "/territory/sites",
        May.TERRITORY_CHANGE,
        "grid_in_body",
        lambda rows, place: {
            "kind": "market",
            "name": "新市场",
            "grid_id": str(rows.world.grids[place].pk),
        },
    ),
    Route("GET", "/territory/sites/{site_id}", May.TERRITORY_READ, "site"),
    Route(
        "PATCH",
        "/territory/sites/{site_id}",
        May.TERRITORY_CHANGE,
        "site",
        fixed(version=1, name="改名小区"),
    ),
    Route(
        "POST",
        "/territory/sites/{site_id}/buildings",
        May.TERRITORY_CHANGE,
        "site",
        fixed(name="9栋"),
    ),
    Route("GET", "/territory/buildings/{building_id}", May.TERRITORY_READ, "building"),
    Route(
        "PATCH",
        "/territory/buildings/{building_id}",
        May.TERRITORY_CHANGE,
        "building",
        fixed(version=1, floors=7),
    ),
    Route(
        "POST",
        "/territory/buildings/{building_id}/dwellings",
        May.TERRITORY_CHANGE,
        "building",
        fixed(unit="3", floor=1, room="103"),
    ),
    Route(
        "POST",
        "/territory/buildings/{building_id}/doors",
        May.REGISTER_CHANGE,
        "building",
        fixed(text="3单元1-6层每层2户"),
    ),
    Route(
        "PATCH",
        "/territory/dwellings/{dwelling_id}",
        May.REGISTER_CHANGE,
        "dwelling",
        fixed(version=1, room="109"),
    ),
    Route(
        "POST",
        "/territory/dwellings/{dwelling_id}/retire",
        May.REGISTER_CHANGE,
        "dwelling",
        fixed(version=1),
    ),
    Route("GET", "/territory/cover", May.TERRITORY_READ, whole_street=True),
    Route(
        "POST",
        "/territory/addresses/read",
        May.TERRITORY_READ,
        body=fixed(text="翠竹小区1栋1单元101"),
    ),
    Route("GET", "/territory/names", May.TERRITORY_READ),
    Route(
        "POST",
        "/territory/names",
        May.TERRITORY_CHANGE,
        "site_in_body",
        lambda rows, place: {"name": "老棉纺厂", "site_id": str(rows.of("site", place))},
    ),
    Route("PATCH", "/territory/names/{name_id}", May.TERRITORY_CHANGE, "name", fixed(version=1)),
    Route(
        "POST",
        "/territory/names/{name_id}/retire",
        May.TERRITORY_CHANGE,
        "name",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/territory/names/{name_id}/merge",
        May.TERRITORY_CHANGE,
        "name",
        lambda rows, place: {"version": 1, "into": str(rows.of("name", place))},
    ),
    Route("GET", "/territory/name-disputes", May.TERRITORY_READ),
    Route("GET", "/territory/name-suggestions", May.TERRITORY_CHANGE),
    Route(
        "POST",
        "/territory/name-suggestions/{suggestion_id}/confirm",
        May.TERRITORY_CHANGE,
        "suggestion",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/territory/name-suggestions/{suggestion_id}/refuse",
        May.TERRITORY_CHANGE,
        "suggestion",
        fixed(version=1),
    ),
    Route("GET", "/territory/learning", May.TERRITORY_READ),
    Route(
        "POST",
        "/territory/learning",
        May.TERRITORY_CHANGE,
        body=fixed(corrections=3, valid_from=DAY, source="街道办公会"),
        whole_street=True,
    ),
    Route("GET", "/territory/roads", May.TERRITORY_READ),
    Route(
        "POST",
        "/territory/addresses/corrections",
        May.REGISTER_CHANGE,
        "dwelling_in_body",
        lambda rows, place: {
            "text": "老棉纺厂1栋1单元101",
            "dwelling_id": str(rows.of("dwelling", place)),
        },
    ),
    Route("POST", "/territory/take-in", May.TERRITORY_CHANGE, body=fixed(kind="grids")),
    # register
    Route("GET", "/register/buildings/{building_id}/doors", May.TERRITORY_READ, "building"),
    Route("GET", "/register/buildings/{building_id}/waiting", May.REGISTER_READ, "building"),
    Route("GET", "/register/dwellings/{dwelling_id}", May.TERRITORY_READ, "dwelling"),
    Route(
        "POST",
        "/register/dwellings/{dwelling_id}/entry",
        May.REGISTER_CHANGE,
        "dwelling",
        fixed(state="empty"),
    ),
    Route(
        "POST",
        "/register/dwellings/{dwelling_id}/assign",
        May.REGISTER_CHANGE,
        "dwelling",
        lambda rows, place: {"household_id": str(rows.of("household", place)), "version": 1},
    ),
    Route(
        "POST",
        "/register/households/{household_id}/withdraw",
        May.REGISTER_CHANGE,
        "household",
        fixed(version=1),
    ),
    Route("GET", "/register/search", May.REGISTER_READ),
    Route("GET", "/register/households", May.REGISTER_READ),
    Route(
        "POST",
        "/register/households",
        May.REGISTER_CHANGE,
        "grid_in_body",
        lambda rows, place: {
            "address_text": "新的一户",
            "grid_id": str(rows.world.grids[place].pk),
        },
    ),
    Route("GET", "/register/households/{household_id}", May.REGISTER_READ, "household"),
    Route(
        "PATCH",
        "/register/households/{household_id}",
        May.REGISTER_CHANGE,
        "household",
        fixed(version=1, note="改"),
    ),
    Route("GET", "/register/households/{household_id}/history", May.REGISTER_READ, "household"),
    Route(
        "POST",
        "/register/households/{household_id}/residents",
        May.REGISTER_CHANGE,
        "household",
        fixed(name="新人"),
    ),
    Route(
        "PATCH",
        "/register/residents/{resident_id}",
        May.REGISTER_CHANGE,
        "resident",
        fixed(version=1, employer="新单位"),
    ),
    Route(
        "PATCH",
        "/register/residents/{resident_id}/situation",
        May.SITUATION_CHANGE,
        "resident",
        fixed(tested=True),
    ),
    Route(
        "POST",
        "/register/residents/{resident_id}/move",
        May.REGISTER_CHANGE,
        "resident",
        lambda rows, place: {"version": 1, "household_id": str(rows.of("household", place))},
    ),
    Route("GET", "/register/residents", May.REGISTER_READ),
    Route("GET", "/register/residents/{resident_id}/history", May.REGISTER_READ, "resident"),
    Route(
        "POST",
        "/register/residents/{resident_id}/death",
        May.REGISTER_CHANGE,
        "resident",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/register/residents/{resident_id}/back",
        May.REGISTER_CHANGE,
        "resident",
        fixed(version=1, reason="误办迁出"),
    ),
    Route("GET", "/register/households/{household_id}/past", May.REGISTER_CHANGE, "household"),
    Route(
        "POST",
        "/register/households/{household_id}/move-out",
        May.REGISTER_CHANGE,
        "household",
        fixed(version=1, why="city"),
    ),
    Route(
        "POST",
        "/register/households/{household_id}/move-to",
        May.REGISTER_CHANGE,
        "household",
        lambda rows, place: {"version": 1, "to_household_id": str(rows.of("household", place))},
    ),
    Route(
        "POST",
        "/register/households/{household_id}/split",
        May.REGISTER_CHANGE,
        "household",
        lambda rows, place: {"version": 1, "residents": [str(rows.of("resident", place))]},
    ),
    Route(
        "POST",
        "/register/households/{household_id}/merge",
        May.REGISTER_CHANGE,
        "household",
        lambda rows, place: {
            "version": 1,
            "other_id": str(rows.of("household", place)),
            "other_version": 1,
        },
    ),
    Route(
        "POST",
        "/register/together/households",
        May.REGISTER_READ,
        body=fixed(set={"tenure": "lent"}, found={}, trial=True),
    ),
    Route(
        "POST",
        "/register/together/residents",
        May.REGISTER_READ,
        body=fixed(set={"employer": "新厂"}, found={}, trial=True),
    ),
    Route(
        "POST",
        "/register/residents/{resident_id}/leave",
        May.REGISTER_CHANGE,
        "resident",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/register/reveal",
        May.REGISTER_REVEAL,
        "resident_in_body",
        lambda rows, place: {
            "kind": "resident",
            "id": str(rows.of("resident", place)),
            "field": "document",
            "reason": "核对身份",
        },
    ),
    Route("GET", "/register/organisations", May.REGISTER_READ),
    Route(
        "POST",
        "/register/organisations",
        May.REGISTER_CHANGE,
        "grid_in_body",
        lambda rows, place: {"name": "新店", "grid_id": str(rows.world.grids[place].pk)},
    ),
    Route("GET", "/register/organisations/{organisation_id}", May.REGISTER_READ, "organisation"),
    Route(
        "PATCH",
        "/register/organisations/{organisation_id}",
        May.REGISTER_CHANGE,
        "organisation",
        fixed(version=1, note="改"),
    ),
    Route(
        "PATCH",
        "/register/organisations/{organisation_id}/situation",
        May.SITUATION_CHANGE,
        "organisation",
        fixed(measures=[]),
    ),
    Route(
        "POST",
        "/register/organisations/{organisation_id}/close",
        May.REGISTER_CHANGE,
        "organisation",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/register/organisations/{organisation_id}/contacts",
        May.REGISTER_CHANGE,
        "organisation",
        fixed(role="medical", name="新医生"),
    ),
    Route(
        "PATCH",
        "/register/contacts/{contact_id}",
        May.REGISTER_CHANGE,
        "contact",
        fixed(version=1, name="改名"),
    ),
    Route(
        "POST",
        "/register/organisations/{organisation_id}/employees",
        May.REGISTER_CHANGE,
        "organisation",
        fixed(name="新员工"),
    ),
    Route(
        "PATCH",
        "/register/employees/{employee_id}",
        May.REGISTER_CHANGE,
        "employee",
        fixed(version=1, name="改名"),
    ),
    Route(
        "PATCH",
        "/register/employees/{employee_id}/situation",
        May.SITUATION_CHANGE,
        "employee",
        fixed(fever=False),
    ),
    Route(
        "POST",
        "/register/employees/{employee_id}/leave",
        May.REGISTER_CHANGE,
        "employee",
        fixed(version=1),
    ),
    Route(
        "GET",
        "/register/organisations/{organisation_id}/history",
        May.REGISTER_READ,
        "organisation",
    ),
    Route("GET", "/register/conflicts", May.REGISTER_READ),
    Route("GET", "/register/conflicts/counts", May.REGISTER_READ),
    Route(
        "POST",
        "/register/conflicts/{conflict_id}/settle",
        May.REGISTER_CHANGE,
        "conflict",
        fixed(decision="keep", reason="核对过"),
    ),
    # lists that leave the house
    Route("GET", "/register/exports/plan", May.REGISTER_EXPORT),
    Route(
        "POST",
        "/register/exports",
        May.REGISTER_EXPORT,
        "grid_in_body",
        lambda rows, place: {
            "list": "households",
            "filter": {"grid": str(rows.world.grids[place].pk)},
        },
    ),
    Route("GET", "/register/exports/{export_id}/file", May.REGISTER_EXPORT, "export", private=True),
    # rosters: at the community grid
    Route("GET", "/register/imports", May.ROSTER_IMPORT),
    Route("POST", "/register/imports", May.ROSTER_IMPORT, "community_in_body", upload),
    Route("GET", "/register/imports/{batch_id}", May.ROSTER_IMPORT, "batch"),
    Route(
        "PUT",
        "/register/imports/{batch_id}/mapping",
        May.ROSTER_IMPORT,
        "batch",
        fixed(layout="x", columns={}),
    ),
    Route("POST", "/register/imports/{batch_id}/dry-run", May.ROSTER_IMPORT, "batch"),
    Route("POST", "/register/imports/{batch_id}/commit", May.ROSTER_IMPORT, "batch"),
    Route("POST", "/register/imports/{batch_id}/undo", May.ROSTER_IMPORT, "batch"),
    Route("GET", "/register/imports/{batch_id}/rows", May.ROSTER_IMPORT, "batch"),
    Route("GET", "/register/imports/{batch_id}/workbook", May.ROSTER_IMPORT, "batch"),
    # forms: what leaves on paper
    Route(
        "POST",
        "/reports/forms/annex3",
        May.REGISTER_EXPORT,
        "household_in_body",
        lambda rows, place: {"ids": [str(rows.of("household", place))]},
    ),
    Route(
        "POST",
        "/reports/forms/annex4",
        May.REGISTER_EXPORT,
        "grid_in_body",
        lambda rows, place: {"grid_id": str(rows.of("grid", place)), "format": "docx"},
    ),
    Route(
        "POST",
        "/reports/forms/buildings/{building_id}/stairwell",
        May.REGISTER_EXPORT,
        "building",
        fixed(large=True),
    ),
    Route(
        "POST",
        "/reports/forms/buildings/{building_id}/matrix",
        May.REGISTER_EXPORT,
        "building",
    ),
    # reports: figures at the reader's grids, frozen tables of the street
    Route("GET", "/reports/overview", May.REPORT_READ),
    Route("GET", "/reports/figures", May.REPORT_READ),
    Route("GET", "/reports/annex5", May.REPORT_READ),
    Route("GET", "/reports/annex5/rows", May.REPORT_READ),
    Route("POST", "/reports/annex5/file", May.REPORT_READ),
    Route("GET", "/reports/briefs/{grid_id}", May.REPORT_READ, "grid"),
    Route("POST", "/reports/briefs/{grid_id}/paper", May.REPORT_READ, "grid"),
    Route("GET", "/reports/briefs/{grid_id}/questions", May.REPORT_READ, "grid"),
    Route("GET", "/reports/layout", May.REPORT_READ),
    Route("GET", "/reports/layout/versions", May.REPORT_READ),
    Route(
        "POST",
        "/reports/layout",
        May.REPORT_LAYOUT,
        body=fixed(based_on=0, title={"zh": "表", "en": "Table"}, groups=[]),
    ),
    Route("GET", "/reports/snapshots", May.REPORT_READ),
    Route("POST", "/reports/snapshots", May.REPORT_SIGN, whole_street=True),
    Route("GET", "/reports/snapshots/{snapshot_id}", May.REPORT_READ, "snapshot", street_wide=True),
    Route(
        "POST",
        "/reports/snapshots/{snapshot_id}/sign",
        May.REPORT_SIGN,
        "snapshot",
        street_wide=True,
        whole_street=True,
    ),
    Route(
        "DELETE",
        "/reports/snapshots/{snapshot_id}",
        May.REPORT_SIGN,
        "snapshot",
        street_wide=True,
        whole_street=True,
    ),
    Route(
        "GET",
        "/reports/snapshots/{snapshot_id}/differences",
        May.REPORT_READ,
        "snapshot",
        street_wide=True,
    ),
    Route(
        "POST",
        "/reports/snapshots/{snapshot_id}/file",
        May.REPORT_READ,
        "snapshot",
        street_wide=True,
    ),
    # rounds
    Route("GET", "/rounds", May.WORK_READ),
    Route("POST", "/rounds", May.ROUND_LEAD, body=a_round),
    Route("GET", "/rounds/{round_id}", May.WORK_READ, "round"),
    Route(
        "PATCH", "/rounds/{round_id}", May.ROUND_LEAD, "round", fixed(version=1, name="夏季摸排")
    ),
    Route("POST", "/rounds/{round_id}/open", May.ROUND_LEAD, "round", fixed(version=1)),
    Route("POST", "/rounds/{round_id}/close", May.ROUND_LEAD, "round", fixed(version=1)),
    Route("GET", "/rounds/{round_id}/targets", May.WORK_READ, "round"),
    Route("GET", "/rounds/{round_id}/revisits", May.WORK_READ, "round"),
    Route("GET", "/rounds/{round_id}/walk", May.WORK_READ, "round"),
    Route("POST", "/rounds/visits", May.VISIT_RECORD, body=a_visit),
    Route("GET", "/rounds/targets/{target_id}/visits", May.WORK_READ, "target"),
    Route("GET", "/rounds/photos/{photo_id}", May.WORK_READ, "photo"),
    # work: points, patrols, logs, sheets, drawn patrols
    Route("GET", "/work/points", May.WORK_READ),
    Route("POST", "/work/points", May.LOG_WRITE, "grid_in_body", at_grid(name="新点位")),
    Route("PATCH", "/work/points/{point_id}", May.LOG_WRITE, "point", fixed(version=1, name="改")),
    Route("POST", "/work/points/{point_id}/retire", May.LOG_WRITE, "point", fixed(version=1)),
    Route("GET", "/work/patrols", May.WORK_READ),
    Route(
        "POST",
        "/work/patrols",
        May.LOG_WRITE,
        "grid_in_body",
        at_grid(id=PHONE, started_at=NOW, ended_at="2026-03-02T10:00:00+08:00"),
    ),
    Route("GET", "/work/patrols/{patrol_id}", May.WORK_READ, "patrol"),
    Route("GET", "/work/logs", May.WORK_READ),
    Route("POST", "/work/logs/proposal", May.LOG_WRITE, "grid_in_body", at_grid(day=DAY)),
    Route(
        "POST",
        "/work/logs/file",
        May.REGISTER_EXPORT,
        "log_in_body",
        lambda rows, place: {"ids": [str(rows.of("log", place))]},
    ),
    Route(
        "POST",
        "/work/logs",
        May.LOG_WRITE,
        "grid_in_body",
        at_grid(
            **{"id": PHONE, "day": DAY, "from": NOW, "to": "2026-03-02T10:00:00+08:00"},
            work="入户走访",
            signature=LINE,
        ),
    ),
    Route("GET", "/work/logs/{log_id}", May.WORK_READ, "log"),
    Route("POST", "/work/logs/{log_id}/countersign", May.LOG_COUNTERSIGN, "log"),
    Route("GET", "/work/sheets", May.WORK_READ),
    Route("GET", "/work/sheets/{grid_id}", May.WORK_READ, "grid"),
    Route("GET", "/work/sheets/{grid_id}/rows/{figure}", May.WORK_READ, "grid"),
    Route("POST", "/work/sheets/file", May.WORK_READ, body=fixed(day=DAY)),
    Route("POST", "/work/sheets", May.LOG_WRITE, "grid_in_body", at_grid(id=PHONE, day=DAY)),
    Route("GET", "/work/draws", May.WORK_READ),
    Route(
        "POST",
        "/work/draws",
        May.LOG_COUNTERSIGN,
        "grid_in_body",
        lambda rows, place: {
            "grid_id": str(rows.world.grids[place].pk),
            "starts_on": "2099-01-05",
            "ends_on": "2099-02-01",
            "windows": [{"days": [1, 2, 3], "from": 18, "to": 23}],
            "points": [str(rows.of("point", place))],
            "per_week": 2,
        },
    ),
    Route("POST", "/work/draws/today", May.LOG_WRITE),
    Route("GET", "/work/draws/{draw_id}", May.WORK_READ, "draw"),
    Route("POST", "/work/draws/{draw_id}/stop", May.LOG_COUNTERSIGN, "draw", fixed(version=1)),
    Route("GET", "/work/draws/{draw_id}/past", May.LOG_COUNTERSIGN, "draw"),
    Route("GET", "/work/draws/{draw_id}/statistics", May.LOG_COUNTERSIGN, "draw"),
    Route("GET", "/work/draws/{draw_id}/proof", May.WORK_READ, "draw"),
    # service groups
    Route("GET", "/groups", May.WORK_READ),
    Route("POST", "/groups", May.OUTREACH_KEEP, "grid_in_body", a_group),
    Route("GET", "/groups/coverage", May.WORK_READ),
    Route("GET", "/groups/unreached", May.REGISTER_READ),
    Route(
        "POST",
        "/groups/reach",
        May.OUTREACH_KEEP,
        "household_in_body",
        lambda rows, place: {"subject_id": str(rows.of("household", place)), "way": "door"},
    ),
    Route("GET", "/groups/doors/{building_id}", May.REGISTER_READ, "building"),
    Route("POST", "/groups/members/{member_id}/left", May.OUTREACH_KEEP, "group_member"),
    Route("GET", "/groups/{group_id}", May.WORK_READ, "group"),
    Route("PATCH", "/groups/{group_id}", May.OUTREACH_KEEP, "group", fixed(version=1, name="改")),
    Route("POST", "/groups/{group_id}/end", May.OUTREACH_KEEP, "group", fixed(version=1)),
    Route("GET", "/groups/{group_id}/members", May.REGISTER_READ, "group"),
    Route(
        "POST",
        "/groups/{group_id}/members",
        May.OUTREACH_KEEP,
        "group",
        lambda rows, place: {
            "members": [{"subject_id": str(rows.of("household", place)), "name": "老张"}]
        },
    ),
    Route("POST", "/groups/{group_id}/pasted", May.REGISTER_READ, "group", fixed(text="1-1-101")),
    Route("GET", "/groups/{group_id}/buildings", May.REGISTER_READ, "group"),
    Route("POST", "/groups/{group_id}/robot", May.NOTICE_SEND, "group", fixed(version=1)),
    # notices
    Route("GET", "/notices", May.WORK_READ),
    Route("POST", "/notices", May.NOTICE_SEND, "grid_in_body", a_notice),
    Route("GET", "/notices/{notice_id}", May.WORK_READ, "notice"),
    Route("POST", "/notices/{notice_id}/withdraw", May.NOTICE_SEND, "notice", fixed(version=1)),
    Route("POST", "/notices/{notice_id}/read", May.OUTREACH_KEEP, "notice"),
    Route("POST", "/notices/{notice_id}/poster", May.WORK_READ, "notice"),
    Route("POST", "/notices/{notice_id}/send", May.NOTICE_SEND, "notice", fixed(channel="robot")),
    Route(
        "POST",
        "/notices/{notice_id}/by-hand",
        May.OUTREACH_KEEP,
        "notice",
        at_grid(channel="poster"),
    ),
    Route("GET", "/notices/{notice_id}/deliveries", May.REGISTER_READ, "notice"),
    Route("POST", "/notices/deliveries/{delivery_id}/again", May.NOTICE_SEND, "delivery"),
    Route("GET", "/notices/{notice_id}/waiting", May.REGISTER_READ, "notice"),
    Route(
        "POST",
        "/notices/{notice_id}/receipts",
        May.OUTREACH_KEEP,
        "notice",
        lambda rows, place: {"subject_ids": [str(rows.of("household", place))]},
    ),
    # publicity
    Route("GET", "/materials", May.WORK_READ),
    Route("POST", "/materials", May.NOTICE_SEND, "grid_in_body", a_material),
    Route("GET", "/materials/places", May.WORK_READ),
    Route("GET", "/materials/{material_id}", May.WORK_READ, "material"),
    Route(
        "POST", "/materials/{material_id}/withdraw", May.NOTICE_SEND, "material", fixed(version=1)
    ),
    Route("POST", "/materials/{material_id}/file", May.NOTICE_SEND, "material"),
    Route("GET", "/materials/{material_id}/file", May.WORK_READ, "material"),
    Route("POST", "/materials/{material_id}/poster", May.WORK_READ, "material"),
    Route("POST", "/materials/{material_id}/list", May.REGISTER_EXPORT, "material", at_grid()),
    Route("GET", "/materials/{material_id}/reached", May.REGISTER_READ, "material"),
    Route("GET", "/materials/{material_id}/buildings", May.REGISTER_READ, "material"),
    Route("GET", "/materials/{material_id}/doors", May.REGISTER_READ, "material"),
    Route(
        "POST",
        "/materials/{material_id}/handed",
        May.OUTREACH_KEEP,
        "material",
        lambda rows, place: {"subject_ids": [str(rows.of("household", place))], "way": "door"},
    ),
    Route(
        "POST",
        "/materials/{material_id}/handed/back",
        May.OUTREACH_KEEP,
        "material",
        lambda rows, place: {"subject_ids": [str(rows.of("household", place))]},
    ),
    Route(
        "POST",
        "/materials/{material_id}/shown",
        May.OUTREACH_KEEP,
        "material",
        lambda rows, place: {"way": "group", "group_id": str(rows.of("group", place))},
    ),
    Route("POST", "/materials/shown/{shown_id}/back", May.OUTREACH_KEEP, "shown"),
    Route("POST", "/chat/read", May.REGISTER_READ, "grid_in_body", at_grid(text="101收到")),
    Route(
        "POST",
        "/chat/visits",
        May.VISIT_RECORD,
        "household_in_body",
        lambda rows, place: {
            "round_id": str(rows.of("round", place)),
            "household_ids": [str(rows.of("household", place))],
            "outcome": "met",
        },
    ),
    Route("GET", "/portal/notices/{code}", None, public=True, by_code=True),
    # slips: printed and decided at a grid, used by residents without an account
    Route("GET", "/slips/address", May.WORK_READ),
    Route(
        "POST",
        "/slips/rounds/{round_id}/print",
        May.VISIT_RECORD,
        "round",
        fixed(group="no_answer"),
    ),
    Route("GET", "/slips/rounds/{round_id}/declarations", May.WORK_READ, "round"),
    Route("GET", "/slips/targets/{target_id}", May.WORK_READ, "target"),
    Route("POST", "/slips/{slip_id}/revoke", May.VISIT_RECORD, "slip"),
    Route("GET", "/slips/declarations/{declaration_id}", May.VISIT_RECORD, "declaration"),
    Route(
        "POST",
        "/slips/declarations/{declaration_id}/accept",
        May.VISIT_RECORD,
        "declaration",
        fixed(seen="0"),
    ),
    Route(
        "POST",
        "/slips/declarations/{declaration_id}/reject",
        May.VISIT_RECORD,
        "declaration",
        fixed(reason="房号不对"),
    ),
    Route("POST", "/portal/slip", None, body=fixed(token=""), public=True),
    Route("POST", "/portal/measure", None, body=fixed(token=""), public=True),
    Route(
        "POST",
        "/portal/measure-reading",
        None,
        body=fixed(token="", id=PHONE, celsius=36.5),
        public=True,
    ),
    Route(
        "POST",
        "/portal/measure-need",
        None,
        body=fixed(token="", id=PHONE, what="food", text="米"),
        public=True,
    ),
    Route(
        "POST",
        "/slips/measures/{measure_id}/print",
        May.MEASURE_FOLLOW,
        "measure",
        fixed(phone="13800138000"),
    ),
    Route("GET", "/slips/measures/{measure_id}", May.MEASURE_SEE, "measure"),
    Route("POST", "/slips/measure-links/{link_id}/revoke", May.MEASURE_FOLLOW, "measure_link"),
    Route(
        "POST",
        "/portal/declaration",
        None,
        body=fixed(token="", id=PHONE, members=[{"name": "张三"}]),
        public=True,
    ),
    Route("GET", "/slips/pass-requests", May.PASS_ISSUE),
    Route("GET", "/slips/pass-requests/{request_id}", May.PASS_ISSUE, "pass_request"),
    Route(
        "POST", "/slips/pass-requests/{request_id}/grant", May.PASS_ISSUE, "pass_request", fixed()
    ),
    Route(
        "POST",
        "/slips/pass-requests/{request_id}/refuse",
        May.PASS_ISSUE,
        "pass_request",
        fixed(reason="人数过多"),
    ),
    Route("POST", "/portal/pass-requests", None, body=fixed(token="", ids=[]), public=True),
    Route(
        "POST",
        "/portal/pass-request",
        None,
        body=fixed(
            token="",
            id=PHONE,
            kind="visitor",
            name="李四",
            begins_on="2026-03-02",
            days=1,
            reason="探亲",
        ),
        public=True,
    ),
    # work orders: what somebody may do with one follows from what they are to it
    Route("GET", "/workorders", May.WORK_READ),
    Route("POST", "/workorders", May.ORDER_OPEN, "grid_in_body", an_order),
    Route("GET", "/workorders/board", May.WORK_READ),
    Route("GET", "/workorders/wall", May.BOARD_WALL),
    Route("GET", "/workorders/wall/plan", May.BOARD_WALL),
    Route("GET", "/workorders/kinds", May.WORK_READ),
    Route("GET", "/workorders/plans", May.WORK_READ),
    Route("GET", "/workorders/kind-versions", May.ORDER_KINDS),
    Route("GET", "/workorders/kind-versions/{version_id}", May.ORDER_KINDS, "kind_version"),
    Route("POST", "/workorders/kind-versions/checks", May.ORDER_KINDS, body=fixed(text="")),
    Route("POST", "/workorders/kind-versions", May.ORDER_KINDS, body=fixed(text="", seen=0)),
    Route(
        "POST",
        "/workorders/moves",
        May.ORDER_WORK,
        body=fixed(move="note", orders=[{"id": PHONE, "version": 1}], text="已联系"),
    ),
    Route("POST", "/workorders/photos", May.ORDER_OPEN),
    Route("GET", "/workorders/photos/{photo_id}", May.WORK_READ, "order_photo"),
    Route("GET", "/workorders/{order_id}", May.WORK_READ, "order"),
    Route("GET", "/workorders/{order_id}/handlers", May.WORK_READ, "order"),
    Route(
        "POST",
        "/workorders/{order_id}/moves",
        May.ORDER_WORK,
        "order",
        fixed(move="note", version=1, text="已联系"),
    ),
    # help that households agreed to
    Route("GET", "/care", May.CARE_KEEP),
    Route("POST", "/care", May.CARE_KEEP, "household_in_body", a_care_plan),
    Route("GET", "/care/terms", May.CARE_KEEP),
    Route("GET", "/care/counts", May.CARE_KEEP),
    Route("GET", "/care/tallies", May.CARE_KEEP),
    Route("GET", "/care/{plan_id}", May.CARE_KEEP, "care_plan"),
    Route("PATCH", "/care/{plan_id}", May.CARE_KEEP, "care_plan", fixed(version=1, way="visit")),
    Route(
        "POST",
        "/care/{plan_id}/contacts",
        May.CARE_KEEP,
        "care_plan",
        fixed(id=PHONE, outcome="fine", way="telephone"),
    ),
    Route("POST", "/care/{plan_id}/end", May.CARE_KEEP, "care_plan", fixed(reason="no_need")),
    # where gates could stand
    Route("GET", "/siting/studies", None),
    Route("POST", "/siting/studies", May.GATE_LEAD, "grid_in_body", at_grid(name="东片选址")),
    Route("GET", "/siting/studies/{study_id}", May.GATE_LEAD, "siting_study"),
    Route(
        "PATCH",
        "/siting/studies/{study_id}",
        May.GATE_LEAD,
        "siting_study",
        fixed(version=2, openings=2),
    ),
    Route("GET", "/siting/studies/{study_id}/roads", May.GATE_LEAD, "siting_study"),
    Route("POST", "/siting/studies/{study_id}/roads", May.GATE_LEAD, "siting_study"),
    Route("POST", "/siting/studies/{study_id}/work", May.GATE_LEAD, "siting_study"),
    Route(
        "POST",
        "/siting/studies/{study_id}/removal",
        May.GATE_LEAD,
        "siting_study",
        fixed(version=2),
    ),
    Route(
        "POST",
        "/siting/studies/{study_id}/plans",
        May.GATE_LEAD,
        "siting_study",
        fixed(changes={"count": 3}),
    ),
    Route("GET", "/siting/plans/{plan_id}", May.GATE_LEAD, "siting_plan"),
    Route("POST", "/siting/plans/{plan_id}/removal", May.GATE_LEAD, "siting_plan"),
    # gates with their rules, passes
    Route("GET", "/gates", May.WORK_READ),
    Route("POST", "/gates", May.GATE_LEAD, "grid_in_body", at_grid(name="新卡口")),
    Route("GET", "/gates/{gate_id}", May.WORK_READ, "gate"),
    Route("PATCH", "/gates/{gate_id}", May.GATE_LEAD, "gate", fixed(version=1, place="南侧")),
    Route("POST", "/gates/{gate_id}/closing", May.GATE_LEAD, "gate", fixed(version=1)),
    Route("GET", "/gates/{gate_id}/rules", May.WORK_READ, "gate"),
    Route("POST", "/gates/{gate_id}/rules", May.GATE_LEAD, "gate", fixed(rules={}, source="通知")),
    Route("POST", "/gates/rules/{version_id}/withdrawal", May.GATE_LEAD, "gate_rules"),
    Route(
        "POST",
        "/gates/{gate_id}/judgement",
        May.WORK_READ,
        "gate",
        fixed(direction="in", subject="unknown"),
    ),
    Route("GET", "/gates/{gate_id}/code-checks", May.GATE_KEEP, "gate"),
    Route(
        "POST",
        "/gates/{gate_id}/code-checks",
        May.GATE_KEEP,
        "gate",
        fixed(kind="health", shown="DRILL.1"),
    ),
    Route("GET", "/gates/mine", None),
    Route("POST", "/gates/{gate_id}/copy", May.GATE_KEEP, "gate", fixed()),
    Route("POST", "/gates/missing", May.GATE_KEEP, "gate_in_body", somebody_missing),
    # pushed lists: those who keep them, and those who verify
    Route("GET", "/screening/terms", May.SCREENING_KEEP),
    Route("GET", "/screening/lists", May.SCREENING_KEEP),
    Route("POST", "/screening/lists", May.SCREENING_KEEP, "grid_in_body", a_list),
    Route("GET", "/screening/lists/{list_id}", May.SCREENING_KEEP, "push_list"),
    Route("DELETE", "/screening/lists/{list_id}", May.SCREENING_KEEP, "push_list"),
    Route(
        "PUT",
        "/screening/lists/{list_id}/mapping",
        May.SCREENING_KEEP,
        "push_list",
        fixed(layout="x", columns={}),
    ),
    Route("POST", "/screening/lists/{list_id}/rehearsal", May.SCREENING_KEEP, "push_list"),
    Route("POST", "/screening/lists/{list_id}/taking", May.SCREENING_KEEP, "push_list"),
    Route("GET", "/screening/lists/{list_id}/rows", May.SCREENING_KEEP, "push_list"),
    Route("POST", "/screening/lists/{list_id}/not-ours", May.SCREENING_KEEP, "push_list"),
    Route("POST", "/screening/lists/{list_id}/close", May.SCREENING_KEEP, "push_list"),
    Route("GET", "/screening/lists/{list_id}/workbook", May.SCREENING_KEEP, "push_list"),
    Route("GET", "/screening/rows/{row_id}", May.SCREENING_KEEP, "push_row"),
    Route(
        "POST",
        "/screening/rows/{row_id}/decision",
        May.SCREENING_KEEP,
        "push_row",
        fixed(outcome="ruled_out"),
    ),
    Route("GET", "/screening/tasks", May.SCREENING_ANSWER),
    Route("GET", "/screening/tasks/{task_id}", May.SCREENING_ANSWER, "check_task"),
    Route(
        "POST",
        "/screening/tasks/{task_id}/answer",
        May.SCREENING_ANSWER,
        "check_task",
        fixed(outcome="ruled_out"),
    ),
    Route(
        "POST",
        "/screening/tasks/{task_id}/contacts",
        May.SCREENING_ANSWER,
        "check_task",
        fixed(id=PHONE, way="call", reached=True),
    ),
    # tracing
    Route("GET", "/tracing/terms", May.TRACING_READ),
    Route(
        "POST", "/tracing/lookback", May.TRACING_READ, "grid_in_body", at_grid(determined_on=DAY)
    ),
    Route("GET", "/tracing/cases", May.TRACING_READ),
    Route("POST", "/tracing/cases", May.TRACING_DECIDE, "grid_in_body", somebody_traced),
    Route("GET", "/tracing/cases/{case_id}", May.TRACING_READ, "traced_case"),
    Route(
        "POST", "/tracing/cases/{case_id}/end", May.TRACING_DECIDE, "traced_case", fixed(version=9)
    ),
    Route("POST", "/tracing/cases/{case_id}/runs", May.TRACING_DECIDE, "traced_case"),
    Route("GET", "/tracing/cases/{case_id}/contacts", May.TRACING_READ, "traced_case"),
    Route(
        "POST",
        "/tracing/cases/{case_id}/decisions",
        May.TRACING_DECIDE,
        "traced_case",
        NOBODY_DECIDED,
    ),
    Route("GET", "/tracing/cases/{case_id}/drawings", May.TRACING_READ, "traced_case"),
    Route("GET", "/tracing/contacts/{contact_id}", May.TRACING_READ, "traced_contact"),
    Route("POST", "/tracing/trials", May.TRACING_DECIDE, "resident_in_body", a_trial),
    Route("GET", "/tracing/trials/{run_id}", May.TRACING_READ, "tracing_trial", private=True),
    Route("DELETE", "/tracing/trials/{run_id}", May.TRACING_READ, "tracing_trial", private=True),
    # measures on persons
    Route("GET", "/measures", May.MEASURE_SEE),
    Route("POST", "/measures", May.MEASURE_PROPOSE, "grid_in_body", somebody_measured),
    Route("GET", "/measures/terms", May.MEASURE_SEE),
    Route("GET", "/measures/counts", May.MEASURE_SEE),
    Route("GET", "/measures/calendar", May.MEASURE_SEE),
    Route("GET", "/measures/officers", May.MEASURE_SEE),
    Route("GET", "/measures/moves", May.MEASURE_SEE),
    Route("POST", "/measures/moves", May.MEASURE_SEE, body=fixed(chosen=[], reason="通知")),
    Route("POST", "/measures/preview", May.MEASURE_PROPOSE, "grid_in_body", a_preview),
    Route("POST", "/measures/release-check", May.TERRITORY_READ, body=fixed(code="GM1AAAA")),
    Route("GET", "/health-desk", May.MEASURE_SEE),
    Route("GET", "/measures/transfers", May.MEASURE_SEE),
    Route(
        "POST",
        "/measures/transfers/{transfer_id}/answer",
        May.MEASURE_DECIDE,
        "measure_transfer",
        fixed(answer="accepted"),
    ),
    Route(
        "POST",
        "/measures/appeals/{appeal_id}/decision",
        May.MEASURE_DECIDE,
        "measure_appeal",
        fixed(outcome="rejected", text="属实"),
    ),
    Route("GET", "/measures/{measure_id}", May.MEASURE_SEE, "measure"),
    Route(
        "POST",
        "/measures/{measure_id}/decision",
        May.MEASURE_DECIDE,
        "measure",
        fixed(version=1, agrees=True, reason="属实"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/confirmation",
        May.MEASURE_CONFIRM,
        "measure",
        fixed(version=1, agrees=True, reason="同意"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/end",
        May.MEASURE_DECIDE,
        "measure",
        fixed(version=1, why="early", reason="排除"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/place",
        May.MEASURE_FOLLOW,
        "measure",
        fixed(version=1, place="家中"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/transfers",
        May.MEASURE_DECIDE,
        "measure",
        fixed(id=PHONE, grid_code="360103005003000", reason="已转移"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/appeals",
        May.MEASURE_FOLLOW,
        "measure",
        fixed(id=PHONE, by="oneself", text="有异议"),
    ),
    Route(
        "POST",
        "/measures/{measure_id}/readings",
        May.MEASURE_FOLLOW,
        "measure",
        lambda rows, place: {
            "id": PHONE,
            "at": clock.now().isoformat(),
            "way": "call",
            "celsius": 36.5,
        },
    ),
    Route(
        "POST",
        "/measures/{measure_id}/samples",
        May.MEASURE_FOLLOW,
        "measure",
        lambda rows, place: {"id": PHONE, "at": clock.now().isoformat()},
    ),
    Route(
        "POST",
        "/measures/samples/{sample_id}/result",
        May.MEASURE_FOLLOW,
        "measure_sample",
        lambda rows, place: {"result": "negative", "reported_at": clock.now().isoformat()},
    ),
    Route(
        "POST",
        "/measures/{measure_id}/needs",
        May.MEASURE_FOLLOW,
        "measure",
        fixed(id=PHONE, what="food", text="米面"),
    ),
    Route(
        "POST", "/measures/{measure_id}/notice", May.MEASURE_SEE, "measure", fixed(format="docx")
    ),
    Route(
        "POST", "/measures/{measure_id}/release", May.MEASURE_SEE, "measure", fixed(format="pdf")
    ),
    # whom gates watch for, whom the register misses
    Route("GET", "/watch", May.WATCH_KEEP),
    Route("POST", "/watch", May.WATCH_KEEP, "grid_in_body", somebody_watched),
    Route("GET", "/watch/terms", May.WATCH_KEEP),
    Route(
        "POST",
        "/watch/rows",
        May.WATCH_KEEP,
        "grid_in_body",
        at_grid(standing="watched", source="通知", why="协查", text="13900139000 李四"),
    ),
    Route("GET", "/watch/{entry_id}", May.WATCH_KEEP, "watch_entry"),
    Route(
        "POST",
        "/watch/{entry_id}/end",
        May.WATCH_KEEP,
        "watch_entry",
        fixed(reason="no_need", text="已核实"),
    ),
    Route(
        "POST",
        "/watch/{entry_id}/appeals",
        May.WATCH_KEEP,
        "watch_entry",
        fixed(id=PHONE, text="有异议"),
    ),
    Route(
        "POST",
        "/watch/appeals/{appeal_id}/decision",
        May.WATCH_KEEP,
        "watch_appeal",
        fixed(outcome="refused", text="不成立"),
    ),
    Route("GET", "/watch/missing", May.REGISTER_CHANGE),
    Route("GET", "/watch/missing/{missing_id}", May.REGISTER_CHANGE, "missing"),
    Route("POST", "/watch/missing/{missing_id}/settlement", May.REGISTER_CHANGE, "missing"),
    # handovers of gates
    Route("GET", "/handovers", May.WORK_READ),
    Route("GET", "/handovers/mine", None),
    Route("POST", "/handovers", May.GATE_KEEP, "gate_in_body", a_handover),
    Route("POST", "/handovers/taking", May.GATE_KEEP, "gate_in_body", a_taking),
    Route("GET", "/handovers/{handover_id}", May.WORK_READ, "gate_handover"),
    Route("POST", "/handovers/{handover_id}/paper", May.WORK_READ, "gate_handover"),
    Route("GET", "/passes", May.REGISTER_READ),
    Route("POST", "/passes", May.PASS_ISSUE, "grid_in_body", a_pass),
    Route("POST", "/passes/checks", May.REGISTER_READ, "gate_in_body", a_code),
    Route("GET", "/passes/{pass_id}", May.REGISTER_READ, "pass"),
    Route("POST", "/passes/{pass_id}/paper", May.PASS_ISSUE, "pass"),
    Route("POST", "/passes/{pass_id}/reprint", May.PASS_ISSUE, "pass", fixed(reason="遗失")),
    Route(
        "POST",
        "/passes/{pass_id}/end",
        May.PASS_ISSUE,
        "pass",
        a_later_end,
    ),
    Route("POST", "/passes/{pass_id}/revocation", May.PASS_ISSUE, "pass", fixed(reason="遗失")),
    # who passed
    Route("POST", "/gates/passages", May.GATE_KEEP, body=a_batch),
    Route("POST", "/gates/reasons", May.GATE_KEEP, "passage_in_body", a_reason),
    Route("GET", "/gates/{gate_id}/counts", May.WORK_READ, "gate"),
    Route("POST", "/passages/search", May.PASSAGE_SEARCH, "gate_in_body", a_search),
    # inspections, notices of rectification, plans, facilities, filings
    Route("GET", "/inspections", May.WORK_READ),
    Route("POST", "/inspections", May.INSPECTION_RECORD, "facility_in_body", an_inspection),
    Route("GET", "/inspections/start", May.INSPECTION_RECORD),
    Route("POST", "/inspections/photos", May.INSPECTION_RECORD),
    Route("GET", "/inspections/photos/{photo_id}", May.WORK_READ, "inspection_photo"),
    Route("GET", "/inspections/{inspection_id}", May.WORK_READ, "inspection"),
    Route("GET", "/inspections/notices", May.WORK_READ),
    Route("GET", "/inspections/notices/{notice_id}", May.WORK_READ, "rectification"),
    Route(
        "POST",
        "/inspections/notices/{notice_id}/delivery",
        May.INSPECTION_RECORD,
        "rectification",
        fixed(way="in_person", receipt="signed", to="李四", at=NOW),
    ),
    Route(
        "POST",
        "/inspections/notices/{notice_id}/replies",
        May.INSPECTION_RECORD,
        "rectification",
        fixed(name="李四", text="已整改"),
    ),
    Route(
        "POST",
        "/inspections/notices/{notice_id}/file",
        May.INSPECTION_RECORD,
        "rectification",
        fixed(format="docx"),
    ),
    Route("GET", "/inspections/plans", May.WORK_READ),
    Route(
        "POST",
        "/inspections/plans",
        May.INSPECTION_LEAD,
        "grid_in_body",
        at_grid(due_on="2099-01-01", reason="unseen"),
    ),
    Route("GET", "/inspections/plans/unseen", May.INSPECTION_LEAD),
    Route("GET", "/inspections/plans/{planned_id}", May.WORK_READ, "planned"),
    Route(
        "POST",
        "/inspections/plans/{planned_id}/cancel",
        May.INSPECTION_LEAD,
        "planned",
        fixed(version=1),
    ),
    Route("GET", "/inspections/facilities", May.WORK_READ),
    Route(
        "POST",
        "/inspections/facilities",
        May.INSPECTION_RECORD,
        "grid_in_body",
        at_grid(kind="fence", name="护栏"),
    ),
    Route("GET", "/inspections/facilities/{facility_id}", May.WORK_READ, "facility"),
    Route(
        "PATCH",
        "/inspections/facilities/{facility_id}",
        May.INSPECTION_RECORD,
        "facility",
        fixed(version=1, place="东侧"),
    ),
    Route("GET", "/inspections/filings", May.WORK_READ),
    Route("POST", "/inspections/filings", May.INSPECTION_RECORD, "organisation_in_body", a_filing),
    Route("GET", "/inspections/filings/rules", May.WORK_READ),
    Route("GET", "/inspections/filings/{filing_id}", May.WORK_READ, "filing"),
    Route(
        "POST",
        "/inspections/filings/{filing_id}/moves",
        May.FILING_REVIEW,
        "filing",
        fixed(move="grant"),
    ),
    Route(
        "POST",
        "/inspections/filings/{filing_id}/file",
        May.INSPECTION_RECORD,
        "filing",
        fixed(format="pdf"),
    ),
    # supplies: articles, stores and their ledger, requests
    Route("GET", "/supplies/articles", None),
    Route(
        "POST",
        "/supplies/articles",
        May.SUPPLY_ARTICLES,
        body=fixed(
            category="food",
            title={"zh-Hans": "棉被", "en": "Quilts"},
            unit={"zh-Hans": "床", "en": "pcs"},
            expires=False,
            minimum={"street": 20},
        ),
    ),
    Route("GET", "/supplies/stores", May.WORK_READ),
    Route("GET", "/supplies/stock", May.WORK_READ),
    Route(
        "POST",
        "/supplies/stock/file",
        May.WORK_READ,
        "grid_in_body",
        at_grid(format="docx"),
    ),
    Route("GET", "/supplies/movements", May.WORK_READ),
    Route(
        "POST",
        "/supplies/movements",
        May.SUPPLY_ASK,
        "grid_in_body",
        at_grid(id=PHONE, move="receive", lines=[{"article": "barrier", "amount": 5}], text="调拨"),
    ),
    Route(
        "POST",
        "/supplies/counts",
        May.SUPPLY_ASK,
        "grid_in_body",
        at_grid(id=PHONE, article="barrier", counted=0),
    ),
    Route("GET", "/supplies/requests", May.WORK_READ),
    Route(
        "POST",
        "/supplies/requests",
        May.SUPPLY_ASK,
        "grid_in_body",
        at_grid(id=PHONE, asked={"barrier": 5}, text="新设卡口", until="2099-01-01"),
    ),
    Route("GET", "/supplies/requests/{request_id}", May.WORK_READ, "supply_request"),
    Route("GET", "/supplies/requests/{request_id}/proposal", May.WORK_READ, "supply_request"),
    Route(
        "POST",
        "/supplies/requests/{request_id}/steps",
        May.SUPPLY_KEEP,
        "supply_request",
        fixed(id=PHONE, kind="grant", amounts={"mask_medical": 10}, store="community"),
    ),
    Route(
        "POST",
        "/supplies/requests/{request_id}/file",
        May.WORK_READ,
        "supply_request",
        fixed(format="pdf"),
    ),
    # meetings: of a whole community, for whoever takes part; led by chiefs
    Route("GET", "/meetings", May.WORK_READ),
    Route(
        "POST",
        "/meetings",
        May.MEETING_LEAD,
        "grid_in_body",
        lambda rows, place: {
            "grid_id": str(rows.world.grids[f"{place[0]}0"].pk),
            "day": "2099-01-05",
        },
    ),
    Route("GET", "/meetings/units", May.WORK_READ),
    Route("GET", "/meetings/{meeting_id}", May.WORK_READ, "meeting", shared=True),
    Route(
        "POST",
        "/meetings/{meeting_id}/cancel",
        May.MEETING_LEAD,
        "meeting",
        fixed(version=1, reason="停电"),
    ),
    Route(
        "POST",
        "/meetings/{meeting_id}/items",
        May.MEETING_JOIN,
        "meeting",
        fixed(section="other", text="加一条"),
        shared=True,
    ),
    Route("DELETE", "/meetings/items/{item_id}", May.MEETING_JOIN, "item", private=True),
    Route("POST", "/meetings/{meeting_id}/begin", May.MEETING_LEAD, "meeting", fixed(version=1)),
    Route(
        "PUT",
        "/meetings/{meeting_id}/attendance",
        May.MEETING_LEAD,
        "meeting",
        fixed(attendance=[{"member_id": PHONE, "state": "present"}]),
    ),
    Route(
        "POST",
        "/meetings/{meeting_id}/decisions",
        May.MEETING_LEAD,
        "meeting",
        lambda rows, place: {
            "id": PHONE,
            "text": "修围挡",
            "kind": "meeting_task",
            "grid_id": str(rows.world.grids[place].pk),
        },
    ),
    Route("GET", "/meetings/{meeting_id}/tasks", May.MEETING_LEAD, "meeting"),
    Route("POST", "/meetings/{meeting_id}/end", May.MEETING_LEAD, "meeting", fixed(version=1)),
    Route("POST", "/meetings/{meeting_id}/minutes", May.MEETING_LEAD, "held"),
    Route("POST", "/meetings/{meeting_id}/bulletins/preview", May.MEETING_LEAD, "held"),
    Route(
        "POST",
        "/meetings/{meeting_id}/bulletins",
        May.MEETING_LEAD,
        "held",
        fixed(after=0),
    ),
    Route("GET", "/meetings/bulletins/{bulletin_id}", May.WORK_READ, "bulletin", shared=True),
    Route(
        "POST",
        "/meetings/bulletins/{bulletin_id}/file",
        May.WORK_READ,
        "bulletin",
        fixed(format="txt"),
        shared=True,
    ),
    # response: read by the whole service, decided by the street's command
    Route("GET", "/response/mine", None),
    Route("GET", "/response/grids/{grid_id}", May.TERRITORY_READ, "grid"),
    Route("GET", "/response/standings", May.TERRITORY_READ),
    Route("GET", "/response/levels", May.TERRITORY_READ),
    Route("GET", "/response/choices", May.RESPONSE_SWITCH),
    Route("POST", "/response/preview", May.RESPONSE_SWITCH, body=fixed(step="declare")),
    Route("GET", "/response/decisions", May.TERRITORY_READ),
    Route("POST", "/response/decisions", May.RESPONSE_SWITCH, body=fixed(step="declare")),
    Route(
        "GET",
        "/response/decisions/{decision_id}",
        May.TERRITORY_READ,
        "response",
        street_wide=True,
    ),
    Route(
        "POST",
        "/response/decisions/{decision_id}/file",
        May.TERRITORY_READ,
        "response",
        fixed(format="docx"),
        street_wide=True,
    ),
    # arrivals
    Route("GET", "/arrivals", May.MEASURE_SEE),
    Route("POST", "/arrivals", May.MEASURE_FOLLOW, "grid_in_body", somebody_came),
    Route("GET", "/arrivals/{arrival_id}", May.MEASURE_SEE, "arrival"),
    Route(
        "POST",
        "/arrivals/{arrival_id}/judgement",
        May.MEASURE_FOLLOW,
        "arrival",
        fixed(version=1),
    ),
    Route(
        "POST",
        "/arrivals/{arrival_id}/none",
        May.MEASURE_PROPOSE,
        "arrival",
        fixed(version=1, reason="已核实"),
    ),
    Route(
        "POST",
        "/arrivals/{arrival_id}/measure",
        May.MEASURE_PROPOSE,
        "arrival",
        lambda rows, place: {"version": 1, "measure": somebody_measured(rows, place)},
    ),
    # risk areas: of the whole street, kept by its office and the health liaison
    Route("GET", "/risk-areas", May.TERRITORY_READ),
    Route("POST", "/risk-areas", May.RISK_KEEP, body=A_RISK_AREA),
    Route(
        "POST",
        "/risk-areas/{area_id}/end",
        May.RISK_KEEP,
        "risk_area",
        fixed(version=1, until="2026-03-01", reason="通告"),
        street_wide=True,
    ),
    Route("GET", "/risk-areas/notices", May.TERRITORY_READ),
    Route(
        "GET",
        "/risk-areas/notices/{notice_id}",
        May.TERRITORY_READ,
        "risk_notice",
        street_wide=True,
    ),
    Route(
        "POST",
        "/risk-areas/notices/{notice_id}/read",
        May.TERRITORY_READ,
        "risk_notice",
        street_wide=True,
    ),
    Route("POST", "/risk-areas/notices/preview", May.RISK_KEEP, body=A_RISK_NOTICE),
    Route("POST", "/risk-areas/notices", May.RISK_KEEP, body=A_RISK_NOTICE),
    Route("POST", "/risk-areas/stays", May.TERRITORY_READ, body=A_STAY),
    # rulebooks: read by the whole service, written by whoever may anywhere in the street, reviewed by its heads
    Route("GET", "/rulebooks/words", May.TERRITORY_READ),
    Route("GET", "/rulebooks/day", May.TERRITORY_READ),
    Route("POST", "/rulebooks/trial", May.RULEBOOKS_WRITE, body=fixed(text=TEXT)),
    Route("GET", "/rulebooks/books", May.TERRITORY_READ),
    Route("POST", "/rulebooks/books", May.RULEBOOKS_WRITE, body=fixed(text=TEXT)),
    Route("GET", "/rulebooks/books/{book_id}", May.TERRITORY_READ, "rule_book", of_street=True),
    Route(
        "POST",
        "/rulebooks/books/{book_id}/read",
        May.TERRITORY_READ,
        "rule_book",
        of_street=True,
    ),
    *(
        Route(
            *("POST", f"/rulebooks/books/{{book_id}}/{act}", needs, "rule_book"),
            fixed(version=1, **body),
            of_street=True,
        )
        for act, needs, body in (
            ("text", May.RULEBOOKS_WRITE, {"text": TEXT}),
            ("ask", May.RULEBOOKS_WRITE, {}),
            ("take-back", May.RULEBOOKS_WRITE, {}),
            ("drop", May.RULEBOOKS_WRITE, {}),
            ("end", May.RULEBOOKS_WRITE, {"day": "2022-04-01", "reason": "已废止"}),
            ("send-back", May.RULEBOOKS_REVIEW, {"reason": "不符"}),
            ("accept", May.RULEBOOKS_REVIEW, {"digest": "0"}),
            ("refuse-end", May.RULEBOOKS_REVIEW, {"reason": "仍有效"}),
            ("withdraw", May.RULEBOOKS_REVIEW, {"digest": "0"}),
        )
    ),
    Route("POST", "/rulebooks/checks", May.RULEBOOKS_REVIEW, body=fixed(**FIGURE, paper="文件")),
    Route("POST", "/rulebooks/checks/undo", May.RULEBOOKS_REVIEW, body=fixed(**FIGURE)),
    # sync: what a phone keeps follows from the grids of its owner, checked command by command
    Route("GET", "/sync/grids", None),
    Route("POST", "/sync/pull", None, body=fixed(device=PHONE)),
    Route("POST", "/sync/push", None, body=fixed(device=PHONE, now=NOW, commands=[])),
    Route("GET", "/sync/commands", None),
    Route("GET", "/sync/limits", None),
    Route("GET", "/sync/devices", None),
    Route(
        *("POST", "/sync/devices/{device_id}/secret", None, "device"),
        fixed(label=""),
        private=True,
    ),
    Route("POST", "/sync/photos", May.VISIT_RECORD),
    Route(
        "POST",
        "/sync/devices/{device_id}/revoke",
        May.ACCOUNT_CHANGE,
        "device",
        street_wide=True,
    ),
]
