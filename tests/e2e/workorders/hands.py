"""What people do with work orders at a desk."""

import io
import re
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.screens import Api, choose
from tests.e2e.still import stand_still

ORDER = re.compile(r"/workorders/[0-9a-f-]{36}$")


def report(
    page: Page,
    kind: str,
    *,
    typed: dict[str, str] | None = None,
    chosen: dict[str, str] | None = None,
) -> str:
    """Report an order of a kind at the worker's grid, by the form; answers its address."""
    if "/workorders/new" not in page.url:
        page.goto(f"/workorders/new?grid={Api(page).grid()['id']}")
        stand_still(page)
    choose(page, "类别", kind)
    for field, option in (chosen or {}).items():
        choose(page, field, option)
    for field, text in (typed or {}).items():
        page.get_by_label(field).first.fill(text)
    page.get_by_role("button", name="上报", exact=True).click()
    page.wait_for_url(ORDER)
    return page.url


def panel(page: Page) -> Locator:
    """What may be done now."""
    return page.get_by_role("region", name="现在可以做的")


def step(page: Page, address: str, move: str, text: str = "", *, photo: bool = False) -> None:
    """Open an order and make a move of it."""
    page.goto(address)
    begin(page, move)
    if text:
        panel(page).get_by_role("textbox", name="说明").fill(text)
    if photo:
        picture = FilePayload(name="a.png", mimeType="image/png", buffer=drawn())
        panel(page).locator("input[type=file]").set_input_files(picture)
        expect(panel(page).locator(".photos img")).to_have_count(1)
    confirm(page, move)


def begin(page: Page, move: str) -> None:
    """Choose a move."""
    panel(page).get_by_role("button", name=move, exact=True).click()


def confirm(page: Page, move: str) -> None:
    """Send it and wait until it is made."""
    button = panel(page).get_by_role("button", name=f"确认：{move}")
    button.click()
    expect(button).to_have_count(0)
    expect(panel(page).get_by_role("alert")).to_have_count(0)


def told(page: Page) -> list[str]:
    """The sentences of the timeline."""
    page.locator(".timeline li").first.wait_for()
    return page.locator(".timeline li b").all_inner_texts()


def stands(page: Page, state: str) -> None:
    """The order is in a state."""
    expect(page.locator(".page-header .gw-tag").first).to_have_text(state)


def opened(page: Page, kind: str = "facility_broken", **words: Any) -> dict[str, Any]:
    """An order opened without the form, where the form is not what is tested."""
    answers = {"facility_broken": {"facility": "围挡"}, "resident_need": {"need": "food"}}[kind]
    said = {"id": words.pop("id"), "kind": kind, "answers": answers, **words}
    return dict(Api(page).post("/workorders", grid_id=Api(page).grid()["id"], **said))


def drawn() -> bytes:
    """A photograph."""
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "#8fb3ad").save(made, "PNG")
    return made.getvalue()
