"""The phone on the stairs: a building without a signal, two phones at one door, an update, a lost phone, a bad line."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.e2e.field.block import LARGE, ROUND, SITE, SMALL, UNREGISTERED, Block, raise_block
from tests.e2e.field.conftest import NewPhone
from tests.e2e.field.desk import API, Desk
from tests.e2e.field.hands import Hands
from tests.e2e.field.phones import PIN
from tests.e2e.field.relay import MARK, relaying
from tests.served import Served, inspected

pytestmark = pytest.mark.e2e

UNCHANGED = ("101", "102", "201", "202", "301", "302", "401")
CLOSED = ("402", "501", "502", "601")
TOLD = {
    "701": ("拒绝", "refused"),
    "702": ("已搬走", "moved_out"),
    "802": ("空户", "empty"),
    "901": ("地址有误", "wrong_address"),
}
ASKED, AWAY, CONTESTED, LAST = "602", "801", "902", "1002"
COMMANDS = 24  # 20 visits, one change, one household, two people
PHOTOS = 3


@pytest.fixture(scope="module")
def block(demo: Served, passwords: dict[str, str]) -> Block:
    """Two buildings in the grid of the demo's worker, and a round."""
    chief, leader, worker = (
        Desk.of(demo, one, passwords[one]) for one in ("jiedao", "shequ", "wangge")
    )
    return raise_block(chief, leader, worker)


@pytest.fixture
def hands(block: Block, new_phone: NewPhone) -> Hands:
    """A phone of the worker with everything on it, in the hands of somebody."""
    phone = new_phone()
    phone.begin("wangge")
    return Hands(phone, ROUND)


def test_a_building_without_a_signal_arrives_once(hands: Hands, block: Block) -> None:
    phone = hands.phone
    phone.context.set_offline(True)
    hands.enter(LARGE)
    taken = _survey(hands)
    household = block.households[LARGE, CONTESTED]
    version = block.leader.get(f"/register/households/{household}")["version"]
    block.leader.patch(f"/register/households/{household}", version=version, note="社区写的")

    phone.page.close()
    phone = replace(phone, page=phone.context.new_page())
    phone.reopen()
    phone.enter(PIN)
    expect(phone.strip).to_contain_text(f"没有信号，{COMMANDS} 条存在本机")
    phone.context.set_offline(False)
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    phone.strip.tap()
    expect(phone.page.get_by_role("heading", name=f"已确认（{COMMANDS}）")).to_be_visible()
    expect(phone.page.get_by_role("heading", name="需要您处理")).to_have_count(0)

    _everything_arrived_once(block)
    _pictures_tell_no_place(phone.page, block, taken)
    _household_is_there_once(block)
    _conflict_waits_at_the_desk(block, household)


def _survey(hands: Hands) -> list[bytes]:
    """Twenty doors; answers the photographs as the phone keeps them."""
    hands.unchanged(*UNCHANGED)
    hands.together(CLOSED, "无人应答")
    for room, (word, _) in TOLD.items():
        hands.say(room, word)
    hands.say(AWAY, "外出", "省外")
    taken = _ask(hands)
    _change(hands)
    _enter_household(hands)
    hands.unchanged(UNREGISTERED, CONTESTED, LAST)
    return taken


def _ask(hands: Hands) -> list[bytes]:
    """Question by question, with photographs."""
    page = hands.page
    hands.open(ASKED).get_by_role("button", name="逐项登记").tap()
    page.get_by_role("radio", name="是", exact=True).tap()
    page.get_by_label("备注").fill("想要楼道加扶手")
    taken = hands.take_photos(PHOTOS)
    page.get_by_role("button", name="保存走访").tap()
    expect(page.locator(".door").first).to_be_visible()
    return taken


def _change(hands: Hands) -> None:
    """The household that the desk changes too."""
    page = hands.page
    hands.open(CONTESTED).get_by_role("button", name="本户详情").tap()
    page.get_by_role("button", name="修改本户").tap()
    page.locator("textarea").fill("网格员写的")
    page.get_by_role("button", name="保存", exact=True).tap()
    expect(page.locator(".head__note")).to_have_text("网格员写的")
    page.go_back()
    expect(page.locator(".door").first).to_be_visible()


def _enter_household(hands: Hands) -> None:
    """Two people whom nobody knew."""
    page = hands.page
    hands.open(UNREGISTERED).get_by_role("button", name="登记住户").tap()
    page.get_by_role("radio", name="租住").tap()
    hands.person(0, 姓名="测新户主", 联系电话="19000000001")
    page.get_by_role("button", name="再加一人").tap()
    hands.person(1, 姓名="测新配偶")
    page.get_by_role("button", name="登记这一户（2 人）").tap()
    expect(page.get_by_text("测新配偶")).to_be_visible()
    page.go_back()
    expect(page.locator(".door").first).to_be_visible()


def _everything_arrived_once(block: Block) -> None:
    told = {room: outcome for room, (_, outcome) in TOLD.items()}
    told |= dict.fromkeys((*UNCHANGED, CONTESTED, LAST, ASKED), "met")
    told |= dict.fromkeys(CLOSED, "no_answer") | {AWAY: "away"}
    came = {
        room: [one["outcome"] for one in block.visits(LARGE, room)]
        for building, room in block.households
        if building == LARGE
    }
    assert came == {room: [outcome] for room, outcome in told.items()}


def _pictures_tell_no_place(page: Page, block: Block, taken: list[bytes]) -> None:
    """Neither on the phone nor at the server."""
    (visit,) = block.visits(LARGE, ASKED)
    assert (visit["answers"], visit["note"]) == ({"help": True}, "想要楼道加扶手")
    kept = [page.request.get(f"{API}/rounds/photos/{one}").body() for one in visit["photos"]]
    assert len(kept) == len(taken) == PHOTOS
    for content in (*taken, *kept):
        with Image.open(io.BytesIO(content)) as picture:
            assert not picture.getexif()
            assert max(picture.size) <= 1280


def _household_is_there_once(block: Block) -> None:
    place = f"{SITE}{LARGE}{UNREGISTERED}"
    rows = block.worker.every(f"/register/households?grid={block.grid}")
    (found,) = (one for one in rows if one["address_text"].startswith(place))
    residents = block.worker.get(f"/register/households/{found['id']}")["residents"]
    assert sorted(one["name"] for one in residents) == ["测新户主", "测新配偶"]
    targets = block.worker.every(f"/rounds/{block.round}/targets?grid_id={block.grid}")
    (target,) = (one for one in targets if one["subject_id"] == found["id"])
    assert (target["late_added"], target["outcome"], target["tries"]) == (True, "met", 1)


def _conflict_waits_at_the_desk(block: Block, household: str) -> None:
    waiting = block.leader.get("/register/conflicts?kind=same_field")["items"]
    (conflict,) = (one for one in waiting if one["claimed_household_id"] == household)
    (note,) = conflict["fields"]
    assert (note["field"], note["stored"], note["came"]) == ("note", "社区写的", "网格员写的")


def test_two_phones_at_one_door_are_both_kept_and_who_was_met_counts(
    hands: Hands, block: Block, new_phone: NewPhone
) -> None:
    other = Hands(new_phone(), ROUND)
    other.phone.begin("wangge")
    for one in (hands, other):
        one.phone.context.set_offline(True)
        one.enter(SMALL)
    hands.unchanged("101")
    other.say("101", "无人应答")
    for one in (hands, other):
        one.leave()
        expect(one.phone.strip).to_contain_text("存在本机", timeout=30_000)
        one.phone.context.set_offline(False)
        expect(one.phone.strip).to_contain_text("全部已送达", timeout=30_000)
    outcomes = [one["outcome"] for one in block.visits(SMALL, "101")]
    assert sorted(outcomes) == ["met", "no_answer"]
    target = block.target(SMALL, "101")
    assert (target["outcome"], target["settled"], target["tries"]) == ("met", True, 2)
    other.page.get_by_role("link", name=SMALL).tap()
    expect(other.door("101")).to_have_attribute("aria-label", "101 2 人 已走访 见到")


def test_a_new_version_is_taken_with_a_full_outbox(
    demo: Served, block: Block, new_phone: NewPhone
) -> None:
    with relaying(demo.port) as relay:
        hands = Hands(new_phone(address=relay.address), ROUND)
        phone = hands.phone
        phone.begin("wangge")
        phone.reopen()  # from now on out of the phone's own copy of the app
        phone.enter(PIN)
        phone.context.set_offline(True)
        hands.enter(SMALL)
        hands.unchanged("201", "202")
        hands.leave()
        expect(phone.strip).to_contain_text("没有信号，2 条存在本机")

        relay.newer = True
        phone.context.route("**/api/v1/sync/**", lambda route: route.abort())
        phone.context.set_offline(False)
        phone.page.evaluate("navigator.serviceWorker.ready.then((kept) => kept.update())")
        expect(phone.page.get_by_text("有新版本")).to_be_visible()
        phone.page.get_by_role("button", name="更新", exact=True).tap()
        phone.page.wait_for_url("**/field/pin**")
        assert MARK in phone.page.content()
        phone.enter(PIN)
        expect(phone.strip).to_contain_text("没有信号，2 条存在本机")
        phone.context.unroute("**/api/v1/sync/**")
        phone.context.set_offline(True)
        phone.context.set_offline(False)
        expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    assert [len(block.visits(SMALL, room)) for room in ("201", "202")] == [1, 1]


def test_a_lost_phone_wipes_itself_at_the_next_contact(
    hands: Hands,
    block: Block,
    demo: Served,
    passwords: dict[str, str],
    sessions: Callable[..., Path],
) -> None:
    phone = hands.phone
    hands.enter(SMALL)
    device = block.worker.get("/sync/devices")[0]["id"]
    phone.context.set_offline(True)
    hands.unchanged("302")
    Desk.of(demo, "jiedao", passwords["jiedao"]).post(f"/sync/devices/{device}/revoke")
    block.worker.served.enter("wangge", passwords["wangge"])
    sessions("wangge").unlink()

    phone.context.set_offline(False)
    phone.page.wait_for_url(re.compile(r"/field/start\b"))
    expect(phone.page.get_by_role("status")).to_contain_text("这部手机上的数据已清除：可能被挂失")
    assert phone.page.evaluate(KEPT) == {}
    assert block.visits(SMALL, "302") == []


KEPT = """async () => {
  const kept = {}
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise((done) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => done(asked.result)
    })
    for (const table of opened.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = opened.transaction(table).objectStore(table).count()
        asked.onsuccess = () => done(asked.result)
      })
      if (rows) kept[`${name}/${table}`] = rows
    }
    opened.close()
  }
  return kept
}"""
"""How many rows lie in which tables of the phone."""


def test_what_was_cut_off_in_the_middle_arrives_once(hands: Hands, block: Block) -> None:
    phone, cut = hands.phone, []

    def cut_off(route: Route) -> None:
        """The server hears all of it; its answer is lost."""
        answer = route.fetch()
        cut.append(answer.status)
        route.abort()

    phone.context.route("**/api/v1/sync/push", cut_off, times=1)
    hands.enter(SMALL)
    hands.say("301", "拒绝")
    hands.leave()
    expect(phone.strip).to_contain_text("没有信号，1 条存在本机")
    assert cut == [200]
    assert len(block.visits(SMALL, "301")) == 1
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    assert [one["outcome"] for one in block.visits(SMALL, "301")] == ["refused"]


@pytest.fixture
def forgetful(demo: Served) -> Callable[[str], None]:
    """Take the last day from the server, as a restore of yesterday's backup does: a visit and its command are gone."""

    def forget(target: str) -> None:
        with inspected(demo.home) as connection:
            (visit,) = connection.execute(
                "DELETE FROM rounds_visit WHERE target_id = %s RETURNING id", [UUID(target)]
            ).fetchall()
            connection.execute(
                "UPDATE rounds_target SET outcome = '', outcome_at = NULL, outcome_by = NULL,"
                " settled = false, tries = 0, persons_met = 0 WHERE id = %s",
                [UUID(target)],
            )
            gone = connection.execute(
                "DELETE FROM kernel_command WHERE answer->>'id' = %s", [str(visit[0])]
            )
            assert gone.rowcount == 1
            connection.execute(
                "INSERT INTO kernel_epoch (number, began_at, reason)"
                " SELECT coalesce(max(number), 0) + 1, now(), 'restored' FROM kernel_epoch"
            )

    return forget


def test_a_server_restored_from_yesterday_hears_of_today_again(
    hands: Hands, block: Block, forgetful: Callable[[str], None]
) -> None:
    phone = hands.phone
    hands.enter(SMALL)
    hands.unchanged("401")
    with phone.page.expect_response("**/api/v1/sync/push"):
        hands.leave()
    expect(phone.strip).to_contain_text("全部已送达", timeout=30_000)
    (before,) = block.visits(SMALL, "401")
    forgetful(block.targets[block.households[SMALL, "401"]])
    assert block.visits(SMALL, "401") == []
    assert block.target(SMALL, "401")["outcome"] is None

    phone.context.set_offline(True)
    with phone.page.expect_response("**/api/v1/sync/push") as pushed:
        phone.context.set_offline(False)
    assert [one["outcome"] for one in pushed.value.json()["results"]] == ["done"]
    expect(phone.strip).to_contain_text("全部已送达")
    (after,) = block.visits(SMALL, "401")
    assert (after["id"], after["outcome"]) == (before["id"], "met")
