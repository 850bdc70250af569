"""Two phones at two gates without a signal, their clocks hours off: one pass at both, a pass revoked meanwhile, rules
that change at midnight; then both have a signal again, and the desk looks at what arrived.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from gridward.kernel import clock
from tests.e2e.conftest import Open
from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import Desk
from tests.e2e.field.phones import PIN, FieldPhone
from tests.e2e.field.test_field_gate import ARRIVED, LET_PASS, pass_of
from tests.served import Served

pytestmark = pytest.mark.e2e
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CLOCKS_AGREE_MS = 2000
"""A clock that the test sets is late by as long as the order took: so far apart is surely one after another."""
NEEDED = {"pass_for": ["in"], "pass_subjects": ["helper", "vehicle"], "apart_minutes": 30}
NIGHT = {**NEEDED, "temperature": ["in"], "fever_c": 37.3}


@dataclass(frozen=True)
class Street:
    """Two gates and two passes of the worker's grid; `midnight` is when the rules of both gates change."""

    leader: Desk
    worker: Desk
    gates: tuple[dict[str, Any], dict[str, Any]]
    passes: tuple[dict[str, Any], dict[str, Any]]
    midnight: datetime

    def passed(self, gate: dict[str, Any]) -> list[dict[str, Any]]:
        """What arrived of a gate in this hour and the one before, by time."""
        now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        found: list[dict[str, Any]] = []
        for hour in (now - HOUR, now):
            said = {"reason": "核对演练记录", "gate_id": gate["id"], "hour": hour.isoformat()}
            found += self.leader.post("/passages/search", days=2, **said)["items"]
        return sorted(found, key=lambda one: str(one["at"]))


@pytest.fixture
def street(demo: Served, passwords: dict[str, str]) -> Iterator[Street]:
    """Set up for the test, and closed behind it."""
    leader = Desk.of(demo, "shequ", passwords["shequ"])
    worker = Desk.of(demo, "wangge", passwords["wangge"])
    grid = worker.get("/me")["posts"][0]["grid_id"]
    midnight = clock.midnight(clock.today() + timedelta(days=1))
    gates = [leader.post("/gates", grid_id=grid, name=f"{one}{uuid4().hex[:4]}") for one in "甲乙"]
    for one in gates:
        path = f"/gates/{one['id']}/rules"
        leader.post(path, rules={**NEEDED, "codes": []}, source="演练通知（虚构）第31号")
        night = {**NIGHT, "codes": []}
        leader.post(path, rules=night, source="演练通知（虚构）第32号", begins=midnight.isoformat())
    passes = [
        pass_of(worker, grid, kind="helper", holder_name=name, holder_phone=f"190000000{n}")
        for name, n in (("测两处", 51), ("测作废", 52))
    ]
    yield Street(leader, worker, tuple(gates), tuple(passes), midnight)  # type: ignore[arg-type]
    for one in gates:
        now = leader.get(f"/gates/{one['id']}")
        leader.post(f"/gates/{one['id']}/closing", version=now["version"])


def at_gate(new_phone: NewPhone, gate: dict[str, Any], wrong: timedelta) -> FieldPhone:
    """A phone whose clock is wrong keeps a gate, and then has no signal."""
    phone = new_phone()
    phone.context.clock.install(time=datetime.now(UTC) + wrong)
    phone.begin("wangge")
    phone.reopen("/field/gate")
    phone.enter(PIN)
    phone.page.locator(".gates__one", has_text=gate["name"]).tap()
    expect(phone.page.locator(".head__figures")).to_contain_text("刚刚", timeout=ARRIVED)
    phone.context.set_offline(True)
    return phone


def let_pass(phone: FieldPhone, code: str) -> None:
    """The phone has nothing against a pass, and its keeper neither."""
    phone.scan(code)
    expect(phone.page.locator(".card--pass")).to_be_visible()
    phone.page.locator(LET_PASS).tap()
    expect(phone.page.locator(".card")).to_have_count(0)


def is_asked(phone: FieldPhone, code: str, *words: str) -> None:
    """The phone asks; nobody decides, and the card goes."""
    phone.page.wait_for_timeout(3100)  # the same pass within three seconds is the same passage
    phone.scan(code)
    card = phone.page.locator(".card--ask")
    for word in words:
        expect(card).to_contain_text(word)
    phone.page.get_by_role("button", name="取消").tap()
    expect(phone.page.locator(".card")).to_have_count(0)


def test_what_two_phones_saw_apart_is_put_together_when_both_have_a_signal(
    street: Street, new_phone: NewPhone, open_as: Open
) -> None:
    wrong = (-7 * HOUR, 3 * HOUR)
    both = [at_gate(new_phone, *one) for one in zip(street.gates, wrong, strict=True)]
    first = both[0]
    for phone in both:
        let_pass(phone, street.passes[0]["code"])
    street.worker.post(f"/passes/{street.passes[1]['id']}/revocation", reason="演练结束")
    first.page.wait_for_timeout(CLOCKS_AGREE_MS)
    let_pass(first, street.passes[1]["code"])  # nobody has told it

    first.page.clock.set_system_time(street.midnight + wrong[0] + MINUTE)
    is_asked(first, street.passes[0]["code"], "体温")
    first.page.clock.set_system_time(datetime.now(UTC) + wrong[0])

    for phone in both:
        phone.context.set_offline(False)
    for phone, gate, count in zip(both, street.gates, (2, 1), strict=True):
        expect(phone.page.locator(".head__figures dd").nth(2)).to_have_text("0", timeout=ARRIVED)
        rows = street.passed(gate)
        ats = [datetime.fromisoformat(one["at"]) for one in rows]
        assert len(rows) == count
        assert all(abs(datetime.now(UTC) - at) < 5 * MINUTE for at in ats), ats
    noticed = [one["noticed"] for gate in street.gates for one in street.passed(gate)]
    assert sorted(noticed) == [[], ["elsewhere_just_now"], ["pass_revoked"]]
    with first.page.expect_response(re.compile(r"/gates/[^/]+/copy$")):
        first.page.clock.fast_forward(61_000)  # it asks each minute
    is_asked(first, street.passes[1]["code"], "通行证已作废")

    page = open_as("shequ", f"/passages?gate={street.gates[0]['id']}")
    page.get_by_label("查询理由").fill("核对演练记录")
    page.get_by_role("button", name="查询", exact=True).click()
    found = page.get_by_role("region", name="查询结果")
    expect(found.get_by_role("row").filter(has_text="已放行")).to_have_count(2)
    expect(found).to_contain_text("系统发现：通行证已作废")
