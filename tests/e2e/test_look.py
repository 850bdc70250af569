"""How every screen looks: it fits, it is in Chinese, and people with aids can use it. One walk serves all tests."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.complaints import note_complaints
from tests.e2e.conftest import DESK, PHONE, SMALL_DESK
from tests.e2e.looking import axe, keys, latin, too_wide
from tests.e2e.screens import (
    LISTS,
    OF_THE_ADMINISTRATOR,
    OF_WHOEVER_KEEPS_HELP,
    go_on,
    routes,
    visit,
)
from tests.e2e.still import watched
from tests.served import Served

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]  # every screen is walked

TOO_SMALL_FOR_A_FINGER = """() => [...document.querySelectorAll('button, [role=combobox], nav a, input')]
    .filter((one) => one.type !== 'file')
    .filter((one) => one.checkVisibility() && !one.closest('.maplibregl-map, .gw-visually-hidden'))
    .filter((one) => {
        const box = one.closest('.el-input__wrapper, .el-select__wrapper, label') ?? one
        const { height } = box.getBoundingClientRect()
        return height > 1 && height < 43.5
    })
    .map((one) => one.outerHTML.slice(0, 90))"""
ALLOWED_LATIN = frozenset({"gridward audit verify", "Linux x"})
"""A command, and what a browser calls the machine it runs on."""

Findings = dict[str, list[str]]


class Look:
    """Looks at the screen that is open and notes what a careful designer would send back, by kind."""

    def __init__(self) -> None:
        self.found: Findings = defaultdict(list)

    def at(self, page: Page, name: str, address: str) -> None:
        """A screen within the program that is open, at all sizes."""
        go_on(page, name, address)
        self.here(page, name)

    def here(self, page: Page, name: str) -> None:
        """The screen that is open, at all sizes."""
        self._note("latin", name, latin(page) - ALLOWED_LATIN)
        self._note("keys", name, keys(page))
        self._note("axe", name, axe(page))
        for width, height in (SMALL_DESK, PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            self._note(f"fits {width}", name, too_wide(page))
            if (width, height) == PHONE:
                self._note("fingers", name, page.evaluate(TOO_SMALL_FOR_A_FINGER))

    def _note(self, kind: str, name: str, complaints: object) -> None:
        assert isinstance(complaints, list | set)
        self.found[kind] += [f"{name}: {one}" for one in complaints]


@pytest.fixture(scope="module")
def findings(browser: Browser, demo: Served, sessions: Callable[[str], Path]) -> Findings:
    """What a walk through every screen found: those of the street, then what only others may open."""
    look = Look()
    with _opened(browser, demo, sessions("jiedao"), look) as page:
        for name, address in routes(page).items():
            look.at(page, name, address)
        page.context.clear_cookies()
        for name in ("sign-in", "unreachable"):
            visit(page, name, f"/{name}")
            look.here(page, name)
    with _opened(browser, demo, sessions("wangge"), look) as page:
        own = routes(page)
        for name in OF_WHOEVER_KEEPS_HELP:
            look.at(page, name, own[name])
    with _opened(browser, demo, sessions("guanli"), look) as page:
        for name in OF_THE_ADMINISTRATOR:
            look.at(page, name, LISTS[name])
    return look.found


@contextmanager
def _opened(browser: Browser, demo: Served, session: Path, look: Look) -> Iterator[Page]:
    width, height = DESK
    with browser.new_context(
        base_url=demo.address,
        locale="zh-CN",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
        storage_state=session,
    ) as context:
        note_complaints(context, look.found["errors"])
        page = watched(context.new_page())
        visit(page, "account", LISTS["account"])
        yield page


@pytest.mark.parametrize("size", [DESK, SMALL_DESK, PHONE])
def test_no_screen_is_wider_than_the_window(findings: Findings, size: tuple[int, int]) -> None:
    assert findings[f"fits {size[0]}"] == []


def test_everything_is_large_enough_for_a_finger_on_a_phone(findings: Findings) -> None:
    assert findings["fingers"] == []


def test_no_key_of_the_catalogue_is_left_untranslated(findings: Findings) -> None:
    assert findings["keys"] == []


def test_no_latin_sentence_stands_in_a_chinese_screen(findings: Findings) -> None:
    assert findings["latin"] == []


def test_no_screen_throws_or_complains(findings: Findings) -> None:
    assert findings["errors"] == []


def test_axe_finds_nothing_serious(findings: Findings) -> None:
    assert findings["axe"] == []
