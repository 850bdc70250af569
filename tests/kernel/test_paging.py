"""Keyset paging visits every row once."""

import pytest

from gridward.ground.territory.models import Division
from gridward.kernel.paging import BadCursor, page


def divisions(count: int) -> None:
    Division.objects.bulk_create(
        Division(code=f"{number:06d}", name=f"区{number % 3}", level="district")
        for number in range(count)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("keys", [["name", "code"], ["-name", "code"], ["-code"]])
def test_pages_follow_each_other_without_gap_or_double(keys: list[str]) -> None:
    divisions(17)
    seen, after = [], None
    while True:
        found = page(Division.objects.all(), keys, after, size=5)
        seen += [row.code for row in found.rows]
        after = found.next
        if after is None:
            break
    assert seen == [row.code for row in Division.objects.order_by(*keys)]


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "WzFd", "bm90IGpzb24"])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        page(Division.objects.all(), ["name", "code"], cursor)
