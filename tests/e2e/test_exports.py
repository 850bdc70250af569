"""Taking a list out of the house, and seeing who took it, in a real browser."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.screens import dialog

pytestmark = pytest.mark.e2e


def asked(page: Page) -> None:
    """The export dialogue of a list, with its plan read."""
    page.locator("[data-test=export]").click()
    expect(page.locator("[data-test=plan]")).to_contain_text("行")


def test_a_worker_takes_a_masked_list(open_as: Open, tmp_path: Path) -> None:
    page = open_as("wangge", "/register/households")
    asked(page)
    dialog(page).get_by_text("居民清单").click()
    with page.expect_download() as download:
        page.locator("[data-test=take]").click()
    assert download.value.suggested_filename.startswith("居民清单-打码-")
    file = tmp_path / "list.xlsx"
    download.value.save_as(file)
    rows = [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].iter_rows()]
    assert "wangge" in str(rows[0][0])
    assert rows[-1][0] == "完"
    assert all(str(row[2]).endswith("*") for row in rows[2:-1])

    page.goto("/exports")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("居民清单")
    expect(first).to_contain_text("已完成")


def test_a_list_in_full_is_prepared_and_alerts_who_oversees(open_as: Open) -> None:
    page = open_as("shequ", "/register/organisations")
    asked(page)
    dialog(page).get_by_text("从业人员清单").click()
    dialog(page).get_by_text("完整", exact=True).click()
    dialog(page).get_by_text("上级要求报送").click()
    dialog(page).get_by_text("后台备好").click()
    page.locator("[data-test=take]").click()
    expect(page.locator("tbody tr").first).to_contain_text("已备好", timeout=30_000)
    with page.expect_download() as download:
        page.locator("[data-test=take-again]").first.click()
    assert "完整" in download.value.suggested_filename

    chief = open_as("jiedao", "/audit/exports")
    row = chief.locator("tbody tr", has_text="从业人员清单").first
    expect(row).to_contain_text("上级要求报送")


def test_the_notice_is_printed_without_the_console(open_as: Open) -> None:
    page = open_as("jiedao", "/privacy")
    expect(page.get_by_role("heading", name="个人信息处理告知")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_role("heading", name="个人信息处理告知")).to_be_visible()
