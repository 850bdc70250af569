"""Of dated entries those hold that have begun and not ended; the latest wins."""

from datetime import date

import pytest

from gridward.kernel.dated import Entry, begun

ENTRIES: list[Entry] = [
    {"value": 2, "since": date(2022, 4, 1)},
    {"value": 1, "since": date(2021, 11, 1), "until": date(2026, 1, 1)},
    {"value": 3, "since": date(2024, 1, 1)},
]


@pytest.mark.parametrize(
    ("day", "values"),
    [
        (date(2000, 1, 1), [1]),
        (date(2021, 11, 1), [1]),
        (date(2022, 4, 1), [1, 2]),
        (date(2025, 12, 31), [1, 2, 3]),
        (date(2026, 1, 1), [2, 3]),
    ],
)
def test_the_entries_of_a_day(day: date, values: list[int]) -> None:
    assert [entry["value"] for entry in begun(ENTRIES, day)] == values
