"""Reading tables and cases: forms of moments and ids, both kinds of file, what is refused, with table and column."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gridward.planning.tracing import Refused
from gridward.planning.tracing.cases import CaseWindow, read_cases
from gridward.planning.tracing.reading import find, homes, read, reader
from gridward.planning.tracing.storing import store_of
from gridward.planning.tracing.terms import ALWAYS, DAY, HOUR, MINUTE, Source

MARCH = 1_646_064_000_000_000
"""2022-03-01 00:00 in China."""


def spells(folder: Path, source: Source) -> list[tuple[Any, ...]]:
    connection = reader()
    table, rows = read(connection, source, find(folder)[source])
    found = [tuple(one.values()) for one in table.to_pyarrow().to_pylist()]
    connection.disconnect()
    assert rows == len(found)
    return found


def refusal(folder: Path) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused, store_of(folder):
        pass
    return refused.value.finding.code, dict(refused.value.finding.values)


def test_times_of_a_csv_are_read_in_chinese_time(tmp_path: Path) -> None:
    lines = ["\ufeff Person ,place,at,remark", "007,门,2022-03-01 08:05,x", "a,g,2022/3/1 8:05:30,"]
    lines += ["b,g,2022-03-01T00:05:00Z,", "c,g,2022-03-01T08:05:00+08:00,", '"d, e",g,2022-03-02,']
    (tmp_path / "passages.csv").write_text("\n".join(lines), encoding="utf-8")
    at = MARCH + 8 * HOUR + 5 * MINUTE
    assert [(one[0], one[3]) for one in spells(tmp_path, Source.PASSAGES)] == [
        ("007", at),
        ("a", at + MINUTE // 2),
        ("b", at),
        ("c", at),
        ("d, e", MARCH + DAY),
    ]


def test_ends_that_are_days_are_meant_to_their_last_moment(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(
        "person,group,kind,from,to\na,h,家,2022-03-01,2022-03-02\nb,h,,,\n", encoding="utf-8"
    )
    assert spells(tmp_path, Source.GROUPS) == [
        ("a", "家", "h", MARCH, MARCH + 2 * DAY - 1),
        ("b", "", "h", -ALWAYS, ALWAYS),
    ]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([datetime(2022, 3, 1, 8, 5)], pa.timestamp("us")),  # noqa: DTZ001 - a clock time without a zone
        ([datetime(2022, 3, 1, 8, 5)], pa.timestamp("ms")),  # noqa: DTZ001
        ([datetime(2022, 3, 1, 0, 5)], pa.timestamp("us", tz="UTC")),  # noqa: DTZ001
        (["2022-03-01 08:05"], pa.string()),
    ],
)
def test_moments_of_parquet_are_read_whatever_their_type(
    tmp_path: Path, values: list[Any], kind: pa.DataType
) -> None:
    table = {"person": pa.array([7]), "place": pa.array([1]), "at": pa.array(values, kind)}
    (tmp_path / "passages").mkdir()
    pq.write_table(pa.table(table), tmp_path / "passages" / "day-1.parquet")
    at = MARCH + 8 * HOUR + 5 * MINUTE
    assert spells(tmp_path, Source.PASSAGES) == [("7", "", "1", at, at)]


def test_days_of_parquet(tmp_path: Path) -> None:
    day = pa.array([date(2022, 3, 1)])
    table = {"person": ["a"], "place": ["g"], "from": day, "to": day}
    pq.write_table(pa.table(table), tmp_path / "stays.parquet")
    assert spells(tmp_path, Source.STAYS) == [("a", "", "g", MARCH, MARCH + DAY - 1)]


@pytest.mark.parametrize(
    ("name", "text", "code", "values"),
    [
        ("passages", "person,at\na,2022-03-01", "column_missing", {"column": "place"}),
        ("passages", "person,place,at\na,g,昨天\nb,g,2022-02-30", "time_unreadable", {"rows": 2}),
        ("passages", "person,place,at\na,g,1969-01-01", "time_unreadable", {"value": "1969-01-01"}),
        ("passages", "person,place,at\na,g,2199-01-01", "time_unreadable", {"column": "at"}),
        ("passages", "person,place,at\n,g,2022-03-01", "value_missing", {"column": "person"}),
        ("passages", "person,place,at\na,g,", "value_missing", {"column": "at"}),
        ("stays", "person,place,from,to\na,g,2022-03-02,2022-03-01", "ends_before_it_begins", {}),
        ("groups", "person,group,kind,from,to\na,,x,,", "value_missing", {"column": "group"}),
        ("stays", "", "column_missing", {"table": "stays.csv", "column": "person"}),
    ],
)
def test_what_is_wrong_is_refused_with_table_and_column(
    tmp_path: Path, name: str, text: str, code: str, values: dict[str, object]
) -> None:
    (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found, told = refusal(tmp_path)
    assert found == code
    assert values.items() <= told.items()


def test_files_that_are_missing_double_or_no_tables(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone")[0] == "folder_missing"
    assert refusal(tmp_path)[0] == "tables_missing"
    (tmp_path / "stays.parquet").write_bytes(b"PAR1 not quite")
    assert refusal(tmp_path)[0] == "table_unreadable"
    (tmp_path / "stays.csv").write_text("person,place,from,to\n")
    assert refusal(tmp_path)[0] == "table_twice"
    (tmp_path / "stays.parquet").unlink()
    (tmp_path / "stays.csv").write_bytes("person,place,from,to\na,门,,".encode("gbk"))
    assert refusal(tmp_path)[0] == "table_unreadable"
    (tmp_path / "stays").mkdir()
    pq.write_table(pa.table({"person": ["a"]}), tmp_path / "stays" / "1.parquet")
    assert refusal(tmp_path)[0] == "table_twice"


# -- cases ---------------------------------------------------------------------------------------


def cases(folder: Path, text: str, days: int | None = None) -> list[CaseWindow]:
    file = folder / "cases.csv"
    file.write_text(text, encoding="utf-8")
    return read_cases(file, MARCH + 9 * DAY, days)


def test_a_window_begins_whole_days_before_onset_and_ends_where_tables_do(tmp_path: Path) -> None:
    found = cases(tmp_path, "person,onset\na,2022-03-05 17:00\n", days=2)
    assert found == [CaseWindow("a", MARCH + 2 * DAY, MARCH + 9 * DAY, MARCH + 9 * DAY)]


def test_a_window_as_given(tmp_path: Path) -> None:
    text = "person,from,to,until\na,2022-03-01 00:01,2022-03-01,2022-03-02\n"
    end = MARCH + DAY - 1
    assert cases(tmp_path, text) == [CaseWindow("a", MARCH + MINUTE, end, end + DAY)]


@pytest.mark.parametrize(
    ("text", "days", "code"),
    [
        ("person\na\n", None, "cases_without_begin"),
        ("person,onset\na,2022-03-01\n", None, "lookback_missing"),
        ("person,onset\na,2022-03-01\n", 99, "lookback_wrong"),
        ("person,from\n", None, "cases_empty"),
        ("person,from\na,\n", None, "case_without_begin"),
        ("person,from\na,soon\n", None, "time_unreadable"),
        ("person,from\na,2022-03-01\na,2022-03-02\n", None, "case_twice"),
        ("person,from,to\na,2022-03-02,2022-03-01\n", None, "case_reversed"),
        ("who,from\na,2022-03-02\n", None, "column_missing"),
    ],
)
def test_cases_that_are_wrong(tmp_path: Path, text: str, days: int | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        cases(tmp_path, text, days)
    assert refused.value.finding.code == code


def test_a_file_of_cases_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_cases(tmp_path / "gone.csv", MARCH)
    assert refused.value.finding.code == "cases_missing"


def test_homes_of_people(tmp_path: Path) -> None:
    file = tmp_path / "persons.csv"
    file.write_text("person,grid,door\na,360103005002001,d1\nb,,\n", encoding="utf-8")
    assert homes(file) == {"a": ("360103005002001", "d1"), "b": ("", "")}
