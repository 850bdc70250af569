"""The import wizard with a messy workbook of the same street, from the upload to the undoing."""

import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gridward.fiction.generate import make_street
from gridward.fiction.rosters import write_rosters
from gridward.kernel import clock
from tests.e2e.conftest import Open
from tests.e2e.screens import Api, choose, tile

pytestmark = pytest.mark.e2e

MORE_PERSONS = 3000
OUTCOMES = ("不予导入", "冲突待定", "新增", "更新", "无变化", "与他行相同", "非数据行")


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Addresses merged over their people, of a street with more people than the register has."""
    folder = tmp_path_factory.mktemp("rosters")
    write_rosters(make_street(MORE_PERSONS, 1, clock.today()), folder, 1)
    return next(folder.glob("康王庙社区住户底册.xlsx"))


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    choose(page, "属于哪个社区", "康王庙社区")
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("button", name="确认并试算")).to_be_visible(timeout=20_000)


def counts(page: Page) -> dict[str, int]:
    """The tiles, which account for every row of the file."""
    found = {label: tile(page, label) for label in OUTCOMES}
    assert sum(found.values()) == tile(page, "文件总行数")
    return found


def added_person(page: Page) -> str:
    """The name of somebody whom the import added, by the household that the row opens."""
    page.get_by_role("radio", name="新增").locator("xpath=..").click()
    page.wait_for_load_state("networkidle")
    link = page.locator(".gw-sheet a", has_text="打开住户").first
    household = str(link.get_attribute("href")).rsplit("/", 1)[1]
    return str(Api(page).get(f"/register/households/{household}")["residents"][0]["name"])


def test_the_wizard_from_upload_to_undo(open_as: Open, roster: Path, tmp_path: Path) -> None:
    page = open_as("jiedao", "/imports")
    before = Api(page).get("/reports/overview")["residents"]
    upload(page, roster)
    expect(page.get_by_role("combobox", name="“姓名”一列对应的内容")).to_be_visible()

    page.get_by_role("button", name="确认并试算").click()
    expect(page.get_by_role("heading", name="试算完成，底册尚未改动")).to_be_visible(timeout=60_000)
    tried = counts(page)
    assert tried["新增"] > 0
    lines = (roster.parent / f"{roster.name}.truth.jsonl").read_text().splitlines()
    classes = Counter(json.loads(line)["class"] for line in lines)
    assert tile(page, "文件总行数") == len(lines)
    assert tried["非数据行"] == len(lines) - classes["data"]
    assert Api(page).get("/reports/overview")["residents"] == before

    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="导入完成")).to_be_visible(timeout=60_000)
    assert counts(page) == tried
    assert Api(page).get("/reports/overview")["residents"] > before

    with page.expect_download() as answered:
        page.get_by_role("link", name="下载结果表").click()
    answered.value.save_as(tmp_path / "answer.xlsx")
    assert load_workbook(tmp_path / "answer.xlsx").worksheets[0].max_row >= len(lines)

    batch = page.url
    name = added_person(page)
    page.goto(f"/register?q={name}")
    expect(page.locator(".hit", has_text=name).first).to_be_visible()

    page.goto(batch)
    page.get_by_role("button", name="撤销本次导入").click()
    page.get_by_role("tooltip").get_by_role("button", name="确定").click()
    expect(page.get_by_role("heading", name="本次导入已撤销")).to_be_visible(timeout=60_000)
    assert Api(page).get("/reports/overview")["residents"] == before


def test_a_file_that_is_no_workbook_is_refused_in_words(open_as: Open, tmp_path: Path) -> None:
    page = open_as("jiedao", "/imports")
    broken = tmp_path / "名册.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    page.locator("input[type=file]").set_input_files(broken)
    choose(page, "属于哪个社区", "康王庙社区")
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert "。" in page.get_by_role("alert").inner_text()
