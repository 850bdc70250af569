"""Search, buildings, doors, visits and calls."""

from playwright.sync_api import expect

from tests.e2e.field.hands import Hands, photograph
from tests.e2e.field.tour.ground import BUILDING, ROUND
from tests.e2e.field.tour.walk import Screen, Walk

KNOWN, SHOPS = "晴川新村1栋", "丰和街81号起沿街商铺主楼"
CALLED = "龚怡诗"
OPEN, TWICE, SEVERAL = "302", "301", ("102", "201", "202")
OUTCOMES = {
    "no-answer": "无人应答",
    "refused": "拒绝",
    "moved-out": "已搬走",
    "empty": "空户",
    "wrong-address": "地址有误",
    "new-people": "发现新人",
    "away": "外出",
}


def _search(walk: Walk, typed: str) -> None:
    walk.page.locator(".van-search input").fill(typed)


def _into(walk: Walk, building: str) -> None:
    walk.tab("楼栋")
    Hands(walk.phone, ROUND).enter(building)


def _open(walk: Walk, room: str) -> None:
    walk.door(1, room).tap()


def _another_door(walk: Walk) -> None:
    walk.close()
    _open(walk, TWICE)


def _several_doors(walk: Walk) -> None:
    walk.close()
    walk.tap("多选")
    for room in SEVERAL:
        walk.door(2, room).tap()
    expect(walk.page.locator(".together")).to_contain_text("已选 3 个门")


def _nobody_there(walk: Walk) -> None:
    walk.page.locator(".together__outcome", has_text="无人应答").tap()


def _known_door(walk: Walk) -> None:
    walk.page.locator(".undo__button").tap()
    _into(walk, KNOWN)
    walk.page.locator(".door--done").first.tap()


def _shops(walk: Walk) -> None:
    walk.close()
    walk.tab("楼栋")
    walk.page.get_by_role("link", name=SHOPS).tap()


def _loose(walk: Walk) -> None:
    walk.close()
    walk.tab("楼栋")
    walk.page.get_by_role("link", name="未对上门牌").tap()


def _visit(walk: Walk) -> None:
    _into(walk, BUILDING)
    _open(walk, OPEN)
    walk.tap("逐项登记")


def _photograph(walk: Walk) -> None:
    walk.choose("见到")
    walk.page.locator("input[type=file]").set_input_files(photograph(2))


def _one_question_open(walk: Walk) -> None:
    walk.tap("保存走访")


def _saved(walk: Walk) -> None:
    walk.choose("否")
    walk.page.get_by_label("备注").fill("想要楼道加扶手")
    walk.tap("保存走访")


def _calls(walk: Walk) -> None:
    walk.tab("今日")
    walk.tap("电话走访")


def _call(walk: Walk) -> None:
    walk.page.locator(".row", has_text=CALLED).tap()


def _revisits(walk: Walk) -> None:
    walk.tab("今日")
    walk.tap("再访")


def _outcome(name: str, word: str) -> Screen:
    return Screen(f"visit-{name}", lambda walk: walk.choose(word), f'.chip--on:text-is("{word}")')


def _plan_the_way(walk: Walk) -> None:
    walk.tap("规划今天的路线")
    walk.page.locator(".legs__one").nth(2).scroll_into_view_if_needed()


SCREENS = (
    Screen("today-way", _plan_the_way, ".legs__one"),
    Screen("search", lambda walk: walk.tab("搜索"), ".ways"),
    Screen("search-hits", lambda walk: _search(walk, "l"), ".hit--resident"),
    Screen("search-nothing", lambda walk: _search(walk, "没有这个人"), ".empty"),
    Screen("doors", lambda walk: walk.tab("楼栋"), ".building"),
    Screen("building", lambda walk: _into(walk, BUILDING), ".door"),
    Screen("door", lambda walk: _open(walk, OPEN), ".sheet .actions"),
    Screen("door-away", lambda walk: walk.tap("外出"), '[aria-label="去了哪里"]'),
    Screen("door-several", _another_door, ".sheet .chips"),
    Screen("together", _several_doors, ".together"),
    Screen("undo", _nobody_there, ".undo"),
    Screen("door-known", _known_door, ".sheet .known__answers"),
    Screen("door-new-people", lambda walk: walk.tap("发现新人"), "text=单独一户"),
    Screen("shops", _shops, ".shop"),
    Screen("shop", lambda walk: walk.page.locator(".shop").first.tap(), ".sheet"),
    Screen("loose", _loose, ".row"),
    Screen("visit", _visit, ".question"),
    Screen("visit-missing", _one_question_open, ".question--wrong"),
    *(_outcome(name, word) for name, word in OUTCOMES.items()),
    Screen("visit-photo", _photograph, ".photos__one"),
    Screen("building-said", _saved, ".door--done"),
    Screen("calls", _calls, ".count"),
    Screen("call", _call, ".head__title"),
    Screen("call-number", lambda walk: walk.tap("显示号码"), "a.phone__call"),
    Screen("revisits", _revisits, ".row"),
)
