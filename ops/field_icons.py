"""The field app's icons for home screens, drawn from its mark: `python ops/field_icons.py`, after the mark was changed.

A maskable icon is cut to any shape by the phone: its ground fills the square, the mark stays in the safe middle.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ICONS = Path(__file__).parent.parent / "web" / "apps" / "field" / "public" / "icons"
GROUND = "#0f5e63"


def draw(page: Page, mark: str, name: str, size: int, *, margin: int = 0) -> None:
    """One PNG of this size."""
    page.set_viewport_size({"width": size, "height": size})
    ground = f"background:{GROUND};padding:{margin}px" if margin else ""
    page.set_content(
        f"<style>*{{margin:0;box-sizing:border-box}}svg{{display:block;width:100%;height:100%}}</style>"
        f"<div style='width:{size}px;height:{size}px;{ground}'>{mark}</div>"
    )
    page.screenshot(path=ICONS / name, omit_background=True)


with sync_playwright() as started:
    browser = started.chromium.launch(
        executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
        args=["--no-sandbox"],
    )
    page = browser.new_page()
    mark = (ICONS / "mark.svg").read_text(encoding="utf-8")
    draw(page, mark, "192.png", 192)
    draw(page, mark, "512.png", 512)
    draw(page, mark, "maskable.png", 512, margin=80)
    browser.close()
