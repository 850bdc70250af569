"""A walk through every page of the field app, at two sizes; with `--tour` the pictures go to var/tour/field."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.album import album_of
from tests.e2e.complaints import note_complaints
from tests.e2e.field.conftest import phone_in
from tests.e2e.field.desk import Desk
from tests.e2e.field.tour import (
    arriving,
    day,
    displays,
    doors,
    english,
    follow,
    gate,
    handover,
    orders,
    outbox,
    register,
    settings,
)
from tests.e2e.field.tour.ground import prepare
from tests.e2e.field.tour.look import PhoneLook
from tests.e2e.field.tour.walk import Screen, Walk
from tests.served import Served

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]  # every screen is walked

AREAS = (
    *(arriving, doors, register, day, orders, follow, gate, handover, outbox),
    *(displays, english, settings),
)
WALK: tuple[Screen, ...] = tuple(screen for area in AREAS for screen in area.SCREENS)
PAGES = Path(__file__).parents[3] / "web" / "apps" / "field" / "src"
PAGE = re.compile(r"path: '([^']+)'")


@pytest.fixture(scope="module")
def look(
    request: pytest.FixtureRequest,
    browser: Browser,
    demo: Served,
    passwords: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> PhoneLook:
    """What one walk has seen: a leader who has several grids, then a worker's phone from its first to its last day."""
    look = PhoneLook(album_of(request, tmp_path_factory.mktemp("tour"), "field"))
    chief, leader = (Desk.of(demo, one, passwords[one]) for one in ("jiedao", "shequ"))
    ground = prepare(chief, leader)
    for screens in ((arriving.SEVERAL_GRIDS,), WALK):
        walk = Walk(phone_in(browser, demo.address, passwords), ground)
        note_complaints(walk.phone.context, look.found["errors"])
        for screen in screens:
            screen.way(walk)
            walk.settle(screen.shows)
            look.at(walk.page, screen.name)
        walk.phone.context.close()
    return look


def test_every_page_is_walked_by(look: PhoneLook) -> None:
    patterns = {
        path
        for file in PAGES.glob("*/routes.ts")
        for path in PAGE.findall(file.read_text(encoding="utf-8"))
    }
    assert {"/today", "/households/:id/edit"} <= patterns
    walked = "\n".join(look.paths)
    missing = {
        path
        for path in patterns
        if not re.search(rf"^/field{re.sub(r':[a-z]+', '[^/]+', path)}$", walked, re.MULTILINE)
    }
    assert missing == set()


def test_no_page_is_wider_than_a_phone(look: PhoneLook) -> None:
    assert look.found["wide"] == []


def test_everything_is_large_enough_for_a_thumb(look: PhoneLook) -> None:
    assert look.found["fingers"] == []


def test_no_key_of_a_catalogue_is_left_untranslated(look: PhoneLook) -> None:
    assert look.found["keys"] == []


def test_no_latin_sentence_stands_in_a_chinese_page(look: PhoneLook) -> None:
    assert look.found["latin"] == []


def test_axe_finds_nothing_serious_on_a_phone(look: PhoneLook) -> None:
    assert look.found["axe"] == []


def test_no_page_throws_or_complains(look: PhoneLook) -> None:
    assert look.found["errors"] == []
