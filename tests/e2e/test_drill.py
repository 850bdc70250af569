"""A drill beside the real street in one browser: marked everywhere, signed in apart, the real tables untouched."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewContext
from tests.e2e.looking import too_wide
from tests.served import Served, command, free_port, inspected

pytestmark = pytest.mark.e2e
MARK = "演练 · 不是真实数据 / Drill – not real data"
WHO = "jiedao"
BY_THEMSELVES = (
    *("procrastinate_", "django_session", "usersessions_", "kernel_cache"),
    *("reports_count", "account_", "audit_", "staff_account"),
)
"""Tables that the real street's own processes and its own signing in change meanwhile."""


def real_rows(home: Path) -> dict[str, str]:
    """A digest of all rows of every real table."""
    found = {}
    with inspected(home) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (name,) in tables:
            if not name.startswith(BY_THEMSELVES):
                rows = connection.execute(
                    f'SELECT md5(t::text) FROM "{name}" t ORDER BY 1'.encode()
                ).fetchall()
                found[name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def signed_in(page: Page, address: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("登录名").fill(WHO)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{address}/home")


def marked(page: Page, address: str) -> None:
    """The band stands above the page, and nothing on it closes it."""
    page.goto(address)
    band = page.locator("#gridward-drill")
    expect(band).to_have_text(MARK)
    box = band.bounding_box()
    assert box is not None
    assert (box["x"], box["y"]) == (0, 0)
    assert band.locator("button, a").count() == 0
    page.emulate_media(media="print")
    expect(band).to_be_visible()
    page.emulate_media(media="screen")


def test_a_drill_is_marked_apart_and_leaves_nothing(
    new_context: NewContext, demo: Served, passwords: dict[str, str]
) -> None:
    before = real_rows(demo.home)
    port = free_port()
    options = ("--port", str(port), "--persons", "60", "--like-this-street", "--json")
    begun = command(demo.home, "drill", "start", "probe", *options)
    assert begun.returncode == 0, begun.stderr
    try:
        beside(new_context, demo, str(json.loads(begun.stdout)["address"]), passwords[WHO])
        assert real_rows(demo.home) == before
        ended(demo)
    finally:
        command(demo.home, "drill", "stop", "probe")
    assert real_rows(demo.home) == before


def beside(new_context: NewContext, demo: Served, address: str, password: str) -> None:
    """Both in one browser: who is signed in at the one is not at the other, and stays where they were."""
    context = new_context()
    page = context.new_page()
    signed_in(page, demo.address, password)
    marked(page, f"{address}/")
    assert page.request.get(f"{address}/api/v1/me").status == 401
    signed_in(page, address, password)
    acted(page, address)
    assert page.request.get(f"{demo.address}/api/v1/me").status == 200
    for path in ("/health/desk", "/field/", "/p/"):
        marked(page, address + path)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    marked(page, f"{address}/health/desk")
    assert too_wide(page) == []
    page.goto(f"{demo.address}/health/desk")
    expect(page.locator("#gridward-drill")).to_have_count(0)
    replayed(new_context, demo, context.cookies())
    context.close()


def acted(page: Page, address: str) -> None:
    """Something is written in the drill, and something taken from it whose name says what it is."""
    token = next(one["value"] for one in page.context.cookies() if one["name"].endswith("_csrf"))
    said = page.request.post(
        f"{address}/api/v1/reports/snapshots", data={"after": 0}, headers={"X-CSRFToken": token}
    )
    assert said.status == 201, said.text()
    file = page.request.post(
        f"{address}/api/v1/reports/annex5/file", headers={"X-CSRFToken": token}
    )
    assert "%E6%BC%94%E7%BB%83-" in file.headers["content-disposition"]


def replayed(new_context: NewContext, demo: Served, cookies: list[Any]) -> None:
    """The session of the drill, sent under the real street's name, opens nothing there."""
    key = next(one["value"] for one in cookies if one["name"].endswith("_session"))
    context = new_context()
    context.add_cookies([{"name": "sessionid", "value": key, "url": demo.address}])
    assert context.request.get(f"{demo.address}/api/v1/me").status == 401


def ended(demo: Served) -> None:
    """The report is written, and nothing of the drill is left."""
    file = demo.home / "report.md"
    gone = command(demo.home, "drill", "remove", "probe", "--report", str(file), "--json")
    assert gone.returncode == 0, gone.stderr
    assert "reports.snapshot_taken" in file.read_text("utf-8")
    assert not (demo.home / "drills" / "probe").exists()
