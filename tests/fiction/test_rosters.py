"""Messy workbooks: the truth beside each file has exactly its physical rows."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gridward.fiction.rosters import LAYOUTS, write_rosters
from gridward.fiction.rosters.benchmark import COLUMNS, write_benchmark
from gridward.fiction.terms import FictionalStreet
from gridward.kernel.codes import identity_number
from gridward.kernel.problems import Problem
from tests.fiction.conftest import TODAY

Rows = dict[str, list[list[Any]]]
NAMES = [layout.name for layout in LAYOUTS]


@pytest.fixture(scope="session")
def folder(street: FictionalStreet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("rosters")
    write_rosters(street, directory, 11)
    return directory


def path_of(folder: Path, name: str) -> Path:
    ending = next(one.file_name for one in LAYOUTS if one.name == name).format("")
    return next(path for path in folder.iterdir() if path.name.endswith(ending))


def truth_of(folder: Path, name: str) -> list[dict[str, Any]]:
    path = path_of(folder, name)
    lines = path.with_name(path.name + ".truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rows_of(folder: Path, name: str) -> Rows:
    path, layout = path_of(folder, name), next(one for one in LAYOUTS if one.name == name)
    if layout.encoding:
        with path.open(encoding=layout.encoding, newline="") as file:
            return {"csv": list(csv.reader(file, delimiter=layout.delimiter))}
    book = CalamineWorkbook.from_path(path)
    return {
        sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for sheet in book.sheet_names
    }


def people_of(folder: Path, name: str) -> list[dict[str, Any]]:
    return [person for row in truth_of(folder, name) for person in row.get("people", ())]


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_has_every_physical_row_in_order(folder: Path, name: str) -> None:
    physical = [
        (sheet, number)
        for sheet, rows in rows_of(folder, name).items()
        for number in range(1, len(rows) + 1)
    ]
    assert [(one["sheet"], one["row"]) for one in truth_of(folder, name)] == physical


@pytest.mark.parametrize("name", NAMES)
def test_names_stand_in_the_rows_that_the_truth_says(folder: Path, name: str) -> None:
    rows = rows_of(folder, name)
    for truth in truth_of(folder, name):
        cells = [str(cell) for cell in rows[truth["sheet"]][truth["row"] - 1]]
        for person in truth.get("people", ()):
            assert person["name"] in cells
        assert bool(truth.get("people") or truth.get("organisation")) == (
            truth["class"] in {"data", "duplicate"}
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_row_is_blank_and_no_other_row_is(folder: Path, name: str) -> None:
    rows = rows_of(folder, name)
    for truth in truth_of(folder, name):
        empty = not any(str(cell) for cell in rows[truth["sheet"]][truth["row"] - 1])
        assert empty == (truth["class"] == "blank")


def test_equal_seeds_give_equal_files(
    street: FictionalStreet, folder: Path, tmp_path: Path
) -> None:
    for path in write_rosters(street, tmp_path, 11):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_no_person_is_told_of_by_two_files(folder: Path) -> None:
    told = Counter(
        key
        for name in NAMES
        for key in {one["document"] for one in people_of(folder, name) if one["document"]}
    )
    assert told.most_common(1)[0][1] == 1


def test_each_file_belongs_to_one_community_and_reaches_several_grids(folder: Path) -> None:
    for name in NAMES:
        grids = {one["door"]["grid_code"] for one in people_of(folder, name)}
        assert len({grid[:12] for grid in grids}) <= 1
        assert name == "organisations" or len(grids) > 2


def _reason(typed: Any) -> str:
    try:
        identity_number.parse(typed, today=TODAY)
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize("name", ["ruined_numbers", "csv_gb18030", "slips"])
def test_expected_reasons_are_those_of_the_identity_number(folder: Path, name: str) -> None:
    rows, reasons = rows_of(folder, name), Counter[str]()
    for truth in truth_of(folder, name):
        for person in truth.get("people", ()):
            typed = rows[truth["sheet"]][truth["row"] - 1][3]
            if person["document"]:
                expected = person["expected"]
                wanted = expected["reason"] if expected["outcome"] == "rejected" else ""
                assert _reason(typed) == wanted, typed
                reasons[wanted] += 1
    assert len(reasons) > 1


def test_slips_have_people_twice_in_two_homes_and_with_doubtful_doors(folder: Path) -> None:
    rows = {one["row"]: one for one in truth_of(folder, "slips")}
    seen = Counter[str]()
    for row in rows.values():
        for person in row.get("people", ()):
            expected = person["expected"]
            seen[expected["outcome"]] += 1
            seen[expected["door"]] += 1
            if expected["same_as"]:
                assert rows[expected["same_as"]]["people"][0]["document"] == person["document"]
    assert all(seen[word] for word in ("added", "same", "conflict", "rejected", "doubtful"))


def test_organisations_and_employees_are_told_with_their_truth(folder: Path) -> None:
    found = [
        one["organisation"] for one in truth_of(folder, "organisations") if "organisation" in one
    ]
    assert {one["row_of"] for one in found} == {"organisation", "employee"}


def test_the_folder_says_that_it_is_fictional(folder: Path) -> None:
    assert "虚构数据" in (folder / "说明.txt").read_text(encoding="utf-8")


def test_the_benchmark_has_exactly_so_many_rows_of_17_columns(tmp_path: Path) -> None:
    write_benchmark(tmp_path / "roster.xlsx", rows=500, seed=2)
    sheet = CalamineWorkbook.from_path(tmp_path / "roster.xlsx").get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0] == [column.header for column in COLUMNS]
    assert len(rows[0]) == 17
    assert [row[0] for row in rows[1:]] == list(range(1, 501))
