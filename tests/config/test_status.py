"""How much room a disk should have."""

import pytest

from gridward.config.commands.status import wanted_room

GB = 2**30


@pytest.mark.parametrize(
    ("total", "database", "wanted"),
    [
        (20 * GB, GB // 8, 2 * GB),  # a tenth of a small disk
        (252 * GB, GB // 8, 10 * GB),  # a large one is not nearly full with 20 GB left
        (252 * GB, 30 * GB, 60 * GB),  # the next backup and what it is made of
    ],
)
def test_room_is_wanted_by_the_disk_and_by_the_database(
    total: int, database: int, wanted: int
) -> None:
    assert wanted_room(total, database) == wanted
