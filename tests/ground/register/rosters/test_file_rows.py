"""From sheets to people: wide rows, split addresses, cards, employees who are no residents."""

from collections.abc import Sequence

from gridward.ground.register.rules.roster.addresses import context_text, place_texts
from gridward.ground.register.rules.roster.file_rows import RosterFile, read_roster, rows_of_no_one
from gridward.kernel.sheets.cells import Cell
from gridward.kernel.sheets.workbook import open_workbook
from tests.ground.register.rosters.files import DOOR, book, identity


def opened(*rows: Sequence[Cell]) -> RosterFile:
    return read_roster(open_workbook(book({"表": rows}), "表.xlsx"), {})


def test_a_wide_row_is_several_people() -> None:
    header = (
        "现住址",
        "户主姓名",
        "户主身份证号",
        "成员1姓名",
        "成员1身份证号",
        "成员2姓名",
        "成员2身份证号",
    )
    file = opened(header, (DOOR, "张伟", identity(1), "王芳", identity(2), "", ""))
    people = [(row.member, row.cells["name"], row.cells["address"]) for row in file.people()]
    assert people == [(0, ["张伟"], [DOOR]), (1, ["王芳"], [DOOR])]


def test_a_decoy_beside_the_address_is_left_out() -> None:
    file = opened(("姓名", "户籍地址", "现住址"), ("张伟", "湖北省黄冈市", DOOR))
    assert next(file.people()).cells["address"] == [DOOR]


def test_employees_of_an_organisation_are_no_residents() -> None:
    file = opened(
        ("单位名称", "法人姓名", "经营状况"), ("禾丰贸易", "张伟", "营业"), (),
        ("姓名", "身份证号", "是否发热"), ("王芳", identity(2), "否"),
    )  # fmt: skip
    assert list(file.people()) == []
    assert "roster.organisation_form" in {code for *_, code in rows_of_no_one(file)}


def test_an_address_is_joined_from_its_columns() -> None:
    cells: dict[str, list[Cell]] = {
        "site": ["翠竹小区"],
        "building": [3.0],
        "unit": ["2"],
        "room": ["501"],
    }
    assert place_texts(cells) == ("翠竹小区3栋2单元501室",)


def test_a_compound_column_completes_an_address_of_the_door() -> None:
    assert place_texts({"site": ["翠竹小区"], "address": ["3-2-501"]})[0] == "翠竹小区3-2-501"


def test_words_of_lists_are_no_place() -> None:
    assert context_text("翠竹小区3栋居民花名册（2022年4月）") == "翠竹小区3栋"
