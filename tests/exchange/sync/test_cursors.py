"""Places in a feed: told as text, valid for the posts under which they were given, and for this cluster."""

from uuid import UUID

import pytest

from gridward.exchange.sync.problems import CursorUnreadable
from gridward.exchange.sync.rules.cursors import Cursor, going_on, read_cursor, standing_of

WORKER = standing_of(["grid_manager"])
PLACE = Cursor(7, UUID(int=3), WORKER)


def test_a_cursor_is_read_as_it_was_written() -> None:
    assert read_cursor(str(PLACE)) == PLACE
    assert read_cursor("") == Cursor()


def test_reading_goes_on_for_the_same_posts_in_whatever_order() -> None:
    both = standing_of(["grid_police", "grid_manager"])
    assert both == standing_of(["grid_manager", "grid_police"]) != WORKER
    assert going_on(PLACE, WORKER, 8) == PLACE


@pytest.mark.parametrize(
    ("cursor", "standing", "next_transaction"),
    [
        (PLACE, standing_of([]), 8),
        (PLACE, standing_of(["grid_manager", "grid_police"]), 8),
        (PLACE, WORKER, 7),
        (read_cursor(f"7.{UUID(int=3).hex}"), WORKER, 8),
    ],
    ids=["no post any more", "one post more", "of another cluster", "of before there were posts"],
)
def test_reading_begins_anew(cursor: Cursor, standing: str, next_transaction: int) -> None:
    begun = going_on(cursor, standing, next_transaction)
    assert begun.begins
    assert begun.standing == standing


@pytest.mark.parametrize("text", ["x", "7", "7.x", "-1.", f"{2**64}.{UUID(int=3).hex}."])
def test_what_was_never_given_is_not_read(text: str) -> None:
    with pytest.raises(CursorUnreadable):
        read_cursor(text)
