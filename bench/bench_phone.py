"""The field app in a real Chromium: what it weighs, when it is useful, how fast it answers, what a visit costs in taps.

    python -m bench phone
    python -m bench.bench_phone --persons 73500 --homes /tmp/homes    # homes are kept there and used again
    python -m bench.bench_phone --burden                              # taps and characters alone (`make burden`)

Network and processor are slowed down by Chromium itself: its preset "Slow 4G" (562.5 ms before each answer, 1.44 Mbit/s
down, 0.675 up) and a processor a quarter as fast. The grid is one of 49 of the fictional street (some 1,500 residents).
Seconds of a burden are counted from taps and keys, not measured.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Locator,
    Page,
    expect,
)
from playwright.sync_api import sync_playwright as playwright
from tests.e2e.chromium import begin
from tests.e2e.field.block import LARGE, ROUND, UNREGISTERED, raise_block
from tests.e2e.field.conftest import phone_in
from tests.e2e.field.desk import Desk
from tests.e2e.field.hands import Hands, sign
from tests.e2e.field.phones import PIN, FieldPhone
from tests.served import Served, serving

from bench.bench_register import ONE_COMMUNITY, ONE_GRID, WHOLE_STREET, kept_homes, seed, sign_ins

SHELL_KB, PAINT_S, OPEN_MS, SEARCH_MS, UPLOAD_S, VISITS = 300.0, 2.0, 100.0, 50.0, 5.0, 500
SLOW_4G = {"latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
SLOW_CPU, TURNS = 4, 5
LETTERS, RESIDENT = ("l", "w", "z", "c", "h"), ".hit--resident"

WATCHED = """
const wanted = { form: 'input[name=username]', program: '.sign-in-form input' }
window.seen = {}
const look = () => {
  for (const [name, selector] of Object.entries(wanted))
    if (!seen[name] && document.querySelector(selector)?.offsetParent) seen[name] = performance.now()
  if (!seen.program) requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""
"""When the boxes of the sign-in form can be seen: the page's own, then those of the program."""

UNTIL_PAINTED = """async ([act, value, wanted]) => {
  const [selector, text] = wanted
  const began = performance.now()
  const element = document.querySelector(act)
  if (value === null) element.click()
  else {
    element.value = value
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const there = () => document.querySelector(selector)?.textContent.includes(text)
  do await new Promise(requestAnimationFrame)
  while (!there() && performance.now() - began < 10000)
  return performance.now() - began
}"""
"""Milliseconds from a tap, or from a letter, to the frame that shows what was wanted."""


TAP_S = 1.35 + 1.1
"""A thought and a pointing: operators M and P of the keystroke-level model (Card, Moran, Newell 1980)."""
KEY_S = 60 / (36.2 * 5)
"""36.2 words of five keys a minute: typing on phones, 37,000 people (Palin and others 2019)."""
KEYS_OF_A_SIGN = 4
"""Three letters of pinyin and a choice."""


@dataclass
class Counted:
    """A hand that counts its taps and the characters it types."""

    taps: int = 0
    characters: int = 0
    keys: int = 0

    @property
    def seconds(self) -> float:
        """How long a practised hand needs."""
        return self.taps * TAP_S + self.keys * KEY_S

    def tap(self, *keys: Locator) -> None:
        """One tap each."""
        for key in keys:
            key.tap()
            self.taps += 1

    def type(self, box: Locator, text: str) -> None:
        """A tap into the box, and what is typed."""
        self.tap(box)
        box.fill(text)
        self.characters += len(text)
        self.keys += sum(1 if one.isascii() else KEYS_OF_A_SIGN for one in text)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=73_500)
    options.add_argument("--homes", type=Path)
    options.add_argument("--burden", action="store_true")
    given = options.parse_args()
    persons = 1500 if given.burden else given.persons
    with kept_homes(given.homes) as homes, chromium() as browser:
        home = homes / str(persons)
        if not (home / "keys").exists():
            seed(home, persons)
        with serving(home, "demo") as served:
            passwords = sign_ins(home, served)
            people = (WHOLE_STREET, ONE_COMMUNITY, ONE_GRID)
            raise_block(*(Desk.of(served, one, passwords[one]) for one in people))
            if not given.burden:
                speed(browser, served, passwords)
            burden(browser, served, passwords)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A browser that is closed at the end."""
    with playwright() as started:
        launched = begin(started, *flags, patience_ms=30_000)
        yield launched
        launched.close()


def speed(browser: Browser, served: Served, passwords: dict[str, str]) -> None:
    """All measurements with a promise in bytes or seconds."""
    shell(browser, served)
    phone = phone_in(browser, served.address, passwords)
    phone.begin(ONE_GRID)
    slow = phone.context.new_cdp_session(phone.page)
    search(phone.page, slow)
    upload(phone)


def shell(browser: Browser, served: Served) -> None:
    """What comes over the line until one can sign in, and when the form can be used; a new phone each time."""
    turns = [first_page(browser, served) for _ in range(TURNS)]
    kb, form, program = (statistics.median(values) for values in zip(*turns, strict=True))
    print(
        f"app shell           {kb:7.0f} kB  {kb / SHELL_KB:.2f} x the promised 300 kB, compressed"
    )
    print(f"first useful paint  {form:7.2f} s   {form / PAINT_S:.2f} x the promised 2 s,", end=" ")
    print(f"Slow 4G (562.5 ms) and {SLOW_CPU} x CPU; the program took over at {program:.2f} s")


def first_page(browser: Browser, served: Served) -> tuple[float, float, float]:
    """Kilobytes, seconds until the form is seen, seconds until it is the program's."""
    phone = phone_in(browser, served.address, {})
    context, page = phone.context, phone.page
    line, bytes_ = slowed(context, page), [0.0]
    line.on("Network.loadingFinished", lambda one: bytes_.append(one["encodedDataLength"]))
    page.add_init_script(WATCHED)
    page.goto("/field/", wait_until="commit")
    page.wait_for_function("window.seen?.program", timeout=60_000)
    seen = page.evaluate("seen")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return sum(bytes_) / 1000, max(seen["form"], painted) / 1000, seen["program"] / 1000


def slowed(context: BrowserContext, page: Page) -> CDPSession:
    """Slow line, slow processor."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    return session


def search(page: Page, session: CDPSession) -> None:
    """Residents by the initials of their names, then the household of one of them; on a slow processor."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    page.get_by_role("tab", name="搜索").tap()
    expect(page.locator("input[type=search]")).to_be_visible()
    found, open_ = [], []
    for letters in LETTERS:
        found.append(page.evaluate(UNTIL_PAINTED, ["input[type=search]", letters, (RESIDENT, "")]))
        open_.append(page.evaluate(UNTIL_PAINTED, [RESIDENT, None, (".head__address", "")]))
        page.go_back()
        page.locator("input[type=search]").fill("")
        expect(page.locator(RESIDENT)).to_have_count(0)
    told("search by initials", statistics.median(found), SEARCH_MS, f"at {SLOW_CPU} x CPU")
    told("a household opens", statistics.median(open_), OPEN_MS, f"at {SLOW_CPU} x CPU")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def upload(phone: FieldPhone) -> None:
    """Building after building told without a signal, until there are 500 visits; then the signal comes."""
    phone.context.set_offline(True)
    page, told_ = phone.page, 0
    page.get_by_role("tab", name="楼栋").tap()
    places = page.locator(".building:not(.building--loose, .new)")
    expect(places.first).to_be_visible()
    several, place = places.count(), 0
    while told_ < VISITS:
        whole_building(page, places.nth(place % several), VISITS - told_)
        told_ = waiting(page)
        place += 1
        assert told_ or place < several, "no round is walked in this grid"
    strip = phone.strip
    expect(strip).to_contain_text(f"{told_} 条存在本机")
    began = time.perf_counter()
    phone.context.set_offline(False)
    expect(strip).to_contain_text("全部已送达", timeout=120_000)
    seconds = time.perf_counter() - began
    print(f"{told_} offline visits  {seconds:7.2f} s   {seconds / UPLOAD_S:.2f} x the promised 5 s")


def waiting(page: Page) -> int:
    """How many visits wait on the phone, once no more are added."""
    before, now = "", page.locator(".status-strip").inner_text()
    while now != before:
        page.wait_for_timeout(300)
        before, now = now, page.locator(".status-strip").inner_text()
    return int("".join(filter(str.isdigit, now)) or 0)


def whole_building(page: Page, building: Locator, most: int) -> None:
    """Nobody opened at these doors."""
    building.tap()
    page.get_by_role("button", name="多选").tap()
    page.evaluate(
        "(most) => [...document.querySelectorAll('.door:not(.door--none)')].slice(0, most)"
        ".forEach((door) => door.click())",
        most,
    )
    key = page.locator(".together__outcome", has_text="无人应答")
    if key.is_enabled():
        key.tap()
    page.locator(".van-nav-bar__left").tap()
    expect(page.locator(".building").first).to_be_visible()


def told(what: str, milliseconds: float, promised: float, how: str) -> None:
    """One line."""
    share = milliseconds / promised
    print(f"{what:<19} {milliseconds:7.0f} ms  {share:.2f} x the promised {promised:.0f} ms, {how}")


def burden(browser: Browser, served: Served, passwords: dict[str, str]) -> None:
    """Taps and characters of what is done most, from the page on which one stands then."""
    phone = phone_in(browser, served.address, passwords)
    phone.begin(ONE_GRID)
    hands = Hands(phone, ROUND)
    hands.enter(LARGE)
    print("\nburden                        taps  characters  seconds   promised")
    for name, act, promised in BURDENS:
        counted = Counted()
        act(hands, counted)
        figures = f"{counted.taps:>5} {counted.characters:>11} {counted.seconds:>8.0f}"
        print(f"{name:<28} {figures}   {promised}")


def unchanged(hands: Hands, hand: Counted) -> None:
    """A household as it is known."""
    hand.tap(hands.door("101"), hands.page.get_by_role("button", name="✓ 无变化"))


def no_answer(hands: Hands, hand: Counted) -> None:
    """A closed door."""
    hand.tap(hands.door("102"), hands.page.locator(".sheet .outcome", has_text="无人应答"))


def new_household(hands: Hands, hand: Counted) -> None:
    """Four people with a car whom nobody knew, without numbers of documents; they share a phone."""
    page = hands.page
    page.locator(".sheet").wait_for(state="hidden")
    hand.tap(hands.door(UNREGISTERED), page.get_by_role("button", name="登记住户"))
    hand.tap(page.get_by_role("radio", name="自住"))
    for place, name in enumerate(("测一平", "测二安", "测三喜", "测四乐")):
        if place:
            hand.tap(page.get_by_role("button", name="再加一人"))
        person = page.locator("section.one").nth(place)
        hand.type(person.get_by_label("姓名"), name)
        if place > 1:
            hand.tap(person.get_by_role("radio", name="子", exact=True))
        if place:
            hand.tap(person.get_by_role("button", name="同上"))
        else:
            hand.type(person.get_by_label("联系电话"), "19000000002")
            hand.type(person.get_by_label("车牌"), "赣A00001")
    hand.tap(page.get_by_role("button", name="登记这一户（4 人）"))
    expect(page.get_by_text("测四乐")).to_be_visible()


def day(hands: Hands, hand: Counted) -> None:
    """The log and the sheet of the day, from the page of today: opened, signed with a finger, handed in."""
    page = hands.page
    page.goto("/field/today")
    hands.phone.enter(PIN)
    hand.tap(page.get_by_role("link", name="我的一天"))
    sign(page)
    hand.taps += 1
    hand.tap(page.get_by_role("button", name="提交日志，确认摸排表"))
    expect(page.get_by_role("button", name="更正")).to_be_visible()


def lives_here(hands: Hands, hand: Counted) -> None:
    """At the gate, somebody whom no list has says that they live behind it."""
    page = hands.page
    page.goto("/field/gate")
    hands.phone.enter(PIN)
    page.locator(".gates__one").first.tap()
    hand.tap(page.locator(".gate__way", has_text="补充登记"))
    hand.type(page.get_by_label("姓名"), "测新来")
    hand.type(page.get_by_label("证件号或手机号"), "19000000031")
    hand.type(page.get_by_label("住址"), "3栋1单元101")
    hand.tap(page.get_by_role("button", name="保存"))
    expect(page.locator(".list__row", has_text="测新来")).to_be_visible()


Burden = tuple[str, Callable[[Hands, Counted], None], str]
BURDENS: tuple[Burden, ...] = (
    ("an unchanged household", unchanged, "2"),
    ("nobody opens", no_answer, "2"),
    ("a new household of 4, car", new_household, "60 and the text"),
    ("sheet and log of the day", day, "3"),
    ("lives here, in no list", lives_here, "30 seconds"),
)


if __name__ == "__main__":
    main()
