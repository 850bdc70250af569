"""Official forms from the screen: a household, a whole grid, a building; masked, or in full with a purpose."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.screens import Api, dialog
from tests.oversight.reports.papers import cells, text, word

pytestmark = pytest.mark.e2e


def taken(page: Page, folder: Path) -> tuple[str, bytes]:
    """Press the dialog's button and take the file that comes."""
    with page.expect_download() as coming:
        dialog(page).get_by_role("button", name="下载").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file.name, file.read_bytes()


def test_a_household_prints_masked_as_pdf(open_as: Open, tmp_path: Path) -> None:
    page = open_as("shequ", "/register")
    household = Api(page).household()
    page.goto(f"/register/households/{household['id']}")
    page.get_by_role("button", name="打印登记表").click()
    name, content = taken(page, tmp_path)
    assert name.startswith("网格户信息登记表_")
    said = text(content)
    assert "".join(household["address_text"].split()) in said
    assert all(one["name"] in said for one in household["residents"])
    assert all(one["document"] in said for one in household["residents"] if "*" in one["document"])


def test_in_full_asks_for_a_purpose_and_word_can_be_had(open_as: Open, tmp_path: Path) -> None:
    page = open_as("shequ", "/register")
    household = Api(page).household()
    page.goto(f"/register/households/{household['id']}")
    page.get_by_role("button", name="打印登记表").click()
    form = dialog(page)
    form.get_by_text("Word（可改）").click()
    form.get_by_text("完整", exact=True).click()
    form.get_by_text("其他用途").click()
    expect(form.get_by_role("button", name="下载")).to_be_disabled()
    form.get_by_role("textbox").fill("补发纸质登记表")
    name, content = taken(page, tmp_path)
    assert name.endswith(".docx")
    documents = [row[2] for row in cells(word(content).tables[0])[1:]]
    assert any(one.startswith("360199") and one.isalnum() for one in documents)
    page.goto("/audit")
    expect(page.get_by_text("补发纸质登记表").first).to_be_visible()


def test_a_grid_prints_all_its_households_and_a_building_its_doors(
    open_as: Open, tmp_path: Path
) -> None:
    page = open_as("shequ", "/register")
    api = Api(page)
    grid = api.grid()
    page.goto(f"/territory?grid={grid['id']}")
    page.get_by_role("button", name="打印全部户表").click()
    assert grid["code"] in text(taken(page, tmp_path)[1])
    site = next(
        one for one in api.get(f"/territory/sites?grid={grid['id']}")["items"] if one["buildings"]
    )
    building = api.get(f"/territory/sites/{site['id']}")["building_list"][0]
    page.goto(f"/territory/buildings/{building['id']}")
    page.get_by_role("button", name="打印楼栋表").click()
    dialog(page).get_by_text("楼栋门牌图").click()
    assert "门牌图" in text(taken(page, tmp_path)[1])
