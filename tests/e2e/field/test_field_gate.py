"""A keeper at a gate with a real phone: without a signal, with a killed page, in an emergency, and what arrives."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.chromium import begin
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.field.camera import View
from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.phones import PIN, FieldPhone
from tests.e2e.field.test_field_day import ask, grid_of
from tests.served import Served

pytestmark = pytest.mark.e2e

NOTICE = "演练通知（虚构）第21号"
ARRIVED = 30_000
LET_PASS = ".decide__key--passed"
HEALTH_CODE = {"kind": "health", "passes": ["green"], "holds": ["red"]}
KEPT = "async () => (await (await caches.open('code-reader')).keys()).length > 0"


@dataclass(frozen=True)
class Gate:
    """A gate of the worker's grid with two passes; the leader sees what arrives."""

    id: str
    name: str
    grid: str
    codes: tuple[str, str]
    passes: tuple[str, str]
    leader: Desk
    worker: Desk

    def passed(self) -> list[dict[str, Any]]:
        """Everybody at the gate in this hour and the one before, as whoever may search finds them."""
        now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        found: list[dict[str, Any]] = []
        for hour in (now - timedelta(hours=1), now):
            said = {
                "reason": "核对演练记录",
                "days": 1,
                "gate_id": self.id,
                "hour": hour.isoformat(),
            }
            found += self.leader.post("/passages/search", **said)["items"]
        return sorted(found, key=lambda one: str(one["at"]))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """What cameras see here: at first nothing but a desk."""
    view = View(tmp_path_factory.mktemp("camera") / "view.y4m")
    view.clear()
    return view


@pytest.fixture(scope="module")
def browser(playwright: Playwright, view: View) -> Iterator[Browser]:
    """One with a camera; as on every Linux desk, it reads no codes by itself."""
    launched = begin(playwright, *view.flags, patience_ms=PATIENCE_MS)
    yield launched
    launched.close()


@pytest.fixture
def leader(demo: Served, passwords: dict[str, str]) -> Desk:
    return Desk.of(demo, "shequ", passwords["shequ"])


@pytest.fixture
def phone(new_phone: NewPhone) -> FieldPhone:
    made = new_phone()
    made.begin("wangge")
    return made


@pytest.fixture
def gate(
    phone: FieldPhone, leader: Desk, demo: Served, passwords: dict[str, str]
) -> Iterator[Gate]:
    """Set up for one test, and closed behind it."""
    worker = Desk.of(demo, "wangge", passwords["wangge"])
    grid, name = grid_of(phone), f"测试卡口{uuid4().hex[:4]}"
    made = leader.post("/gates", grid_id=grid, name=name)
    rules = {"pass_for": ["in"], "pass_subjects": ["resident", "vehicle"], "codes": []}
    leader.post(f"/gates/{made['id']}/rules", rules=rules, source=NOTICE)
    resident = pass_of(
        worker, grid, kind="helper", holder_name="测工甲", holder_phone="19000000011"
    )
    vehicle = pass_of(
        worker,
        grid,
        kind="vehicle",
        holder_name="测车乙",
        holder_phone="19000000012",
        plate="赣A00099",
    )
    codes = (resident["code"], vehicle["code"])
    yield Gate(made["id"], name, grid, codes, (resident["id"], vehicle["id"]), leader, worker)
    now = leader.get(f"/gates/{made['id']}")
    leader.post(f"/gates/{made['id']}/closing", version=now["version"])


def pass_of(worker: Desk, grid: str, **holder: str) -> dict[str, Any]:
    """A pass that holds for a week."""
    now = datetime.now(UTC)
    span = {"begins": now.isoformat(), "ends": (now + timedelta(days=7)).isoformat()}
    said = {"id": str(uuid4()), "grid_id": grid, "reason": "演练", **span, **holder}
    return dict(worker.post("/passes", **said))


def stand_at(phone: FieldPhone, gate: Gate) -> None:
    """From the day to the gate, until its copy has come."""
    phone.reopen("/field/gate")
    phone.enter(PIN)
    phone.page.locator(".gates__one", has_text=gate.name).tap()
    expect(phone.page.locator(".head__figures")).to_contain_text("刚刚", timeout=ARRIVED)


def figures(phone: FieldPhone) -> list[str]:
    """In, out, to be sent."""
    return phone.page.locator(".head__figures dd").all_inner_texts()[:3]


def arrived(gate: Gate, count: int) -> list[dict[str, Any]]:
    """What the server has, once it has so many."""
    deadline = time.monotonic() + ARRIVED / 1000
    while len(rows := gate.passed()) < count and time.monotonic() < deadline:
        time.sleep(0.5)
    return rows


def explained(gate: Gate) -> str:
    """Why the first was let pass, once the server has been told."""
    deadline = time.monotonic() + ARRIVED / 1000
    while not (why := gate.passed()[0]["why"]) and time.monotonic() < deadline:
        time.sleep(0.5)
    return str(why)


def test_a_gate_without_a_signal_judges_keeps_and_sends_what_was_decided(
    phone: FieldPhone, gate: Gate
) -> None:
    stand_at(phone, gate)
    page = phone.page
    phone.context.set_offline(True)
    phone.scan(gate.codes[0])
    expect(page.locator(".card--pass")).to_contain_text("工作人员")
    page.locator(LET_PASS).tap()
    expect(page.locator(".card")).to_have_count(0)
    phone.scan(gate.codes[1])
    page.get_by_role("button", name="加一人").tap()
    page.locator(LET_PASS).tap()
    page.wait_for_timeout(3100)  # the same vehicle within three seconds is the same passage
    page.locator(".way__key--out").tap()
    page.locator(".gate__way", has_text="车牌").tap()
    for key in "赣A00099":
        page.locator(".plate .gate-key", has_text=key).first.tap()
    page.locator(".gate-go").tap()
    page.locator(LET_PASS).tap()
    expect(page.locator(".card")).to_have_count(0)
    assert figures(phone) == ["3", "1", "3"]
    phone.reopen("/field/gate")  # as a page that was killed
    phone.enter(PIN)
    page.locator(".gates__one", has_text=gate.name).tap()
    expect(page.locator(".list__row")).to_have_count(3)
    phone.context.set_offline(False)
    rows = arrived(gate, 3)
    assert [(one["direction"], one["subject"], one["people"], one["by"]) for one in rows] == [
        ("in", "helper", 1, "scanner"),
        ("in", "vehicle", 2, "scanner"),
        ("out", "vehicle", 1, "plate"),
    ]
    assert {one["decision"] for one in rows} == {"passed"}


def test_who_answers_for_the_grid_is_called_without_a_signal(phone: FieldPhone, gate: Gate) -> None:
    stand_at(phone, gate)
    phone.context.set_offline(True)
    phone.page.get_by_role("button", name="呼叫").tap()
    rows = phone.page.locator(".calls__one--own")
    for row, post in enumerate(("网格警员", "社区网格长", "网格管理员")):
        expect(rows.nth(row)).to_contain_text(post)
        assert (rows.nth(row).get_attribute("href") or "").startswith("tel:+86")
    leader = gate.leader.get("/me")["member"]["name"]
    expect(rows.nth(1)).to_contain_text(leader)


def test_a_camera_reads_passes_with_a_signal_and_without(
    phone: FieldPhone, gate: Gate, view: View
) -> None:
    page, asked = phone.page, list[str]()
    phone.context.on("request", lambda request: asked.append(request.url))
    view.show(gate.codes[0], turned=11)
    stand_at(phone, gate)
    assert page.evaluate("window.BarcodeDetector?.getSupportedFormats() ?? []") == []
    page.get_by_role("button", name="扫码").tap()
    expect(page.locator(".card--pass")).to_contain_text("工作人员")
    view.show(gate.codes[1], side=300)
    page.locator(LET_PASS).tap()
    expect(page.locator(".card--pass")).to_contain_text("赣A")  # the next, without a tap
    page.locator(LET_PASS).tap()
    page.wait_for_function(KEPT)
    phone.context.set_offline(True)
    phone.reopen("/field/gate")  # as a page that was killed
    phone.enter(PIN)
    page.locator(".gates__one", has_text=gate.name).tap()
    page.locator(".way__key--out").tap()
    page.get_by_role("button", name="扫码").tap()
    expect(page.locator(".card--pass")).to_contain_text("赣A")
    page.locator(LET_PASS).tap()
    expect(page.locator(".card")).to_have_count(0)
    phone.context.set_offline(False)
    assert [one["by"] for one in arrived(gate, 3)] == ["scan"] * 3
    own = page.evaluate("location.origin")
    assert any(url.endswith(".wasm") for url in asked)
    assert [url for url in asked if not url.startswith((own, "blob:", "data:"))] == []


def test_a_code_is_asked_of_the_service_and_the_keeper_has_the_last_word(
    phone: FieldPhone, gate: Gate, view: View
) -> None:
    gate.leader.post(f"/gates/{gate.id}/rules", rules={"codes": [HEALTH_CODE]}, source=NOTICE)
    view.show("DRILL.health.red", side=260)
    stand_at(phone, gate)
    page = phone.page
    phone.scan(gate.codes[0])
    expect(page.locator(".card--ask")).to_be_visible()
    page.get_by_role("button", name="扫码查询健康码").tap()
    expect(page.locator(".card--hold")).to_contain_text("演练 接口：红码")
    with page.expect_request("**/gates/passages") as sent:
        page.locator(".decide__key--held").tap()
    (told,) = sent.value.post_data_json["passages"]
    (code,) = told["codes"]
    assert (code.pop("at") is not None, code) == (
        True,
        {"kind": "health", "result": "red", "source": "provider"},
    )
    assert "DRILL" not in sent.value.post_data
    view.clear()
    phone.scan(gate.codes[1])
    page.get_by_role("button", name="扫码查询健康码").tap()
    phone.scan("DRILL.health.nothing")  # a scanner is heard there too
    expect(page.get_by_role("alert")).to_contain_text("查不到")
    page.get_by_role("radio", name="绿码").tap()
    expect(page.locator(".card--pass")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_pass_that_was_revoked_is_asked_about(phone: FieldPhone, gate: Gate) -> None:
    stand_at(phone, gate)
    gate.worker.post(f"/passes/{gate.passes[0]}/revocation", reason="演练结束")
    page = phone.page
    with page.expect_response("**/copy"):
        stand_at(phone, gate)
    phone.scan(gate.codes[0])
    page.locator(".card").wait_for()
    if page.locator(".card--pass").count():  # what was heard lies in memory a moment later
        page.get_by_role("button", name="取消").tap()
        page.wait_for_timeout(3100)
        phone.scan(gate.codes[0])
    card = page.locator(".card--ask")
    expect(card).to_contain_text("通行证已作废")
    expect(card).to_contain_text("请联系网格员")
    page.locator(".decide__key--turned_back").tap()
    rows = arrived(gate, 1)
    assert [(one["decision"], one["reasons"]) for one in rows] == [
        ("turned_back", ["pass_revoked"])
    ]


def test_an_emergency_passes_at_once_and_its_reason_comes_afterwards(
    phone: FieldPhone, gate: Gate
) -> None:
    stand_at(phone, gate)
    page = phone.page
    page.get_by_role("button", name="生命通道").tap()
    expect(page.locator("a[href='tel:120']")).to_be_visible()
    expect(page.locator("a[href='tel:110']")).to_be_visible()
    page.get_by_role("button", name="稍后").tap()
    phone.scan(gate.codes[0])  # nobody waits for a reason
    page.locator(LET_PASS).tap()
    page.get_by_role("button", name="补填原因").tap()
    page.get_by_role("radio", name="急病就医").tap()
    rows = arrived(gate, 2)  # what happened is told before anybody says why
    assert [(one["decision"], one["why"]) for one in rows] == [("emergency", ""), ("passed", "")]
    page.get_by_role("button", name="保存").tap()
    assert explained(gate) == "急病就医"


def test_somebody_who_says_they_live_here_reaches_whoever_keeps_the_register(
    phone: FieldPhone, gate: Gate
) -> None:
    stand_at(phone, gate)
    page = phone.page
    page.locator(".gate__way", has_text="补充登记").tap()
    page.get_by_label("姓名").fill("测新来")
    page.get_by_label("证件号或手机号").fill("19000000031")
    page.get_by_label("住址").fill("3栋1单元101")
    page.get_by_role("button", name="保存").tap()
    expect(page.locator(".list__row", has_text="测新来")).to_be_visible()
    expect(page.locator(".list__heard")).to_contain_text("补录", timeout=ARRIVED)


def test_a_visitor_is_written_down_with_three_fields(phone: FieldPhone, gate: Gate) -> None:
    stand_at(phone, gate)
    page = phone.page
    page.locator(".gate__way", has_text="来访登记").tap()
    for label, text in (("姓名", "测访客"), ("手机号", "19000000041"), ("到哪一户", "3-101")):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="确定").tap()
    page.locator(LET_PASS).tap()
    (row,) = arrived(gate, 1)
    assert (row["subject"], row["visiting"], row["people"]) == ("visitor", "3-101", 1)
    assert "测访客" not in str(ask(phone, "GET", "/me"))
